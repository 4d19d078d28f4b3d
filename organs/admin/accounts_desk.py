"""What security administrators find on their dashboard: accounts to look at, and terms that end soon."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from ..accounts import overview
from ..accounts.services import may_manage
from ..terms import SOON, ending_soon
from .people import MANAGE

SHOWN = 10


class AccountsPanel(Component):
    """Accounts that are locked or have no second factor, roles and deputies that end soon; the first ten of each."""

    name = "accounts"
    template_name = "organs/accounts_desk.html"
    order = 290

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        if not user.has_perm(MANAGE):
            return {"may_manage": False}
        people, ending = list(overview.to_look_at()), ending_soon()
        locked = [person for person in people if person.is_locked]
        unprotected = [person for person in people if not person.has_factor]
        for person in locked[:SHOWN]:
            person.is_manageable = may_manage(user, person)  # leads to where the lock is taken away
        return {
            "may_manage": True,
            "locked": locked[:SHOWN],
            "locked_count": len(locked),
            "unprotected": unprotected[:SHOWN],
            "unprotected_count": len(unprotected),
            "ending": ending[:SHOWN],
            "ending_count": len(ending),
            "days": SOON.days,
        }


def add_panel(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(AccountsPanel())
