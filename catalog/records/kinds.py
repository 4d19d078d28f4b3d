"""Kinds of records. Each gives the fields of a record the names that officials know, and says which of them it needs."""

from dataclasses import dataclass, field

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


class RecordKind(models.TextChoices):
    """What a record is about. Values go into the API and never get another meaning."""

    LICENCE = "licence", _("行政许可决定")
    PENALTY = "penalty", _("行政处罚决定")
    COERCION = "coercion", _("行政强制决定")
    FEE = "fee", _("行政事业性收费项目")
    PROJECT = "project", _("重大建设项目")
    INSPECTION = "inspection", _("监督检查情况")
    RECRUITMENT = "recruitment", _("公务员招考")
    REQUISITION = "requisition", _("土地、房屋征收")
    ALLOCATION = "allocation", _("公共资源配置")
    OTHER = "other", _("其他")


@dataclass(frozen=True)
class Form:
    """Names of the fields in the order of the page; those in `needed` must be filled in. `item` is of the catalogue."""

    item: str
    labels: dict[str, Words]
    needed: frozenset[str] = field(default_factory=frozenset)
    deciding: bool = False
    """True for decisions about a party, whose name is masked when it is a person."""


def form(item: str, *rows: tuple[str, Words], deciding: bool = False) -> Form:
    """Rows are (name of the field, label); a name that ends in `?` may stay empty."""
    labels = {name.rstrip("?"): label for name, label in rows}
    return Form(item, labels, frozenset(name for name, _label in rows if not name.endswith("?")), deciding)


DECIDED = (("authority", _("决定机关")), ("decided_on", _("决定日期")))
FORMS: dict[str, Form] = {
    RecordKind.LICENCE: form(
        "20-05", ("document_number", _("许可决定书文号")), ("matter", _("许可事项")), ("party", _("行政相对人")),
        ("basis", _("许可依据")), ("facts?", _("申请和审查情况")), ("result", _("许可内容")),
        ("valid_from?", _("有效期自")), ("valid_until?", _("有效期至")), *DECIDED, deciding=True,
    ),
    RecordKind.PENALTY: form(
        "20-06", ("document_number", _("处罚决定书文号")), ("party", _("当事人")), ("matter?", _("案由")),
        ("facts", _("违法事实")), ("basis", _("处罚依据")), ("result", _("处罚结果")), ("amount?", _("罚款金额")),
        ("valid_until?", _("公示截止日期")), *DECIDED, deciding=True,
    ),
    RecordKind.COERCION: form(
        "20-06", ("document_number", _("强制决定书文号")), ("party", _("当事人")), ("matter?", _("事由")),
        ("facts", _("事实")), ("basis", _("强制依据")), ("result", _("强制措施和执行情况")), *DECIDED, deciding=True,
    ),
    RecordKind.FEE: form(
        "20-08", ("matter", _("收费项目")), ("authority", _("收费单位")), ("party?", _("缴费对象")),
        ("basis", _("收费依据")), ("document_number?", _("批准文号")), ("result", _("收费标准")),
        ("facts?", _("减免规定")), ("valid_from?", _("执行日期")), ("valid_until?", _("有效期至")),
    ),
    RecordKind.PROJECT: form(
        "20-10", ("matter", _("项目名称")), ("document_number", _("批准文号")), ("authority", _("批准机关")),
        ("decided_on", _("批准日期")), ("party", _("建设单位")), ("facts", _("建设地点、内容和规模")),
        ("amount?", _("总投资")), ("valid_from?", _("开工日期")), ("valid_until?", _("计划竣工日期")),
        ("basis?", _("批准依据")), ("result", _("实施情况")),
    ),
    RecordKind.INSPECTION: form(
        "20-13", ("matter", _("检查事项")), ("authority", _("检查机关")), ("decided_on", _("检查日期")),
        ("party?", _("检查对象")), ("basis", _("检查依据")), ("facts", _("检查情况")), ("result", _("检查结果和处理")),
    ),
    RecordKind.RECRUITMENT: form(
        "20-14", ("matter", _("招考名称")), ("authority", _("主管机关")), ("party?", _("招录机关")),
        ("facts", _("职位、名额和报考条件")), ("valid_from?", _("报名开始日期")), ("valid_until?", _("报名截止日期")),
        ("basis?", _("依据")), ("result", _("报名办法或者录用结果")),
    ),
    RecordKind.REQUISITION: form(
        "21-04", ("matter", _("征收项目")), ("document_number", _("批准文号（决定文号）")), ("authority", _("征收主体")),
        ("decided_on", _("批准（决定）日期")), ("facts", _("征收范围和面积")), ("basis", _("征收依据")),
        ("result", _("补偿安置标准")), ("valid_from?", _("登记（签约）开始日期")), ("valid_until?", _("登记（签约）截止日期")),
    ),
    RecordKind.ALLOCATION: form(
        "20-09-01", ("matter", _("配置项目")), ("document_number?", _("文号（编号）")), ("authority", _("实施单位")),
        ("party?", _("竞得人（受让人、分配对象）")), ("basis?", _("依据")), ("facts", _("标的和条件")),
        ("amount?", _("成交价款")), ("result", _("配置结果")), ("decided_on?", _("成交日期")),
    ),
    RecordKind.OTHER: form(
        "20-15", ("matter", _("事项")), ("document_number?", _("文号")), ("authority", _("责任单位")),
        ("party?", _("对象")), ("basis?", _("依据")), ("facts?", _("情况")), ("result", _("内容（结果）")),
        ("amount?", _("金额")), ("decided_on?", _("日期")), ("valid_from?", _("起始日期")), ("valid_until?", _("截止日期")),
    ),
}  # fmt: skip


def form_of(kind: str) -> Form:
    """The form of a kind; of one that nobody knows that of 其他."""
    return FORMS.get(kind) or FORMS[RecordKind.OTHER]
