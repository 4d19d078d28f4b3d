"""What the public templates need beyond Django's own tags."""

import json
import re
from collections.abc import Iterator
from typing import Any

from django import template
from django.http import HttpRequest
from django.template.defaultfilters import stringfilter
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.models import Site

from ..blocks.text import outline_of, site_of_page
from ..richtext import public_html as expanded

register = template.Library()

# What would end the script element early, or be read as markup by a parser that should not look.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}

ORGAN_AND_MATTER = re.compile(r"(.{4,30}?)(关于.+)", re.DOTALL)
BLANKS_OF_A_HEADLINE = re.compile(r"(?<=[^\x00-\x7f])[ \u3000]+(?=[^\x00-\x7f])")

TELEPHONE = re.compile(r"(?<![\w.-])(?:[（(]?\d{3,4}[）)]?-)\d{7,8}(?:(?:-|转)\d{1,6})?(?![\w-])")
NO_TEXT = re.compile(
    r"(<(?:script|style|svg|select|textarea)\b.*?</(?:script|style|svg|select|textarea)>|<[^>]*>)", re.DOTALL
)
"""Markup, and elements within which no other one may stand."""
FILE_KINDS = {
    "application/pdf": "PDF",
    "application/msword": "DOC",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "DOCX",
    "application/vnd.ms-excel": "XLS",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "XLSX",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "PPTX",
    "application/ofd": "OFD",
    "application/zip": "ZIP",
    "text/csv": "CSV",
    "text/plain": "TXT",
}


@register.filter
@stringfilter
def shortened(text: str, length: int) -> str:
    """The first `length` characters, the dots among them; Latin words are not cut in two."""
    if (cut := Truncator(text).chars(length)) == text:
        return text
    whole = cut[:-1]
    if re.match(r"[a-zA-Z0-9]{2}", text[len(whole) - 1 : len(whole) + 1]):
        whole = re.sub(r"[a-zA-Z0-9]+$", "", whole) or whole
    return f"{whole.rstrip(' ,;:')}…"


@register.filter
def json_ld(data: dict[str, Any]) -> SafeString:
    """`data` as a block of JSON-LD. A data block is no script, so `script-src 'self'` leaves it alone."""
    written = json.dumps(data, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{written}</script>')


@register.simple_tag(takes_context=True)
def public_html(context: template.Context, source: str) -> SafeString:
    """Stored rich text as the public gets it: links resolved as the site of `page` sees them, cleaned once more."""
    return expanded(source, site_of_page(context))


@register.filter
def telephones(html: str) -> SafeString:
    """`html` with each telephone number in one piece: browsers break a line behind the hyphen of its area code."""
    parts = NO_TEXT.split(html)
    parts[::2] = [TELEPHONE.sub(r'<span class="telephone">\g<0></span>', text) for text in parts[::2]]
    return mark_safe("".join(parts))


@register.filter
def file_kind(attachment: dict[str, Any]) -> str:
    """Type of an attachment in letters that a reader knows (`PDF`); its extension when the type is an unusual one."""
    known = FILE_KINDS.get(str(attachment.get("type") or ""))
    name = str(attachment.get("extension") or attachment.get("url", "").rsplit("/", 1)[-1].rpartition(".")[2])
    return known or name.lstrip(".").upper()


@register.filter
def names(value: str) -> list[str]:
    """Names written one after the other with 、 as a list."""
    return [name.strip() for name in str(value).split("、") if name.strip()]


@register.filter
def title_parts(title: str) -> SafeString:
    """A long title in the parts where its lines break first: 云杉市人民政府 | 关于…的通知, or what blanks part."""
    found = ORGAN_AND_MATTER.fullmatch(title)
    parts, joint = (list(found.groups()), "") if found else (BLANKS_OF_A_HEADLINE.split(title), " ")
    return format_html_join(joint, '<span class="title-part">{}</span>', ((part,) for part in parts if part))


@register.filter
def outlined(body: Any) -> Iterator[tuple[Any, int]]:
    """Blocks of `body`, each with the level that its heading has on the page.

    Official texts may go from 一、 straight to 1.; HTML's headings may not skip a level, or readers by ear lose their way.
    """
    open_levels: list[int] = []
    for block in body:
        if opening := outline_of(block):
            level = opening[0]
            while open_levels and open_levels[-1] >= level:
                open_levels.pop()
            open_levels.append(level)
        yield block, len(open_levels) + 1


@register.simple_tag(takes_context=True)
def chrome_of_site(context: template.Context) -> Any:
    """Name, navigation and footer of the site for a page whose view knew none: a refusal. None without a request."""
    from ..views.chrome import chrome_for

    request: HttpRequest | None = context.get("request")
    site = Site.find_for_request(request) if request else None
    return chrome_for(site, "", _("页面无法显示")) if site else None


@register.simple_tag(takes_context=True)
def banner(context: template.Context, page: Any) -> dict[str, Any]:
    """The banner of a topic at the address at which whoever asks may read it: previews have private ones."""
    found: dict[str, Any] = page.picture(private=bool(getattr(context.get("request"), "is_preview", False)))
    return found
