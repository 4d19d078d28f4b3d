"""Where people come after sending or deciding, and what they are told."""

from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page, TaskState

from ..models import PublicationPage
from ..review.lane_changes import raise_lane
from ..review.lanes import Lane
from ..review.sheets import current_sheet

KEPT = "cms_edited_while_approving"
URGENT = "action-submit-urgent"


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
        tell_decision(request, page)
        return redirect("wagtailadmin_home")
    if "action-submit" not in request.POST:
        return None
    if URGENT in request.POST:
        take_emergency_lane(request, page)
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
    sheet = current_sheet(page)
    if sheet is None or getattr(sheet, "reviews_after", None) is None:
        return None
    messages.error(request, _("应急发布后的补审不能撤回或重新开始，请按意见修改后重新送审。"))
    return redirect("wagtailadmin_pages:edit", page.pk)


def tell_decision(request: HttpRequest, page: PublicationPage) -> None:
    """What the step just decided came to; a signature may turn out a return, when the text cannot go live."""
    step = (
        TaskState.objects.filter(revision__in=page.revisions.all(), finished_by=request.user)
        .select_related("task")
        .order_by("-finished_at", "-pk")
        .first()
    )
    if step is None:
        return
    about = {"title": page.get_admin_display_title(), "step": step.task.name, "comment": step.comment}
    if step.status != TaskState.STATUS_APPROVED:
        messages.warning(request, _("“%(title)s”已退回修改。意见：%(comment)s") % about)
    elif page.current_workflow_state is None:
        messages.success(request, _("“%(title)s”%(step)s完成，审核结束。") % about)
    else:
        messages.success(request, _("“%(title)s”%(step)s通过，已转入下一环节。") % about)


def replace_messages(request: HttpRequest) -> None:
    """Take away that the page was saved: what was decided matters."""
    for _message in get_messages(request):
        pass
