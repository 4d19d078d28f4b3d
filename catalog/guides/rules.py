"""What a service guide may not say, and what it lacks to go live. Every message says what to do."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from .codes import others_with_code
from .vocabularies import HandlingType, LimitUnit

MOST_VISITS = 9
AT_ONCE = {LimitUnit.WORKING_DAY: 1, LimitUnit.DAY: 1, LimitUnit.HOUR: 8}
"""The longest promised limit of an 即办件."""

Problem = tuple[str, str]
"""(field, message)."""


def contradictions(guide: Any) -> Iterator[Problem]:
    """What does not go together, in a draft too. The first of each field counts."""
    if guide.item_code and (other := others_with_code(guide).first()):
        yield (
            "item_code",
            _("编码与已公开的办事指南“%(title)s”相同，请核对；是同一事项的，请修改该指南。") % {"title": other.title},
        )
    yield from of_limits(guide)
    yield from of_fees(guide)
    yield from of_online(guide)
    if guide.visits is not None and guide.visits > MOST_VISITS:
        yield "visits", _("到办事现场次数请填0至%(most)d。") % {"most": MOST_VISITS}


def of_limits(guide: Any) -> Iterator[Problem]:
    promised, legal = guide.promised_limit, guide.legal_limit
    if promised is None:
        return
    if legal is not None and promised > legal:
        yield (
            "promised_limit",
            _("承诺时限不能长于法定时限（%(legal)d%(unit)s），请核对两个时限。")
            % {
                "legal": legal,
                "unit": guide.limit_unit,
            },
        )
    most = AT_ONCE.get(guide.limit_unit, 0)
    if guide.handling_type == HandlingType.AT_ONCE and promised > most:
        yield (
            "promised_limit",
            _("即办件应当场办结，承诺时限填0（当场）或者不超过%(most)d%(unit)s；否则请改选“承诺件”。")
            % {
                "most": most,
                "unit": guide.limit_unit,
            },
        )
    if guide.handling_type == HandlingType.PROMISED and promised == 0:
        yield "promised_limit", _("承诺件须写明承诺时限；当场办结的，办件类型请改选“即办件”。")


def of_fees(guide: Any) -> Iterator[Problem]:
    if guide.is_charged:
        if not guide.fee_basis.strip():
            yield "fee_basis", _("收费的，须写明收费依据的文件名称和文号。")
        if not guide.fees:
            yield "fees", _("收费的，须列出收费标准。请点击“＋”添加收费项目。")
    elif guide.fees or guide.fee_basis.strip():
        yield "is_charged", _("已填写收费依据或者收费标准；收费的请勾选“收费”，不收费的请删去。")


def of_online(guide: Any) -> Iterator[Problem]:
    apply_url, reason = guide.apply_url.strip(), guide.no_apply_reason.strip()
    if not apply_url and not reason:
        yield "apply_url", _("请填写网上申请地址；不能网上申请的，在下一栏写明理由。")
    if apply_url and reason:
        yield "no_apply_reason", _("已填写网上申请地址，不能网上申请的理由请留空。")
    if guide.visits == 0 and not apply_url and not guide.by_post:
        yield (
            "visits",
            _("到办事现场0次的，须能网上申请或者邮寄申请；请填写网上申请地址，或者勾选“可以邮寄申请和送达”。"),
        )


def lacking(guide: Any) -> Iterator[Problem]:
    """What keeps the guide from going live: the elements that are rows, and the forms of the materials."""
    if not guide.power_item:
        yield "power_item", _("请选择对应的权力事项（公共服务事项也在权力清单中建立）。")
    if not guide.materials and not guide.materials_note.strip():
        yield "materials", _("请逐项填写办理材料；确实不需要材料的，在“材料说明”中写明。")
    for name in names_without_form(guide):
        yield (
            "materials",
            _("材料“%(name)s”须填写表格，但没有空白表格，不能发布。请在该材料的“空白表格”处上传或者选择文件。")
            % {"name": name},
        )
    if not guide.process:
        yield "process", _("请填写办理流程：点击“＋”添加流程图，按顺序填写每一步。")
    if not guide.results:
        yield "results", _("请填写办理结果：申请人最后拿到什么，怎样送达。")
    if not guide.topics:
        yield "topics", _("请至少选择一个生命周期主题，读者由此找到本指南。")


def names_without_form(guide: Any) -> list[str]:
    """Names of the materials that need a form and have none."""
    rows = (child.value for child in guide.materials)
    return [row["name"] for row in rows if row["needs_form"] and not row["blank_form"]]


def hints(guide: Any) -> Iterator[Problem]:
    """What reviewers are told is missing; some guides lack it by right."""
    for name in names_without_form(guide):
        yield "materials", _("材料“%(name)s”没有空白表格，签发前须补上。") % {"name": name}
    for child in guide.materials:
        if child.value["blank_form"] and not child.value["sample"]:
            yield "materials", _("材料“%(name)s”没有示例样表。") % {"name": child.value["name"]}
    if guide.legal_limit is None and guide.handling_type == HandlingType.PROMISED:
        yield "legal_limit", _("没有填写法定时限；法律法规没有规定的可以不填。")
    if not guide.questions:
        yield "questions", _("没有常见问题。")
