"""One door before every view of the admin: whoever names a page or a file by its number must be allowed to see it.

Wagtail's views ask for permissions each in their way, and some ask for none (choosers, previews of pictures, usage,
reports, confirmations of bulk actions that list what one may not touch). So the numbers in the address are judged
here, once, whatever the view does afterwards. What a person may do with what they see is for `tester` and `policy`.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import ResolverMatch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.auth import permission_denied
from wagtail.documents import permissions as documents
from wagtail.images import permissions as images
from wagtail.models import Page

from audit.actions import register_actions
from audit.refusals import refused
from organs.accounts.gate import is_own, is_script

from ..forms import is_number
from ..models import UploadedDocument, UploadedImage, organ_code_of
from .rights import linkable_pages, rights_of, visible_pages
from .settle import settle
from .table import ADMIN_ACCESS

register_actions({"admin.open": gettext_lazy("打开后台页面")})

PAGE_NUMBERS = ("page_id", "parent_page_id", "page_to_move_id", "destination_id", "page_pk")
"""Names under which Wagtail's addresses carry the number of a page."""
CLOSED_TO_ALL = ("wagtailusers_groups",)
"""Groups are mirrored from roles; nobody edits them by hand."""
CLOSED = ("wagtailadmin_workflows", "wagtailadmin_api:documents", "wagtailadmin_api:images")
"""For superusers only: steps of review, and lists of all files."""
CLOSED_VIEWS = (
    "wagtailadmin_reports:page_types_usage",
    "wagtailadmin_reports:page_types_usage_results",
)
"""They name the page that was edited last, whose ever it is."""


RESTRICTIONS = "all_page_view_restriction_paths"
"""Under this name Wagtail keeps them with the request; it asks for them wherever a public page is shown."""
LONGEST_PATH = 200
"""Characters of an address that are recorded."""
IN_BULK = (Page, UploadedDocument, UploadedImage)
"""Of these, many may be chosen at once."""


class DoorMiddleware:
    """Judges requests to the admin after login and before the view."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: tuple, kwargs: dict[str, Any]) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or not request.path_info.startswith(settings.SESSION_COOKIE_PATH):
            return None
        user = request.user
        if not user.is_authenticated:
            return None
        settle(user)
        setattr(request, RESTRICTIONS, rights_of(user).restricted)
        if not is_own(match.view_name) and not user.has_perm(ADMIN_ACCESS):
            return without_post(request)
        if is_in(match, CLOSED_TO_ALL) or is_bulk_on_others(match):
            return turned_away(request)
        if user.is_superuser or may_pass(request, match, kwargs):
            return None
        return turned_away(request)


def turned_away(request: HttpRequest) -> HttpResponse:
    """Led to the desk as Wagtail does, and on record with the page of which the address speaks; an old link to a page
    that is no more is no attempt, and would hide those that are."""
    numbers = page_numbers(request, request.resolver_match) if request.resolver_match else []
    known = [one for one in numbers if is_number(one)]
    page = Page.objects.filter(pk__in=known).first() if known else None
    if page or not numbers:
        refused(
            "admin.open",
            str(_("没有权限。")),
            actor=request.user,
            target=page,
            organ=organ_code_of(page),
            details={"path": request.path[:LONGEST_PATH]},
        )
    return permission_denied(request)


def page_numbers(request: HttpRequest, match: ResolverMatch) -> list[Any]:
    """The numbers of pages in an address; of choosers also those of pages that are chosen already."""
    if match.view_name == "wagtailadmin_pages:revisions_compare":
        return [match.args[0]]
    numbers = [match.kwargs[name] for name in PAGE_NUMBERS if match.kwargs.get(name) is not None]
    if is_chooser(match):
        numbers += [*request.GET.getlist("id"), *request.GET.getlist("target_pages[]")]
    return numbers


def is_chooser(match: ResolverMatch) -> bool:
    return match.view_name.startswith("wagtailadmin_choose_page")


def without_post(request: HttpRequest) -> HttpResponse:
    """Who holds no role is told so: Wagtail would send them to the log-in, which sends them back."""
    if is_script(request):
        raise PermissionDenied
    return render(request, "cms/admin/without_post.html", status=403)


def is_bulk_on_others(match: ResolverMatch) -> bool:
    """Bulk actions are for pages and files. Of people Wagtail would make superusers by the dozen; snippets it deletes
    without asking their policy and without a record."""
    if match.view_name != "wagtail_bulk_action":
        return False
    try:
        model = apps.get_model(match.kwargs["app_label"], match.kwargs["model_name"])
    except LookupError:
        return True
    return not issubclass(model, IN_BULK)


def may_pass(request: HttpRequest, match: ResolverMatch, kwargs: dict[str, Any]) -> bool:
    """True when everything that the address names is the user's to see."""
    if is_in(match, CLOSED) or match.view_name in CLOSED_VIEWS:
        return False
    if match.view_name == "wagtail_bulk_action":
        return may_choose_many(request, kwargs)
    if is_in(match, ("wagtaildocs", "wagtaildocs_chooser", "wagtailimages", "wagtailimages_chooser")):
        return may_name_files(request, match, kwargs)
    pages = linkable_pages(request.user) if is_chooser(match) else visible_pages(request.user)
    return all_in(page_numbers(request, match), pages)


def may_choose_many(request: HttpRequest, kwargs: dict[str, Any]) -> bool:
    """A bulk action lists what it is given by title, also what it refuses; "all" means more than one may see."""
    model = apps.get_model(kwargs["app_label"], kwargs["model_name"])
    objects = visible_pages(request.user) if issubclass(model, Page) else files_of(request.user, model)
    numbers = request.GET.getlist("id")
    inside = [number for number in request.GET.getlist("childOf") if number]
    return "all" not in numbers and all_in(numbers, objects) and all_in(inside, visible_pages(request.user))


def may_name_files(request: HttpRequest, match: ResolverMatch, kwargs: dict[str, Any]) -> bool:
    """Of documents and images: those that one may choose. Half-finished uploads have numbers of their own."""
    is_image = match.namespaces[-1].startswith("wagtailimages")
    numbers = [value for name, value in kwargs.items() if name in {"document_id", "doc_id", "image_id", "pk"}]
    numbers += request.GET.getlist("id")
    return all_in(numbers, files_of(request.user, UploadedImage if is_image else UploadedDocument))


def files_of(user: Any, model: type) -> QuerySet[Any]:
    policy = images.permission_policy if issubclass(model, UploadedImage) else documents.permission_policy
    found: QuerySet[Any] = policy.instances_user_has_any_permission_for(user, ["choose", "change"])
    return found


def is_in(match: ResolverMatch, namespaces: Iterable[str]) -> bool:
    """True when the address lies in one of `namespaces`, written as "outer:inner"."""
    name = match.view_name
    return any(name.startswith(f"{namespace}:") for namespace in namespaces)


def all_in(numbers: Iterable[Any], objects: QuerySet[Any]) -> bool:
    """True when each of `numbers` is the key of one of `objects`. No query without numbers."""
    asked = {str(number) for number in numbers}
    if not asked:
        return True
    if not all(map(is_number, asked)):
        return False
    return objects.filter(pk__in=asked).count() == len({int(number) for number in asked})
