"""A block that names another publication, by the uid that survives its moves, its edits and its page."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.widgets import AdminPageChooser
from wagtail.admin.widgets.chooser import BaseChooser
from wagtail.models import Page

from audit.source import present_user


@dataclass(frozen=True)
class LostPublication:
    """A publication whose page was deleted. What became of it, its entry tells."""

    uid: uuid.UUID

    pk: None = None
    title = ""


class TitleGuardingChooser(AdminPageChooser):
    """Wagtail's field for a page. It would tell everybody the title of the newest draft, also of another organ's page and
    of one that was taken down since it was chosen."""

    def get_instance(self, value: Any) -> Any:
        """The page as its own type; one that was read with what is asked of it here needs no more."""
        known = isinstance(value, Page) and hasattr(value, "above")
        return value.specific_deferred if known else super().get_instance(value)

    def get_value_data_from_instance(self, instance: Any) -> dict[str, Any]:
        if not hasattr(instance, "above"):
            found: dict[str, Any] = super().get_value_data_from_instance(instance)
            return found
        return {**BaseChooser.get_value_data_from_instance(self, instance), "parent_id": instance.above}

    def get_display_title(self, instance: Any) -> str:
        from ..permissions.rights import may_see
        from ..review.arrangements import title_told

        seen = may_see(present_user(), instance)
        return str(instance.get_admin_display_title()) if seen else title_told(instance, None)


class GuardedPageChooserBlock(blocks.PageChooserBlock):
    """Chooses a page; whoever edits the text reads no title that is not theirs to see."""

    @cached_property
    def widget(self) -> TitleGuardingChooser:
        return TitleGuardingChooser(target_models=self.target_models, can_choose_root=self.can_choose_root)


class PublicationChooserBlock(GuardedPageChooserBlock):
    """Chooses a publication. The value is its page, or `LostPublication`; what is stored is its uid.

    `page_type` names types of publications, as Wagtail's block does.
    """

    def to_python(self, value: Any) -> Any:
        return self.bulk_to_python([value])[0]

    def bulk_to_python(self, values: Any) -> list[Any]:
        from ..references import pages_by_uid

        uids = [read_uid(value) for value in values]
        pages = pages_by_uid({uid for uid in uids if uid})
        for uid, page in pages.items():
            page.publication_uid = uid  # so that nobody has to read the page's own table for it
        return [(pages.get(uid) or LostPublication(uid)) if uid else None for uid in uids]

    def get_prep_value(self, value: Any) -> str | None:
        uid = uid_of(value)
        return str(uid) if uid else None

    def normalize(self, value: Any) -> Any:
        return self.to_python(value) if isinstance(value, (str, uuid.UUID)) else value

    def get_form_state(self, value: Any) -> Any:
        return super().get_form_state(None if isinstance(value, LostPublication) else value)

    def clean(self, value: Any) -> Any:
        page = super().clean(None if isinstance(value, LostPublication) else value)
        if page is not None and uid_of(page) is None:
            raise ValidationError(_("请选择一条公开信息，不能选择栏目或首页。"))
        return page

    def extract_references(self, value: Any) -> Iterator[tuple[type, str, str, str]]:
        if isinstance(value, Page):
            yield Page, str(value.pk), "", ""

    def get_searchable_content(self, value: Any) -> list[str]:
        return []

    def get_api_representation(self, value: Any, context: Any = None) -> Any:
        """The reference as {uid, title, url}; see `cms.references.Reference.as_json`."""
        from wagtail.models import Site

        from ..references import references

        uid = uid_of(value)
        site = Site.find_for_request((context or {}).get("request"))
        return references(site, [uid])[uid].as_json() if uid and site else None

    class Meta:
        icon = "link"


def read_uid(value: Any) -> uuid.UUID | None:
    """The uid that a stored value names; None for none, and for what is no uid."""
    if isinstance(value, uuid.UUID) or not value:
        return value or None
    try:
        return uuid.UUID(str(value))
    except ValueError:
        return None


def uid_of(value: Any) -> uuid.UUID | None:
    """The uid of a block's value; None for no publication."""
    if isinstance(value, LostPublication):
        return value.uid
    if known := getattr(value, "publication_uid", None):
        return known
    specific = value.specific if isinstance(value, Page) else None
    return getattr(specific, "uid", None) if hasattr(type(specific), "kind") else None
