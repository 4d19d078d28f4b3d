"""The sheets and columns of the two spreadsheets: the one home of their headings, hints and lists."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.blocks.flow import StepBlock, StepKind

from ...vocabularies import Audience, theme_choices
from .. import vocabularies as lists
from ..blocks.materials import MaterialBlock
from ..blocks.rows import FeeBlock, QuestionBlock, ResultBlock

TEXT, YES_NO, COUNT, MONEY, CHOICE, TOPICS, FILE = "text", "yes_no", "count", "money", "choice", "topics", "file"
YES, NO = "是", "否"
CODE = "item_code"


@dataclass(frozen=True)
class Column:
    """One column. `key` is the field of the model or of the block; `choices` are (value, title)."""

    key: str
    heading: str
    hint: Any = ""
    required: bool = False
    kind: str = TEXT
    choices: tuple[tuple[Any, Any], ...] = ()
    wide: int = 18

    @property
    def titles(self) -> list[str]:
        """What the list of the column offers."""
        return [YES, NO] if self.kind == YES_NO else [str(title) for _value, title in self.choices]


@dataclass(frozen=True)
class SheetPlan:
    """One sheet. `name` is the field that its rows make, "" for the sheet of the items themselves."""

    title: str
    columns: tuple[Column, ...]
    name: str = ""
    block: Any = field(default=None, compare=False)


def choice(key: str, heading: str, choices: Any, hint: Any = "", *, required: bool = False) -> Column:
    return Column(key, heading, hint, required, CHOICE, tuple(choices.choices))


def code(hint: Any) -> Column:
    return Column(CODE, "事项编码", hint, True, wide=24)


THEMES = tuple(one for _top, subs in theme_choices() for one in subs)
THEME = Column(
    "theme", "主题分类", _("可以不填，由编辑补充"), False, CHOICE, tuple((value, value) for value, _title in THEMES)
)
OF_ITEM = _("与“办事指南”表中的事项编码一致")

GUIDES = SheetPlan(
    "办事指南",
    (
        code(_("唯一，6至40位数字、字母和短横线")),
        Column("title", "事项名称", _("与事项目录一致"), True, wide=30),
        Column("power_item", "权力事项编码", _("权力清单中已有的编码"), True, wide=24),
        choice("handling_type", "办件类型", lists.HandlingType, _("即办件当场办结"), required=True),
        choice("exercise_level", "行使层级", lists.ExerciseLevel, required=True),
        choice("audience", "服务对象", Audience, required=True),
        Column("topics", "生命周期主题", _("一个或者几个，用顿号分隔，可选的主题见“填写说明”"), True, TOPICS),
        THEME,
        Column("basis", "设定依据", _("法律法规的名称、条款，每件一行"), True, wide=40),
        Column("conditions", "申请条件", _("每条一行"), True, wide=40),
        Column("quantity", "数量限制", _("没有的留空")),
        Column("materials_note", "材料说明", _("不需要任何材料的必填"), wide=30),
        Column("place", "办理地点", _("写到楼层和窗口"), True, wide=30),
        choice("in_service_centre", "是否进驻政务服务中心", lists.Presence, required=True),
        Column("office_hours", "办理时间", _("如“工作日9:00—17:00”"), True, wide=24),
        Column("telephone", "联系电话", _("区号和号码"), True),
        Column("supervision_telephone", "监督电话", _("受理投诉的电话"), True),
        Column("promised_limit", "承诺时限", _("整数，当场办结填0，不长于法定时限"), True, COUNT),
        Column("legal_limit", "法定时限", _("整数，没有规定的留空"), False, COUNT),
        choice("limit_unit", "时限单位", lists.LimitUnit, _("两个时限同一单位"), required=True),
        Column("limit_note", "时限说明", _("如“鉴定时间不计算在内”")),
        Column("visits", "到现场次数", _("整数，全程网办填0"), True, COUNT),
        Column("is_charged", "收费", "", True, YES_NO),
        Column("fee_basis", "收费依据", _("收费的必填，文件名称和文号"), wide=30),
        Column("fee.name", "收费项目", _("收费的必填")),
        Column("fee.amount", "收费金额（元）", _("固定金额，最多两位小数"), False, MONEY),
        Column("fee.unit", "计费单位", _("如“件”“证”")),
        Column("fee.standard", "收费标准说明", _("不是固定金额的必填"), wide=30),
        Column("result.name", "办理结果", _("如“食品经营许可证”"), True, wide=24),
        choice("result.kind", "结果类型", lists.ResultKind, required=True),
        Column("result.delivery", "送达方式", _("如“窗口领取、邮寄”"), True),
        Column("consult_url", "网上咨询地址", _("完整的网址"), True, wide=30),
        Column("query_url", "办件查询地址", _("完整的网址"), True, wide=30),
        Column("apply_url", "网上申请地址", _("能网上申请的必填"), wide=30),
        Column("no_apply_reason", "不能网上申请的理由", _("没有网上申请地址的必填"), wide=24),
        choice("online_depth", "网上办理深度", lists.OnlineDepth),
        choice("handled_in", "通办范围", lists.Range),
        Column("by_appointment", "可以预约", "", False, YES_NO),
        Column("by_post", "可以邮寄", "", False, YES_NO),
        Column("online_payment", "可以网上支付", "", False, YES_NO),
        Column("remedy", "法律救济", _("可以不填"), wide=30),
    ),
)
MATERIALS = SheetPlan(
    "办理材料",
    (
        code(OF_ITEM),
        Column("name", "材料名称", "", True, wide=30),
        choice("source", "来源渠道", lists.MaterialSource, required=True),
        choice("form", "材料形式", lists.MaterialForm, required=True),
        Column("copies", "份数", _("数据共享取得的填0"), True, COUNT),
        choice("necessity", "必要性", lists.Necessity, required=True),
        Column("needs_form", "须填写表格", _("填“是”的，发布前须有空白表格"), True, YES_NO),
        Column("blank_form", "空白表格文件名", _("与随表提供的文件名一致，含扩展名"), False, FILE, wide=24),
        Column("sample", "示例样表文件名", _("同上"), False, FILE, wide=24),
        Column("note", "说明", "", wide=30),
    ),
    "materials",
    MaterialBlock(),
)
STEPS = SheetPlan(
    "办理流程",
    (
        code(OF_ITEM),
        choice("kind", "类型", StepKind, _("判断写成问句"), required=True),
        Column("name", "名称", _("如“窗口受理”“材料是否齐全”"), True, wide=24),
        Column("actor", "由谁办理"),
        Column("time", "时限"),
        Column("text", "说明", "", wide=30),
        Column("otherwise", "否则怎么办", _("判断必填"), wide=24),
    ),
    "process",
    StepBlock(),
)
QUESTIONS = SheetPlan(
    "常见问题",
    (code(OF_ITEM), Column("question", "问", "", True, wide=40), Column("answer", "答", "", True, wide=60)),
    "questions",
    QuestionBlock(),
)
POWER_ITEMS = SheetPlan(
    "权力清单",
    (
        code(_("唯一，6至40位数字、字母和短横线")),
        Column("title", "事项名称", "", True, wide=30),
        choice("power_kind", "事项类型", lists.PowerKind, required=True),
        choice("exercise_level", "行使层级", lists.ExerciseLevel, required=True),
        Column("main_item", "主项名称", _("本事项是子项的填写")),
        Column("implementing_organ", "实施主体", _("机关全称"), True, wide=24),
        choice("organ_nature", "实施主体性质", lists.OrganNature, required=True),
        Column("undertaker", "承办机构"),
        THEME,
        Column("basis", "设定依据", _("至少10个字，每件一行"), True, wide=40),
        Column("authority", "权限划分", _("至少10个字"), True, wide=40),
        Column("duties", "责任事项", _("每项一行"), wide=40),
        Column("accountability", "追责情形", _("每项一行"), wide=30),
        Column("supervision", "监督方式", "", True, wide=30),
        Column("supervision_telephone", "监督电话", "", True),
    ),
)
OF_GUIDES = (GUIDES, MATERIALS, STEPS, QUESTIONS)
KINDS: dict[str, tuple[SheetPlan, ...]] = {"guides": OF_GUIDES, "power-items": (POWER_ITEMS,)}
"""The sheets of each spreadsheet; the first holds the items."""

PARTS: dict[str, tuple[str, Any]] = {"fee.": ("fees", FeeBlock()), "result.": ("results", ResultBlock())}
"""Columns of the first sheet that make a row of a stream, by how their keys begin."""
