"""Where people come after sending or deciding, and what they are told."""

from typing import Any

from django.contrib.messages import get_messages
from django.core.exceptions import BadRequest, ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.fields import StreamField
from wagtail.models import Page, TaskState

from ..models import PublicationPage
from ..review.lane_changes import raise_lane
from ..review.lanes import Lane
from ..review.sheets import current_sheet
from .telling import tell_decision, tell_sent

KEPT = "cms_edited_while_approving"
URGENT = "action-submit-urgent"


def refuse_torn_forms(request: HttpRequest, page: Page, page_class: type[Page] | None = None) -> None:
    """A form that lost the fields by which its blocks are counted (cut off on its way, or made by a program) cannot be
    read: it is a bad request, and nothing is saved. `page` is the parent where `page_class` is begun."""
    model = page_class or page.specific_class
    if request.method != "POST" or model is None or not issubclass(model, PublicationPage):
        return
    names = [field.name for field in model._meta.concrete_fields if isinstance(field, StreamField)]
    if any(not is_whole(request.POST, name) for name in names):
        raise BadRequest(_("提交的内容不完整，没有保存。请返回编辑页，核对正文后重新提交。"))


def is_whole(posted: QueryDict, name: str) -> bool:
    """True when the fields are there by which the blocks of the stream `name` are read."""
    count = posted.get(f"{name}-count", "")
    if not count.isdecimal() or len(count) > 4:
        return False
    parts = [f"{name}-{number}-{part}" for number in range(int(count)) for part in ("deleted", "order", "type")]
    return all(part in posted for part in parts)


def send_urgently(request: HttpRequest, *args: object) -> None:
    """Sending as an emergency is sending, as Wagtail knows it; the lane is changed once the review has begun."""
    if request.method == "POST" and URGENT in request.POST:
        posted = request.POST.copy()
        posted["action-submit"] = "1"
        request.POST = posted  # type: ignore[assignment]


def part_editing_from_approving(request: HttpRequest, page: Page) -> None:
    """Whoever changed the text in the same breath may not approve it: keep the change as a draft, and say why.

    Wagtail would save it, then meet the refusal of the task, and tell the reviewer that this area is not theirs.
    """
    approving = request.method == "POST" and request.POST.get("workflow-action-name") == "approve"
    if approving and isinstance(page, PublicationPage) and is_changed(request, page):
        posted = request.POST.copy()
        del posted["action-workflow-action"]
        request.POST = posted  # type: ignore[assignment]
        setattr(request, KEPT, True)


def is_changed(request: HttpRequest, page: PublicationPage) -> bool:
    """True when the form sent holds another content than the newest revision."""
    latest = page.get_latest_revision_as_object()
    form_class = latest.get_edit_handler().get_form_class()
    parent = latest.get_parent()
    form = form_class(request.POST, request.FILES, instance=latest, parent_page=parent, for_user=request.user)
    return bool(form.is_valid() and form.has_changed())


def lead_home(request: HttpRequest, page: Page) -> HttpResponse | None:
    """To the dashboard after sending or deciding: it shows what is next, and not everybody may see the explorer."""
    if not isinstance(page, PublicationPage):
        return None
    if getattr(request, KEPT, False):
        replace_messages(request)
        messages.warning(request, _("您的修改已保存。稿件最后由您修改，须由其他审核人员审核；您也可以退回修改。"))
        return redirect("wagtailadmin_home")
    if "action-workflow-action" in request.POST:
        replace_messages(request)
        if step := decided_by(request.user, page):
            tell_decision(request, page, page.get_admin_display_title(), step)
        return redirect("wagtailadmin_home")
    if "action-submit" not in request.POST:
        return None
    if URGENT in request.POST:
        take_emergency_lane(request, page)
    tell_sent(request, page)
    return redirect("wagtailadmin_home")


def take_emergency_lane(request: HttpRequest, page: PublicationPage) -> None:
    """The sender calls it a sudden event."""
    sheet = current_sheet(page)
    if sheet is None or sheet.is_emergency:
        return
    try:
        raise_lane(sheet, request.user, Lane.EMERGENCY)
    except ValidationError as refusal:
        messages.error(request, "；".join(refusal.messages))


def keep_owed_review(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The review that an emergency publication owes cannot be taken back."""
    if request.method != "POST" or not {"action-cancel-workflow", "action-restart-workflow"} & set(request.POST):
        return None
    return redirect("wagtailadmin_pages:edit", page.pk) if tell_owed(request, page) else None


def tell_owed(request: HttpRequest, page: Page) -> bool:
    """Say so, when the review under way is one that an emergency publication owes."""
    sheet = current_sheet(page)
    if sheet is None or getattr(sheet, "reviews_after", None) is None:
        return False
    messages.error(request, _("应急发布后的补审不能撤回或重新开始，请按意见修改后重新送审。"))
    return True


def decided_by(user: Any, page: PublicationPage) -> TaskState | None:
    """The step that `user` has just decided."""
    steps = TaskState.objects.filter(revision__in=page.revisions.all(), finished_by=user)
    return steps.select_related("task", "revision").order_by("-finished_at", "-pk").first()


def replace_messages(request: HttpRequest) -> None:
    """Take away that the page was saved: what was decided matters."""
    for _message in get_messages(request):
        pass
