"""HTML from outside, reduced to what an official text needs; and text fit for XML.

Clean on the way in and on the way out. bleach is at its end of life, so nh3 (another parser, another author)
repeats the work: what one of them misreads has to pass the other.
"""

import re

import bleach
import nh3

MAX_CHARACTERS = 1_000_000

ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href", "title"},
    "img": {"src", "alt", "width", "height"},
    "th": {"colspan", "rowspan", "scope"},
    "td": {"colspan", "rowspan", "scope"},
}
TAGS = {
    *("h2", "h3", "h4", "p", "ul", "ol", "li", "strong", "em", "u", "sub", "sup", "br"),
    *("table", "caption", "thead", "tbody", "tr", "blockquote", "figure", "figcaption", "section"),
    *ATTRIBUTES,
}
PROTOCOLS = {"http", "https", "mailto", "tel"}
# Elements whose content is no text either: dropped whole, where bleach would leave their words standing.
SILENT = {
    *("script", "style", "template", "noscript", "iframe", "object", "svg", "math", "select", "textarea"),
    *("title", "head", "audio", "video", "canvas", "noframes", "noembed", "xmp", "plaintext"),
}

FORBIDDEN_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
CONTROL_OR_BLANK = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060-\u2064\ufeff\\]")
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)


class HtmlTooLarge(ValueError):
    """More HTML than may be cleaned while somebody waits (`MAX_CHARACTERS`)."""


def clean_html(html: str) -> str:
    """The allowed part of an HTML fragment. Raises `HtmlTooLarge`; never lets through script, style or odd addresses."""
    if len(html) > MAX_CHARACTERS:
        raise HtmlTooLarge(f"{len(html)} characters of HTML, {MAX_CHARACTERS} allowed")
    return _second_pass(_first_pass(_second_pass(strip_xml_forbidden(html))))


def strip_xml_forbidden(text: str) -> str:
    """`text` without the characters that XML 1.0 (section 2.2) forbids: control characters, lone surrogates."""
    return FORBIDDEN_IN_XML.sub("", text)


def is_safe_address(value: str) -> bool:
    """http, https, mailto, tel, or a path with a single slash; nothing a browser would read otherwise.

    `//host` and `/\\host` leave the site although they look like paths, and both sanitisers let them pass.
    """
    if not value or CONTROL_OR_BLANK.search(value):
        return False
    scheme = SCHEME.match(value)
    if scheme:
        return scheme[1].lower() in PROTOCOLS
    return value.startswith("#") or (value.startswith("/") and not value.startswith("//"))


def _allowed(tag: str, name: str, value: str) -> bool:
    if name not in ATTRIBUTES.get(tag, set()):
        return False
    if name == "src":
        return is_safe_address(value) and not value.lower().startswith(("mailto:", "tel:", "#"))
    if name == "href":
        return is_safe_address(value)
    if name in {"colspan", "rowspan", "width", "height"}:
        return value.isascii() and value.isdigit() and len(value) <= 4
    return name != "scope" or value in {"row", "col", "rowgroup", "colgroup"}


def _first_pass(html: str) -> str:
    return bleach.clean(html, tags=TAGS, attributes=_allowed, protocols=PROTOCOLS, strip=True, strip_comments=True)


def _second_pass(html: str) -> str:
    return nh3.clean(
        html,
        tags=TAGS,
        clean_content_tags=SILENT,
        attributes=ATTRIBUTES,
        attribute_filter=lambda tag, name, value: value if _allowed(tag, name, value) else None,
        url_schemes=PROTOCOLS,
        link_rel=None,
        strip_comments=True,
    )
