"""回应时限 in the editor and on the dashboard."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import Panel
from wagtail.admin.ui.components import Component

from ..response.clocks import MISSED, Clock, State, clocks, of_page, pressing

ROWS = 20


class ClockPanel(Panel):
    """Says by when the public must have heard, counted from what was last saved."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"heading": gettext_lazy("回应时限"), **kwargs})

    class BoundPanel(Panel.BoundPanel):
        template_name = "catalog/admin/clock_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            at = timezone.now()
            found = list(of_page(self.instance)) if self.instance.pk else []
            return {**super().get_context_data(parent_context), "clocks": [row_of(clock, at) for clock in found]}


class ClocksPanel(Component):
    """On the dashboard of everybody who sees an organ's texts: what runs, and what was missed. Nothing when all is well."""

    name = "response-clocks"
    template_name = "catalog/admin/clocks_panel.html"
    order = 140

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        from .overdue import seen_organs

        organs, at = seen_organs(parent_context["request"].user), timezone.now()
        found = pressing(clocks(organs, at), at) if organs is None or organs else []
        return {"total": len(found), "rows": [row_of(clock, at) for clock in found[:ROWS]]}


def row_of(clock: Clock, at: Any) -> dict[str, Any]:
    state = clock.state(at)
    return {"clock": clock, "state": state, "is_late": state in MISSED, "words": words_of(clock, state, at)}


def words_of(clock: Clock, state: State, at: Any) -> str:
    """How it stands: the last moment, and how far from it."""
    facts = {"due": f"{localtime(clock.due_at):%m-%d %H:%M}", "time": lasting(abs(clock.beyond(at)))}
    said = {
        State.RUNNING: _("应于%(due)s前，还有%(time)s"),
        State.OVERDUE: _("应于%(due)s前，已超时%(time)s"),
        State.LATE: _("应于%(due)s前，超时%(time)s"),
        State.MET: _("应于%(due)s前，提前%(time)s"),
    }
    return said[state] % facts


def lasting(time: timedelta) -> str:
    """A span in days, or hours and minutes."""
    minutes = int(time.total_seconds() // 60)
    if minutes >= 3 * 24 * 60:
        return _("%(days)d天") % {"days": minutes // (24 * 60)}
    return _("%(hours)d小时%(minutes)d分") % {"hours": minutes // 60, "minutes": minutes % 60}


def add_panel(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(ClocksPanel())
