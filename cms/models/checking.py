"""What automatic checks found, how people judged it, and what reviewers have looked at."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Max
from django.utils.translation import gettext_lazy as _


class FindingKind(models.TextChoices):
    """The first nine are the engine's (`intake.inspection`), the others this room's own."""

    CITIZEN_ID = "citizen_id", _("公民身份号码")
    MOBILE = "mobile", _("手机号码")
    LANDLINE = "landline", _("固定电话号码")
    BANK_CARD = "bank_card", _("银行卡号")
    SENSITIVE_WORD = "sensitive_word", _("敏感词")
    FORBIDDEN_WORD = "forbidden_word", _("禁用词")
    TYPO = "typo", _("错别字词")
    SECRECY_MARK = "secrecy_mark", _("密级标志")
    HIDDEN_CONTENT = "hidden_content", _("隐藏内容")
    UNREADABLE = "unreadable", _("无法自动检查")
    PENDING = "pending", _("尚未检查完")
    MISSING_META = "missing_meta", _("网页标签缺项")
    BROKEN_LINK = "broken_link", _("链接失效")
    MISSING_FILE = "missing_file", _("附件或图片缺失")
    MISSING_ALT = "missing_alt", _("图片缺少替代文字")
    DISCLOSURE = "disclosure", _("公开属性")
    SAME_NUMBER = "same_number", _("发文字号重复")
    NO_CORRECTION = "no_correction", _("缺少更正说明")
    MISSING_FACT = "missing_fact", _("要素缺项")


BLOCKING = frozenset(
    {
        FindingKind.CITIZEN_ID,
        FindingKind.BANK_CARD,
        FindingKind.MOBILE,
        FindingKind.FORBIDDEN_WORD,
        FindingKind.SECRECY_MARK,
        FindingKind.HIDDEN_CONTENT,
        FindingKind.PENDING,
    }
)
"""Kinds that must be gone or overruled before the confidentiality review may pass."""


class CheckedWordQuerySet(models.QuerySet["CheckedWord"]):
    def version(self) -> str:
        """A word that changes with every word that is added, changed or deleted. One query."""
        found = self.aggregate(count=Count("pk"), latest=Max("changed_at"))
        return f"{found['count']}-{found['latest']:%Y%m%d%H%M%S%f}" if found["count"] else "0"


class CheckedWord(models.Model):
    """A word of the house's own list (审查词库), beside those that come with the engine."""

    class Kind(models.TextChoices):
        SENSITIVE = "sensitive", _("敏感词")
        FORBIDDEN = "forbidden", _("禁用词")
        TYPO = "typo", _("错别字词")

    kind = models.CharField(_("类别"), max_length=12, choices=Kind.choices, default=Kind.SENSITIVE)
    text = models.CharField(_("词语"), max_length=80, help_text=_("按原文匹配，不区分全角和半角。"))
    replacement = models.CharField(
        _("规范表述"), max_length=80, blank=True, help_text=_("错别字词须填写，审核时提示。")
    )
    note = models.CharField(_("说明"), max_length=200, blank=True)
    active = models.BooleanField(_("启用"), default=True)
    changed_at = models.DateTimeField(auto_now=True, editable=False)

    objects = CheckedWordQuerySet.as_manager()

    class Meta:
        verbose_name = _("审查词")
        verbose_name_plural = _("审查词库")
        ordering = ["kind", "text"]
        constraints = [models.UniqueConstraint(fields=["kind", "text"], name="cms_checked_word_once")]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        self.text, self.replacement = self.text.strip(), self.replacement.strip()
        if len(self.text) < 2:
            raise ValidationError({"text": _("词语至少两个字，否则误报过多。")})
        if self.kind == self.Kind.TYPO and not self.replacement:
            raise ValidationError({"replacement": _("请填写规范表述。")})
        if self.replacement == self.text:
            raise ValidationError({"replacement": _("规范表述不能与词语相同。")})


class CheckResult(models.Model):
    """What the engine found in one text or file, kept by the digest of its bytes: a second look costs nothing.

    The findings hold personal data as they stand in drafts and files; `findings.forget_results` drops old rows.
    """

    digest = models.CharField(max_length=64)
    words = models.CharField(max_length=40)
    error = models.CharField(max_length=300, blank=True)
    findings = models.JSONField(default=list)
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("自动检查结果")
        verbose_name_plural = _("自动检查结果")
        constraints = [models.UniqueConstraint(fields=["digest", "words"], name="cms_check_result_once")]

    def __str__(self) -> str:
        return self.digest[:12]


class FindingDecision(models.Model):
    """A person's judgement of a finding. The latest one of a finding counts; none is changed or deleted.

    What was found is told apart by a keyed digest; only its masked form is kept in clear. `source` is the place of a
    block or field, a file, or '' for the whole text: the same words elsewhere are another finding.
    """

    class Action(models.TextChoices):
        OVERRULED = "overruled", _("作误报处理")
        CLEARED = "cleared", _("核实可以公开")
        REOPENED = "reopened", _("撤销处理")

    uid = models.UUIDField(db_index=True)
    revision_id = models.BigIntegerField()
    kind = models.CharField(max_length=20, choices=FindingKind.choices)
    digest = models.CharField(max_length=64)
    source = models.CharField(max_length=120)
    masked = models.CharField(max_length=200)
    location = models.CharField(max_length=200)
    action = models.CharField(max_length=12, choices=Action.choices)
    reason = models.CharField(_("理由"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("处理人"))
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("检查问题处理记录")
        verbose_name_plural = _("检查问题处理记录")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.get_action_display()}"


class ReviewLook(models.Model):
    """That somebody opened the content, or one file, of one revision. `item` is `content`, `document:<pk>`, `image:<pk>`."""

    uid = models.UUIDField(db_index=True)
    revision_id = models.BigIntegerField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    item = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("审核查看记录")
        verbose_name_plural = _("审核查看记录")
        constraints = [models.UniqueConstraint(fields=["revision_id", "user", "item"], name="cms_review_look_once")]

    def __str__(self) -> str:
        return f"{self.revision_id} {self.item}"
