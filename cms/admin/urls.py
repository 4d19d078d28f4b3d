"""Addresses of the admin that come before Wagtail's own of the same path."""

from django.urls import path
from wagtail.admin.auth import require_admin_access

from .workflow_views import DetailsOfDecision, OneByOneAction

DECISION = "<int:page_id>/<slug:action_name>/<int:task_state_id>/"

urlpatterns = [
    path(f"pages/workflow/action/{DECISION}", require_admin_access(OneByOneAction.as_view())),
    path(f"pages/workflow/collect_action_data/{DECISION}", require_admin_access(DetailsOfDecision.as_view())),
]
