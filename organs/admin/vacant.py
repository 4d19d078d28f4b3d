"""Vacancies on the dashboard of 编辑部 and of administrators of system and security."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from ..vacancies import vacancies
from .people import MANAGE

TOLD = "organs.report_vacancies"


class VacantPanel(Component):
    """Organs that lack a person to call or a reviewer; the first ten."""

    name = "vacant"
    template_name = "organs/vacant.html"
    order = 300

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        may = {"call": user.has_perm(TOLD), "appoint": user.has_perm(MANAGE)}
        found = vacancies() if any(may.values()) else []
        return {"rows": found[:10], "count": len(found), "may": may}


def add_panel(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(VacantPanel())
