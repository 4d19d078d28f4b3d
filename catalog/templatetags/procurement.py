"""Tags of the page of an announcement."""

from typing import Any

from django import template

from ..procurement import facts

register = template.Library()
register.simple_tag(facts.project_rows)
register.simple_tag(facts.schedule_rows)
register.simple_tag(facts.outcome_rows)


@register.simple_tag
def supplier_columns(page: Any) -> dict[str, bool]:
    """Which columns any of the suppliers has."""
    names = ("lot", "rank", "price", "price_note", "terms", "credit_code", "address")
    rows = [child.value for child in page.suppliers]
    return {name: any(row[name] not in ("", None) for row in rows) for name in names}
