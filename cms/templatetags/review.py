"""What the templates of the review screen need."""

from typing import Any

from django import template

register = template.Library()


@register.filter
def item(values: dict[str, Any], name: str) -> Any:
    """The value under `name`, '' when there is none."""
    return values.get(name, "")
