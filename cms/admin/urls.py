"""Addresses of the admin where the house answers in Wagtail's place: they come before Wagtail's own."""

from django.urls import path
from wagtail.admin.auth import require_admin_access

from .editing import EditingView
from .explorer import FoundPages
from .keyword_suggestions import suggest
from .privacy import set_privacy
from .withdraw import withdraw_page
from .workflow_views import DetailsOfDecision, OneByOneAction

DECISION = "<int:page_id>/<slug:action_name>/<int:task_state_id>/"

urlpatterns = [
    path(f"pages/workflow/action/{DECISION}", require_admin_access(OneByOneAction.as_view())),
    path(f"pages/workflow/collect_action_data/{DECISION}", require_admin_access(DetailsOfDecision.as_view())),
    path("pages/search/", require_admin_access(FoundPages.as_view())),
    path("pages/search/results/", require_admin_access(FoundPages.as_view(results_only=True))),
    path("pages/<int:page_id>/edit/", require_admin_access(EditingView.as_view())),
    path("pages/<int:page_id>/unpublish/", require_admin_access(withdraw_page)),
    path("pages/<int:page_id>/privacy/", require_admin_access(set_privacy)),
    path("tag-autocomplete/", require_admin_access(suggest)),
    path("tag-autocomplete/<slug:app_name>/<slug:model_name>/", require_admin_access(suggest)),
]
