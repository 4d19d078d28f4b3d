"""Rich text on its way in and on its way out."""

import re

from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page
from wagtail.rich_text import expand_db_html

from intake.sanitize import clean_html
from register.addresses import between_sites

EMPHASIS = {"b": "strong", "i": "em"}
"""What the editor writes for bold and italic, and the elements that the allow-list has for them."""
PAGE_ID = re.compile(r'\bid="(\d{1,18})"')
INTERNAL = re.compile(r'<a\s[^>]*linktype="page"[^>]*>|<a\s[^>]*\bid="\d+"[^>]*>')


def clean_source(source: str) -> str:
    """`source` as it may be stored: allowed markup, and links to pages of this site as Wagtail writes them."""
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        page_id = re.search(r'\bid="(\d+)"', match[0])
        if not page_id or 'linktype="page"' not in match[0]:
            return "<a>"
        kept.append(f'<a id="{page_id[1]}" linktype="page">')
        return f'<a href="/internal-link-{len(kept) - 1}">'

    cleaned = clean_html(INTERNAL.sub(keep, emphasised(source)))
    return re.sub(
        r'<a href="/internal-link-(\d+)"[^>]*>',
        lambda match: kept[int(match[1])] if int(match[1]) < len(kept) else "<a>",
        cleaned,
    )


def emphasised(source: str) -> str:
    """`source` with bold and italic as the allow-list knows them, which would else drop the editor's marks."""
    return re.sub(r"<(/?)([bi])>", lambda match: f"<{match[1]}{EMPHASIS[match[2]]}>", source)


def public_html(source: str, site_id: int | None = None) -> SafeString:
    """`source` as the public of site `site_id` gets it: links resolved to paths, cleaned once more, without Wagtail's
    inner marks."""
    return mark_safe(clean_html(expand_db_html(resolved(emphasised(source), site_id))))


def resolved(source: str, site_id: int | None) -> str:
    """`source` with each link to a page as a path, or as the way to another site; a link to nowhere keeps its words.

    Wagtail would write host and port into the text as soon as there is a second site.
    """
    wanted = {int(one) for mark in INTERNAL.findall(source) for one in PAGE_ID.findall(mark)}
    if not wanted:
        return source
    pages = Page.objects.in_bulk(wanted)

    def link(match: re.Match[str]) -> str:
        found = PAGE_ID.search(match[0])
        page = pages.get(int(found[1])) if found and 'linktype="page"' in match[0] else None
        parts = page.get_url_parts() if page else None
        if parts is None or parts[2] is None:
            return "<a>"
        return f'<a href="{parts[2] if parts[0] == site_id else between_sites(parts[0], parts[2])}">'

    return INTERNAL.sub(link, source)
