"""The English version of the portal: opened, its columns, and its texts, translated or of its own."""

from typing import Any

from django.db import transaction
from wagtail.models import Locale, Page, Site

from cms.languages.opening import open_language
from cms.languages.translating import translate
from cms.models import ColumnPage, HomePage, PublicationPage
from organs.models import Organ

from . import markup, reading
from .markup import Block
from .places import find_column, needed
from .uploads import find_page, resolver

OF_TRANSLATIONS = ("title", "summary", "source", "department", "editor", "author")


@transaction.atomic
def ensure_english(wanted: set[str]) -> int:
    """Open the English version with the columns in `wanted` (en/slug), where they are missing; returns how many were
    made."""
    content = reading.english()
    columns = needed(content["columns"], {name.partition("/")[2] for name in wanted})
    missing = [one for one in columns if find_column(f"en/{one['slug']}") is None]
    if not missing:
        return 0
    site = Site.objects.get(is_default_site=True)
    home, _made = open_language(site, "en", **content["home"])
    for fields in missing:
        add_column(home, fields)
    return len(missing)


def add_column(home: HomePage, fields: dict[str, Any]) -> None:
    """A column of the English version: a translation of `original`, or one of its own."""
    uid = reading.settled_uid("column", f"en/{fields['slug']}")
    facts = {name: value for name, value in fields.items() if name not in {"original", "organ", "parent"}}
    organ = Organ.objects.get(code=fields["organ"])
    original = find_column(fields["original"]) if "original" in fields else None
    if original is None:
        Page.objects.get(pk=home.pk).add_child(instance=ColumnPage(uid=uid, organ=organ, **facts))
        return
    column = translate(original, Locale.objects.get(language_code="en"), None).specific
    ColumnPage.objects.filter(pk=column.pk).update(uid=uid)
    column = ColumnPage.objects.get(pk=column.pk)
    for name, value in {**facts, "draft_title": facts["title"], "organ": organ}.items():
        setattr(column, name, value)
    column.save_revision().publish()


def draft(publication: reading.Publication, editor: Any) -> PublicationPage | None:
    """The translation of what was published before, as its editor saves it; None for a text of its own."""
    original = find_page(reading.settled_uid("publication", publication.translates)) if publication.translates else None
    if not isinstance(original, PublicationPage):
        return None
    page = translate(original, Locale.objects.get(language_code="en"), editor).specific
    type(page).objects.filter(pk=page.pk).update(uid=publication.uid)
    page = type(page).objects.get(pk=page.pk)
    for name in OF_TRANSLATIONS:
        setattr(page, name, getattr(publication, name))
    page.draft_title = page.title
    page.body = page._meta.get_field("body").to_python(blocks(publication, editor))
    page.keywords.set(publication.keywords)
    page.save_revision(user=editor, log_action=True)
    return page


def blocks(publication: reading.Publication, editor: Any) -> list[Block]:
    return markup.blocks(publication.body, resolver(publication, editor))
