"""The one service that begins a translation."""

from typing import Any

from django.db import transaction
from wagtail.actions.copy_for_translation import ParentNotTranslatedError
from wagtail.coreutils import find_available_slug
from wagtail.models import Locale, Page

from ..models import ColumnPage, PublicationPage

NOT_CARRIED = ["correction_note", "original_published_at", "go_live_at", "expire_at"]
"""What a translation does not take from its original: it has a time and a history of its own."""


class TranslatedAlready(Exception):
    """`page` is the translation that is there."""

    def __init__(self, page: Page) -> None:
        super().__init__(str(page))
        self.page = page


def place_of(page: Page, locale: Locale) -> Page | None:
    """Beneath which page the translation of `page` goes: the translation of what is above it, None when that has none.

    A column may skip levels: a foreign version is smaller, and has not every column that holds others.
    """
    above = page.get_parent()
    while above is not None and not above.is_root():
        found: Page | None = above.get_translations().filter(locale=locale).first()
        if found is not None or not issubclass(page.specific_class, ColumnPage):
            return found
        above = above.get_parent()
    return None


@transaction.atomic
def translate(page: Page, locale: Locale, user: Any) -> Page:
    """A draft of `page` in another language, with the words of the original, beneath the translation of what is above it.

    Asks nobody for permission. Raises ParentNotTranslatedError when that has none, and TranslatedAlready; of two at once
    the second waits for the first.
    """
    Page.objects.select_for_update().get(pk=page.pk)
    if made := page.get_translations().filter(locale=locale).first():
        raise TranslatedAlready(made)
    place = place_of(page, locale)
    if place is None:
        raise ParentNotTranslatedError(f"Nothing above {page} is translated.")
    original = page.specific if page.live else page.get_latest_revision_as_object()
    copied: Page = original.copy(
        to=place,
        update_attrs={"locale": locale, "slug": find_available_slug(place, page.slug), "owner": user},
        copy_revisions=False,
        keep_live=False,
        reset_translation_key=False,
        exclude_fields=NOT_CARRIED if isinstance(original, PublicationPage) else [],
        log_action="wagtail.copy_for_translation",
        user=user,
    )
    return copied
