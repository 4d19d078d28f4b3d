"""Rich text on its way in and on its way out."""

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.rich_text import expand_db_html

from intake.sanitize import clean_html
from register.addresses import between_sites
from register.models import Entry

from .clearance.chrome import is_chrome

EMPHASIS = {"b": "strong", "i": "em"}
"""What the editor writes for bold and italic, and the elements that the allow-list has for them."""
PAGE_ID = re.compile(r'\bid="(\d{1,18})"')
INTERNAL = re.compile(r'<a\s[^>]*linktype="page"[^>]*>|<a\s[^>]*\bid="\d+"[^>]*>')
LINK = re.compile(rf"(?P<mark>{INTERNAL.pattern})(?P<words>.*?)</a>", re.DOTALL)
TOLD = ("page_id", "site_id", "url", "withdrawn_at", "successor_url")


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
    """`source` with each link to a page as a path, or as the way to another site. What is not public yet, and an
    address that will be, is told to nobody: its words stand alone; behind those of what was taken down stands what
    became of it.

    Wagtail would write host and port into the text as soon as there is a second site.
    """
    wanted = {int(one) for mark in INTERNAL.findall(source) for one in PAGE_ID.findall(mark)}
    if not wanted:
        return source
    entries = {entry.page_id: entry for entry in Entry.objects.filter(page__in=wanted).only(*TOLD)}
    pages = Page.objects.in_bulk(wanted - entries.keys())

    def link(match: re.Match[str]) -> str:
        found, words = PAGE_ID.search(match["mark"]), match["words"]
        if not found or 'linktype="page"' not in match["mark"]:
            return words
        entry, page = entries.get(int(found[1])), pages.get(int(found[1]))
        if entry is not None and entry.is_live:
            return f'<a href="{way(entry.site_id, entry.url, site_id)}">{words}</a>'
        if page is not None:
            parts = page.get_url_parts() if page.live and is_chrome(page) else None
            return f'<a href="{way(parts[0], parts[2], site_id)}">{words}</a>' if parts and parts[2] else words
        return words + became(entry, site_id)

    return LINK.sub(link, source)


def way(home: int, path: str, site_id: int | None) -> str:
    """`path` on the site `home`, as texts of `site_id` name it."""
    return path if home == site_id else between_sites(home, path)


def became(entry: Entry | None, site_id: int | None) -> str:
    """What stands behind a link to what was taken down, or is no more."""
    if entry is None or not entry.successor_url:
        return _("（该信息已撤下）")
    return _("（该信息已撤下，%(link)s）") % {
        "link": f'<a href="{escape(way(entry.site_id, entry.successor_url, site_id))}">{_("查看替代信息")}</a>'
    }
