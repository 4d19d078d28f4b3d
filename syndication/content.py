"""The content of an entry as it travels: complete, and readable far from the site."""

from html import unescape
from typing import Any

from django.utils.html import escape, format_html, format_html_join, strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.models import Site

from register.addresses import absolute, absolute_html
from register.models import Entry

EXCERPT = 200
"""Characters of an excerpt that stands in for a missing summary."""


def full_html(site: Site, entry: Entry) -> str:
    """`content_html` with absolute addresses, and links to the attachments that it does not name itself."""
    unnamed = [one for one in entry.attachments if f'"{escape(one["url"])}"' not in entry.content_html]
    if not unnamed:
        return absolute_html(site, entry.content_html)
    rows = format_html_join("", '<li><a href="{}">{}</a></li>', ((one["url"], one["title"]) for one in unnamed))
    return absolute_html(site, entry.content_html + format_html("<p>{}</p><ul>{}</ul>", _("附件："), rows))


def summary_of(entry: Entry) -> str:
    """The summary as plain text; where the editors wrote none, the beginning of the text."""
    if entry.summary:
        return entry.summary
    text = " ".join(strip_tags(entry.content_html.replace("<", " <")).split())
    return Truncator(unescape(text)).chars(EXCERPT)


def attachments_of(site: Site, entry: Entry) -> list[dict[str, Any]]:
    """Attachments with absolute `url`, `title`, `type`, `size` in bytes and `sha256`."""
    return [
        {
            "url": absolute(site, one["url"]),
            "title": one.get("title") or "",
            "type": one.get("type") or "application/octet-stream",
            "size": one.get("size") or 0,
            "sha256": one.get("sha256") or "",
        }
        for one in entry.attachments
        if one.get("url")
    ]


def picture_of(site: Site, entry: Entry) -> str:
    """Absolute address of the picture that stands for the entry; '' for none."""
    url = (entry.extra.get("picture") or {}).get("url") or ""
    return absolute(site, url) if url else ""
