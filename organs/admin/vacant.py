"""Vacancies on the dashboard of 编辑部 and of system administrators."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from ..models import Role
from ..roles import memberships
from ..vacancies import vacancies


class VacantPanel(Component):
    """Organs that lack a person to call or a reviewer; the first ten."""

    name = "vacant"
    template_name = "organs/vacant.html"
    order = 300

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        found = vacancies() if is_concerned(parent_context["request"].user) else []
        return {"rows": found[:10], "count": len(found)}


def is_concerned(user: Any) -> bool:
    """True for 编辑部, system administrators and superusers."""
    if user.is_superuser:
        return True
    return memberships(user).filter(organ=None).exclude(role__in=[Role.SECURITY, Role.AUDITOR]).exists()


def add_panel(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(VacantPanel())
