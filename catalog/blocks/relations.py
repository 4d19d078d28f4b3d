"""How official documents stand to each other: 修改, 废止, 依据."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.models import Site

from cms.blocks import PublicationChooserBlock, StrictStreamBlock, uid_of
from cms.blocks.address import WebAddressBlock
from cms.days import reasonable_day
from cms.references import Reference, references


class Relation(models.TextChoices):
    """What this document does to the other, or the other to it; also the kinds of `register.EntryLink`."""

    AMENDS = "amends", _("修改（本文件修改该文件）")
    REPEALS = "repeals", _("废止（本文件废止该文件）")
    BASED_ON = "based_on", _("依据（本文件依据该文件制定）")
    AMENDED_BY = "amended_by", _("被修改（该文件修改本文件）")
    REPEALED_BY = "repealed_by", _("被废止（该文件废止本文件）")


OF_VALIDITY = frozenset({Relation.AMENDS, Relation.REPEALS, Relation.AMENDED_BY, Relation.REPEALED_BY})
"""Relations that change what is in force, from a day on."""
OPPOSITE = {
    Relation.AMENDS: Relation.AMENDED_BY,
    Relation.REPEALS: Relation.REPEALED_BY,
    Relation.AMENDED_BY: Relation.AMENDS,
    Relation.REPEALED_BY: Relation.REPEALS,
}
"""The same relation, seen from the other document."""


class RelationBlock(blocks.StructBlock):
    """One other document, of this platform (chosen) or of elsewhere (typed)."""

    kind = blocks.ChoiceBlock(Relation.choices, label=_("关系"))
    document = PublicationChooserBlock(
        page_type=["catalog.OfficialDocumentPage"],
        required=False,
        label=_("本平台的文件"),
        help_text=_("能选到的请在这里选，标题、文号和网址由系统填写。"),
    )
    title = blocks.CharBlock(
        required=False, max_length=255, label=_("其他文件的标题"), help_text=_("本平台没有的文件，填写标题和文号。")
    )
    number = blocks.CharBlock(required=False, max_length=80, label=_("发文字号"))
    url = WebAddressBlock(label=_("网址"))
    holds_from = blocks.DateBlock(
        required=False,
        validators=[reasonable_day],
        label=_("起算日期"),
        help_text=_("修改、废止从哪一天起生效；不填则从施行文件的实施日期起。"),
    )

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        errors = {}
        if not cleaned["document"] and not cleaned["title"].strip():
            errors["document"] = ValidationError(_("请选择文件；本平台没有的，填写标题。"))
        if cleaned["document"] and (cleaned["title"] or cleaned["number"] or cleaned["url"]):
            errors["title"] = ValidationError(_("已选择本平台的文件，标题、文号和网址请留空。"))
        if cleaned["holds_from"] and cleaned["kind"] not in OF_VALIDITY:
            errors["holds_from"] = ValidationError(_("只有修改、废止才填起算日期。"))
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        return cleaned

    class Meta:
        icon = "link"
        label = _("相关文件")
        template = "catalog/blocks/relation.html"


class RelationsBlock(StrictStreamBlock):
    """Every document to which this one stands in a relation."""

    relation = RelationBlock()

    def get_api_representation(self, value: Any, context: Any = None) -> list[dict[str, Any]]:
        """Each relation as {kind, document: {uid, title, url} | null, title, number, url, holds_from}. One query."""
        site = Site.find_for_request((context or {}).get("request"))
        found = references(site, {uid for child in value if (uid := uid_of(child.value["document"]))}) if site else {}
        return [{"type": child.block_type, "value": told(child.value, found), "id": child.id} for child in value]

    class Meta:
        label = _("相关文件")
        required = False


def told(value: Any, found: dict[UUID, Reference]) -> dict[str, Any]:
    """One relation as the API tells it, with the documents of this platform that were `found`."""
    reference = found.get(uid) if (uid := uid_of(value["document"])) else None
    return {
        "kind": value["kind"],
        "document": reference.as_json() if reference else None,
        "title": value["title"],
        "number": value["number"],
        "url": value["url"] or None,
        "holds_from": value["holds_from"].isoformat() if value["holds_from"] else None,
    }
