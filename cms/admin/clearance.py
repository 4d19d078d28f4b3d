"""The admin asks the rule of clearance beforehand, where its reason can be shown. The net is `cms.clearance.gate`."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from register.sequence import hold

from ..clearance import deleting, events, moving, rules
from ..clearance.chrome import any_publication, is_chrome
from ..models import PublicationPage


def stop(request: HttpRequest, action: str, page: Page, reason: str, to: str = "") -> HttpResponse:
    """Refuse an action on `page`: on record, with the reason, back to the page (or to the address `to`)."""
    events.refused(action, reason, target=page)
    messages.error(request, _("“%(title)s”：%(reason)s") % {"title": page.get_admin_display_title(), "reason": reason})
    return redirect(to or reverse("wagtailadmin_pages:edit", args=[page.pk]))


def stop_publishing(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Only what was signed is published; what was typed is saved as a draft."""
    if isinstance(page, PublicationPage) and (reason := rules.problem(page, timezone.now())):
        return stop(request, "publication.publish", page, _("内容已保存为草稿。%(reason)s") % {"reason": reason})
    return None


def stop_copying(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A copy is a draft with a review of its own; there are no aliases."""
    posted = {"publish_copies", "alias"} & set(request.POST) if request.method == "POST" else set()
    if not posted or not any_publication(page):
        return None
    reason = _("公开的信息不能建立别名页面。") if "alias" in posted else _("副本须另行送审，不能随复制直接发布。")
    return stop(request, "publication.copy", page, reason, explorer(page))


def stop_converting(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Aliases of publications are not made here; one that came from elsewhere is not made a page by a click."""
    if request.method == "POST" and isinstance(page, PublicationPage):
        return stop(request, "publication.convert", page, _("别名页面不能转换为公开的信息。"), explorer(page))
    return None


def stop_moving(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """What is public stays in the columns of its organ."""
    parent = page.get_parent()
    reason = moving.problem(page, parent, destination) if parent else ""
    return stop(request, "publication.move", page, reason, explorer(page)) if reason else None


def stop_deleting(request: HttpRequest, page: Page) -> HttpResponse | None:
    """What is public is taken down first."""
    reason = deleting.problem(page)
    return stop(request, "publication.delete", page, reason, explorer(page)) if reason else None


def stop_in_bulk(request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any) -> HttpResponse | None:
    """Many pages at once: all or none, and nothing is published or taken down in bulk.

    The action is one transaction: it takes the register's lock before the first page's row.
    """
    if transaction.get_connection().in_atomic_block:
        hold()
    for page in objects:
        if isinstance(page, Page) and (reason := bulk_problem(action_type, page.specific, action)):
            return stop(request, f"publication.bulk_{action_type}", page, reason, action.next_url)
    return None


def bulk_problem(action_type: str, page: Page, action: Any) -> str:
    """Why one page may not take part in an action on many."""
    below = bool(action.cleaned_form and action.cleaned_form.cleaned_data.get("include_descendants"))
    if action_type == "publish" and concerns_publication(page, below):
        return _("信息须逐件审核签发，不能批量发布。")
    if action_type == "unpublish" and concerns_publication(page, below):
        return _("信息须逐件撤下并写明原因，不能批量撤下。")
    if action_type == "delete":
        return deleting.problem(page)
    if action_type == "move":
        return moving.problem(page, page.get_parent(), action.cleaned_form.cleaned_data["chooser"])
    return ""


def concerns_publication(page: Page, below: bool) -> bool:
    """True when the action would touch a publication."""
    return any_publication(page) if below else not is_chrome(page)


def explorer(page: Page) -> str:
    """Where the page is listed."""
    parent = page.get_parent()
    return reverse("wagtailadmin_explore", args=[parent.pk if parent else page.pk])
