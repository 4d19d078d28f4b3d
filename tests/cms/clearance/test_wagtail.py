"""What Wagtail can do to make a page live was looked at, one by one. These tests fail when it can do more.

When one fails after an upgrade: see what is new, put an attempt at it into `paths.py` or `test_admin_paths.py`, and
then add it to the list here.
"""

import importlib
import pkgutil
import re
from pathlib import Path

import wagtail
import wagtail.actions
from django.apps import apps
from django.urls import URLPattern, get_resolver
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import DraftStateMixin, Page

from cms.clearance.chrome import CHROME
from cms.clearance.triggers import publication_types

ACTIONS = {
    "ConvertAliasPageAction", "CopyPageAction", "CopyPageForTranslationAction", "CopyForTranslationAction",
    "CreatePageAliasAction", "DeletePageAction", "MovePageAction", "PublishPageRevisionAction", "PublishRevisionAction",
    "RevertToPageRevisionAction", "UnpublishAction", "UnpublishPageAction",
}  # fmt: skip
API_ACTIONS = {
    "convert_alias", "copy", "delete", "publish", "unpublish", "move", "copy_for_translation", "create_alias",
    "revert_to_page_revision",
}  # fmt: skip
BULK_ACTIONS = {"delete", "move", "publish", "unpublish"}
PAGE_VIEWS = {
    "add", "preview_on_add", "type_use", "type_use_results", "usage", "edit", "preview_on_edit", "view_draft",
    "add_subpage", "choose_parent", "delete", "unpublish", "convert_alias", "search", "search_results", "move",
    "move_confirm", "set_page_position", "copy", "workflow_action", "collect_workflow_action_data",
    "confirm_workflow_cancellation", "workflow_preview", "set_privacy", "lock", "unlock", "revisions_index",
    "revisions_view", "revisions_revert", "revisions_unschedule", "revisions_compare", "workflow_history",
    "workflow_history_detail", "history", "history_results",
}  # fmt: skip
OTHER_VIEWS = {
    "wagtail_bulk_action", "wagtailadmin_api:pages:action", "wagtailadmin_workflows:remove", "wagtailsites:copy",
    "wagtailredirects:start_import", "wagtailredirects:process_import", "cms_import_words", "workdays_import", "mfa_remove_webauthn",
    "cms_translate",
}  # fmt: skip
"""Views elsewhere whose names speak of publishing, copying, moving or importing."""
SETS_LIVE = {
    "actions/copy_page.py": 1,
    "actions/publish_revision.py": 2,
    "actions/unpublish.py": 1,
    "actions/copy_for_translation.py": 1,
    "admin/api/actions/copy.py": 1,
    "admin/views/generic/mixins.py": 1,
    "admin/views/pages/copy.py": 1,
    "admin/views/pages/create.py": 2,
    "admin/views/pages/search.py": 4,
    "management/commands/publish_scheduled.py": 1,
    "models/draft_state.py": 1,
    "models/pages.py": 8,
    "query.py": 1,
}
"""Lines by file that assign `live`, or pass it on; filters of querysets among them."""
LIVE = re.compile(r"\.live\s*=[^=]|\blive=(True|False)|\"live\": (True|False)|keep_live=[a-zF]")


def names_of(patterns, namespace: str) -> set[str]:
    found = set()
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            found.add(f"{namespace}{pattern.name}")
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            found |= names_of(pattern.url_patterns, inner)
    return found


def test_views_of_pages_are_those_that_were_looked_at():
    names = names_of(get_resolver().url_patterns, "")
    assert {name.split(":")[1] for name in names if name.startswith("wagtailadmin_pages:")} == PAGE_VIEWS


def test_other_views_that_change_pages_are_those_that_were_looked_at():
    telling = re.compile(r"publish|copy|move|import|alias|bulk|action|translat|revert|reorder", re.IGNORECASE)
    names = {name for name in names_of(get_resolver().url_patterns, "") if telling.search(name)}
    looked_at = {f"wagtailadmin_pages:{name}" for name in PAGE_VIEWS}
    others = {name for name in names - looked_at if not name.startswith(("wagtailsnippets_", "wagtailusers_"))}
    assert others == OTHER_VIEWS


def test_actions_are_those_that_were_looked_at():
    found = set()
    for module in pkgutil.iter_modules(wagtail.actions.__path__):
        names = vars(importlib.import_module(f"wagtail.actions.{module.name}"))
        found |= {name for name, value in names.items() if isinstance(value, type) and name.endswith("Action")}
    assert found == ACTIONS
    assert set(PagesAdminAPIViewSet.actions) == API_ACTIONS


def test_bulk_actions_are_those_that_were_looked_at():
    bulk_action_registry._scan_for_bulk_actions()
    assert set(bulk_action_registry.actions["wagtailcore"]["page"]) == BULK_ACTIONS


def test_models_that_can_be_live_are_guarded_or_chrome():
    can_be_live = {model for model in apps.get_models() if issubclass(model, DraftStateMixin)}
    chrome = {apps.get_model(app, model) for app, model in CHROME}
    assert can_be_live == chrome | set(publication_types())
    assert {model for model in apps.get_models() if issubclass(model, Page)} == can_be_live


def test_lines_that_set_live_are_those_that_were_looked_at():
    root = Path(wagtail.__file__).parent
    found = {}
    for path in root.rglob("*.py"):
        relative = path.relative_to(root)
        if {"tests", "test", "migrations"} & set(relative.parts) or relative.name == "tests.py":
            continue
        if count := sum(bool(LIVE.search(line)) for line in path.read_text().splitlines()):
            found[str(relative)] = count
    assert found == SETS_LIVE
