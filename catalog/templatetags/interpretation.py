"""What the page of a document shows of its interpretations."""

from typing import Any

from django import template
from wagtail.models import Site

from cms.references import Reference

from ..interpretation.binding import interpretations_of as found

register = template.Library()


@register.simple_tag
def interpretations_of(page: Any, site: Site) -> list[Reference]:
    """The public interpretations of a document, as a page of `site` shows them. One query."""
    return found(page.uid, site)
