"""Tags of the catalogue's templates."""

from typing import Any

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from ..amounts import plain_yuan, yuan
from ..vocabularies import Validity

register = template.Library()
register.filter("yuan", yuan)
register.filter("plain_yuan", plain_yuan)


@register.filter
def paragraphs(text: str) -> SafeString:
    """Each line of a plain text as a paragraph."""
    lines = (line.strip() for line in str(text).splitlines())
    return format_html_join("\n", "<p>{}</p>", ((line,) for line in lines if line))


@register.filter
def validity_words(value: str) -> str:
    """有效性 in words; '' for what is valid or was never said."""
    return "" if value == Validity.VALID else str(dict(Validity.choices).get(value, ""))


@register.simple_tag(takes_context=True)
def portrait(context: Any, page: Any) -> dict[str, Any]:
    """The portrait of a leader at the address at which whoever asks may read it: previews have private ones."""
    return page.picture(private=bool(getattr(context.get("request"), "is_preview", False)))
