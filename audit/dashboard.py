"""What auditors find on their dashboard: how much there is to look at. Only numbers, because reading is recorded."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.ui.components import Component

from .models import AuditRecord
from .permissions import may_read

RECENT = timedelta(days=7)
Result = AuditRecord.Result


def recent(at: datetime | None = None) -> dict[str, int]:
    """How many records of the last seven days there are: `all`, `refused`, `failed`. One query."""
    at = at or timezone.now()
    records = AuditRecord.objects.filter(occurred_at__gt=at - RECENT, occurred_at__lte=at)
    return records.aggregate(
        all=Count("seq"),
        refused=Count("seq", filter=Q(result=Result.REFUSED)),
        failed=Count("seq", filter=Q(result=Result.FAILED)),
    )


class LogPanel(Component):
    name = "audit"
    template_name = "audit/dashboard.html"
    order = 280

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        if not may_read(parent_context["request"]):
            return {}
        begin = timezone.localdate(timezone.now() - RECENT)
        return {"count": recent(), "begin": begin.isoformat(), "days": RECENT.days}


def add_panel(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(LogPanel())
