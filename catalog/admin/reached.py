"""On the dashboard: documents of the user's organs that those of other organs have amended or repealed lately."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from ..reach import reached_lately
from .overdue import seen_organs


class ReachedPanel(Component):
    """Nothing when there is none."""

    name = "reached"
    template_name = "catalog/admin/reached_panel.html"
    order = 155

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        organs = seen_organs(parent_context["request"].user)
        return {"rows": reached_lately(organs) if organs is None or organs else []}


def add_panel(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(ReachedPanel())
