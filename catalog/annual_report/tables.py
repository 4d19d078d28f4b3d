"""Tables 2, 3 and 4 of the annual report, row by row as the form has them."""

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from ..grids import Grid, GridTable, Row

MADE = (("made", _("本年制发件数")), ("repealed", _("本年废止件数")), ("valid", _("现行有效件数")))
DECIDED = (("decided", _("本年处理决定数量")),)
CONTENT = _("信息内容")

PROACTIVE = Grid(
    (
        GridTable(
            _("第二十条第（一）项"),
            MADE,
            (Row("rules", _("规章")), Row("normative", _("行政规范性文件"))),
            CONTENT,
        ),
        GridTable(_("第二十条第（五）项"), DECIDED, (Row("licences", _("行政许可")),), CONTENT),
        GridTable(
            _("第二十条第（六）项"),
            DECIDED,
            (Row("penalties", _("行政处罚")), Row("coercion", _("行政强制"))),
            CONTENT,
        ),
        GridTable(
            _("第二十条第（八）项"),
            (("charged", _("本年收费金额（单位：万元）")),),
            (Row("fees", _("行政事业性收费")),),
            CONTENT,
            places=6,
        ),
    )
)
"""Table 2: 主动公开政府信息情况."""

TOTAL = "total"
APPLICANTS = (
    ("person", _("自然人")),
    ("company", _("商业企业")),
    ("research", _("科研机构")),
    ("charity", _("社会公益组织")),
    ("legal", _("法律服务机构")),
    ("other", _("其他")),
    (TOTAL, _("总计")),
)

SECTIONS = ("granted", "partial", "refused", "unable", "rejected", "otherwise")
"""（一）to（六）of the third part; each stands for its rows beneath, where it has any."""
BENEATH: dict[str, tuple[tuple[str, Any], ...]] = {
    "refused": (
        ("refused_secret", _("1.属于国家秘密")),
        ("refused_law", _("2.其他法律行政法规禁止公开")),
        ("refused_stability", _("3.危及“三安全一稳定”")),
        ("refused_third_party", _("4.保护第三方合法权益")),
        ("refused_internal", _("5.属于三类内部事务信息")),
        ("refused_process", _("6.属于四类过程性信息")),
        ("refused_enforcement", _("7.属于行政执法案卷")),
        ("refused_query", _("8.属于行政查询事项")),
    ),
    "unable": (
        ("unable_not_held", _("1.本机关不掌握相关政府信息")),
        ("unable_to_be_made", _("2.没有现成信息需要另行制作")),
        ("unable_unclear", _("3.补正后申请内容仍不明确")),
    ),
    "rejected": (
        ("rejected_complaint", _("1.信访举报投诉类申请")),
        ("rejected_repeated", _("2.重复申请")),
        ("rejected_publication", _("3.要求提供公开出版物")),
        ("rejected_excessive", _("4.无正当理由大量反复申请")),
        ("rejected_confirmation", _("5.要求行政机关确认或重新出具已获取信息")),
    ),
    "otherwise": (
        ("otherwise_uncorrected", _("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请")),
        ("otherwise_unpaid", _("2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请")),
        ("otherwise_other", _("3.其他")),
    ),
}
NAMES = {
    "granted": _("（一）予以公开"),
    "partial": _("（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),
    "refused": _("（三）不予公开"),
    "unable": _("（四）无法提供"),
    "rejected": _("（五）不予处理"),
    "otherwise": _("（六）其他处理"),
}
RESULTS = _("三、本年度办理结果")
OUTCOMES: tuple[str, ...] = tuple(
    key
    for section in SECTIONS
    for key in ([one for one, _title in BENEATH[section]] if section in BENEATH else [section])
)
"""The 21 outcomes that a case can have: what is summed up."""


def result_rows() -> list[Row]:
    """The rows of the third part, each with the cells to its left that begin in it."""
    rows: list[Row] = []
    number = len(OUTCOMES) + 1
    for section in SECTIONS:
        opening = () if rows else ((RESULTS, 1, number),)
        if section not in BENEATH:
            rows.append(Row(section, NAMES[section], 1, (*opening, (NAMES[section], 2, 1))))
            continue
        for place, (key, title) in enumerate(BENEATH[section]):
            group = () if place else ((NAMES[section], 1, len(BENEATH[section])),)
            rows.append(Row(key, format_lazy("{}：{}", NAMES[section], title), 2, (*opening, *group, (title, 1, 1))))
    return [*rows, Row("results", _("（七）总计"), 1, ((_("（七）总计"), 2, 1),))]


def plain_row(key: str, title: Any) -> Row:
    return Row(key, title, 0, ((title, 3, 1),))


APPLICATIONS = Grid(
    (
        GridTable(
            _("收到和处理政府信息公开申请情况"),
            APPLICANTS,
            (
                plain_row("received", _("一、本年新收政府信息公开申请数量")),
                plain_row("carried_over", _("二、上年结转政府信息公开申请数量")),
                *result_rows(),
                plain_row("continued", _("四、结转下年度继续办理")),
            ),
            _("本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和"),
        ),
    )
)
"""Table 3: 收到和处理政府信息公开申请情况."""

VERDICTS = (
    ("upheld", _("结果维持")),
    ("corrected", _("结果纠正")),
    ("other", _("其他结果")),
    ("pending", _("尚未审结")),
    (TOTAL, _("总计")),
)
REMEDIES = Grid(
    (
        GridTable(
            _("政府信息公开行政复议、行政诉讼情况"),
            VERDICTS,
            (
                Row("review", _("行政复议")),
                Row("direct_suit", _("行政诉讼：未经复议直接起诉")),
                Row("suit_after_review", _("行政诉讼：复议后起诉")),
            ),
        ),
    )
)
"""Table 4: 政府信息公开行政复议、行政诉讼情况. The form has its fifteen cells in one row."""
