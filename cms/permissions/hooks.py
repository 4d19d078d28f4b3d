"""What Wagtail asks through hooks: which pages can be linked, who may begin or change a text."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from ..admin.after_editing import is_changed
from ..models import PublicationPage
from ..models.listing_pages import ListingPage
from .rights import linkable_pages, rights_of
from .table import Act


def limit_page_chooser(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """Pages of the own organs, and what is public."""
    if rights_of(request.user).is_superuser:
        return pages
    return pages.filter(pk__in=linkable_pages(request.user).values("pk"))


def refuse_foreign_type(request: HttpRequest, parent_page: Page, page_class: type[Page]) -> None:
    """Editors begin texts, system administrators columns; Wagtail's permission to add says nothing of types."""
    rights = rights_of(request.user)
    if issubclass(page_class, ListingPage):
        allowed = rights.is_superuser or rights.may(Act.STRUCTURE)
    else:
        allowed = rights.is_superuser or rights.may_begin_in(parent_page.path)
    if not allowed:
        raise PermissionDenied(_("您没有在此处新建这类内容的权限。"))


def refuse_foreign_change(request: HttpRequest, page: Page) -> None:
    """Whoever may only decide a step sends back or passes the text as it is; they do not change it."""
    if request.method != "POST" or not isinstance(page, PublicationPage):
        return
    if page.permissions_for_user(request.user).may_change_content():
        return
    if "action-workflow-action" not in request.POST or is_changed(request, page):
        raise PermissionDenied(_("您可以审核本稿件，但不能修改内容；需要修改的，请退回并写明意见。"))


def read_button(buttons: list[Any], page: Page, user: Any, context: dict[str, Any] | None = None) -> None:
    """For people who may read a draft but not edit it."""
    tester = page.permissions_for_user(user)
    if tester.is_publication and tester.can_see() and not tester.can_edit():
        buttons.append(Button(_("查看草稿"), reverse("cms_read_draft", args=[page.pk]), icon_name="view", priority=5))


def read_draft(request: HttpRequest, page_id: int) -> HttpResponse:
    """The newest draft as it will be seen, for everybody who may see it."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not isinstance(page, PublicationPage) or not page.permissions_for_user(request.user).can_see():
        raise PermissionDenied
    latest = page.get_latest_revision_as_object()
    response: HttpResponse = latest.make_preview_request(request, latest.default_preview_mode)
    return response
