"""Which pages are chrome, the frame of a site: they go live without a signature. Everything else needs one."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

CHROME = (("wagtailcore", "page"), ("cms", "homepage"), ("cms", "columnpage"))
"""(app label, model) of the types that list publications, or hold sites, and publish nothing of their own."""


def is_chrome(page: Page) -> bool:
    """True for a frame; a page of a type that nobody knows is none."""
    from ..models import PublicationPage

    return not isinstance(page, PublicationPage) and natural_key(page.content_type_id) in CHROME


def natural_key(content_type_id: Any) -> tuple[str, str]:
    """(app label, model) of a content type; content types are kept in memory."""
    try:
        return ContentType.objects.get_for_id(content_type_id).natural_key()
    except ContentType.DoesNotExist:
        return ("", "")


def any_publication(page: Page, *, live: bool = False) -> bool:
    """True when a publication, or a live one, is `page` or beneath it. One query, whatever hangs beneath."""
    found = Page.objects.descendant_of(page, inclusive=True)
    types = (found.live() if live else found).order_by().values_list("content_type", flat=True).distinct()
    return any(natural_key(pk) not in CHROME for pk in types)
