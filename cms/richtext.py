"""Rich text on its way in and on its way out."""

import re

from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import expand_db_html

from intake.sanitize import clean_html

EMPHASIS = {"b": "strong", "i": "em"}
"""What the editor writes for bold and italic, and the elements that the allow-list has for them."""
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


def public_html(source: str) -> SafeString:
    """`source` as the public gets it: links resolved to paths, cleaned once more, without Wagtail's inner marks."""
    return mark_safe(clean_html(expand_db_html(emphasised(source))))
