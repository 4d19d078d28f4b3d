"""The editing view: Wagtail's, which asks some forty times for the review of the page that it shows."""

from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import F, Q
from django.urls import reverse
from wagtail.admin.models import EditingSession
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Comment, Page, WorkflowState

from outbox.due import register_duty

from ..models import PublicationPage
from ..models.reviewed import keep_workflow, with_workflow
from ..review.closing import Refusal
from ..review.lanes import Step
from ..review.waiting import step_of
from .desk import REFUSAL
from .standing import active_reviews


class EditingView(EditView):
    """Knows what was read for the page that it shows: its review, its schedule, its newest revision, its translations.
    Before it saves, everything is asked anew."""

    def get_object(self) -> Any:
        if self.request.method != "GET":
            return super().get_object()
        stored, newest = self.real_page_record, self.latest_revision
        if stored.has_unpublished_changes and newest is not None:
            stored.specific = newest.content_object  # of which `newest` is a text
            stored.specific._cached_parent_obj = self.parent_read
        page = super().get_object()
        self.know_reviews(page)
        self.know_revisions(page)
        self.know_place(page)
        know_comments(page)
        if isinstance(page, PublicationPage) and not page.has_unpublished_changes:
            page.keyword_items = page.keyword_items.get_live_queryset().select_related("tag")
        return page

    def know_reviews(self, page: Any) -> None:
        """The review that is under way, if there is one, and who sent the text."""
        stored = self.real_page_record
        states = list(active_reviews([page]).values()) if stored._current_workflow_states else []
        for state in states:
            WorkflowState.content_object.set_cached_value(state, stored)
            state.all_tasks_with_status = list  # asked only to warn who would publish past a review, which nobody can
        page._current_workflow_states = stored._current_workflow_states = states
        page.is_only_shown = True
        people = [self.request.user, *(state.requested_by for state in states)]
        for thing, name in (page, "owner"), (stored, "owner"), (self.latest_revision, "user"):
            meet(people, thing, name)

    def know_revisions(self, page: Any) -> None:
        """The newest text, and whether it is the public one, or the one that waits for its time."""
        page.scheduled_revision = scheduled = self.scheduled_revision
        page._approved_schedule = scheduled is not None
        page.latest_revision = newest = self.latest_revision
        if newest is not None and newest == scheduled:
            self.real_page_record.get_scheduled_revision_as_object = lambda: page
        if newest is not None and page.live_revision_id == newest.pk:
            page.live_revision = newest

    def know_place(self, page: Any) -> None:
        """What stands above, and what follows from it."""
        read = self.read
        page.locale = read.locale
        page._cached_parent_obj = self.parent_read
        page.refusal = Refusal(read.refusal, read.refused_at) if read.refused_at else None
        keep_workflow(page, read)

    @property
    def parent_read(self) -> Page | None:
        return next((one for one in self.around if one.path == parent_path(self.real_page_record)), None)

    @property
    def real_page_record(self) -> Page:
        """The page as it is stored."""
        return self._stored

    @real_page_record.setter
    def real_page_record(self, page: Page) -> None:
        self._stored = page
        if self.request.method == "GET" and not self.read._approved_schedule:
            page.scheduled_revision = None  # for which Wagtail asks next

    @cached_property
    def around(self) -> list[Page]:
        """The page in all its languages, and what stands above it."""
        page = self.real_page_record
        wanted = Q(translation_key=page.translation_key) | Q(path=parent_path(page))
        pages = with_workflow(Page.objects.filter(wanted)).annotate(owner_organ=F("ownership__organ"), **REFUSAL)
        return list(pages.annotate_approved_schedule().select_related("locale").order_by("path"))

    @property
    def read(self) -> Any:
        """The page, as it was read together with what stands around it."""
        return next(one for one in self.around if one.pk == self.real_page_record.pk)

    def get_translations(self) -> list[dict[str, Any]]:
        return [
            {"locale": one.locale, "url": reverse("wagtailadmin_pages:edit", args=[one.pk])}
            for one in self.around
            if one.translation_key == self.page.translation_key
            and one.pk != self.page.pk
            and one.permissions_for_user(self.request.user).can_edit()
        ]


def parent_path(page: Page) -> str:
    return str(page.path[: -Page.steplen])


def know_comments(page: Any) -> None:
    """The comments on `page` with their places and replies, for which Wagtail asks comment by comment."""
    comments = list(page.wagtail_admin_comments.all())
    read = Comment.objects.prefetch_related("replies").in_bulk([one.pk for one in comments]) if comments else {}
    for comment in comments:
        comment.replies = sorted(read[comment.pk].replies.all(), key=lambda reply: reply.pk)
        if "position" in comment.get_deferred_fields():
            comment.position = read[comment.pk].position
    page.wagtail_admin_comments = comments


def meet(people: list[Any], thing: Any, name: str) -> None:
    """Let `thing` know the person behind it when it is one of `people`."""
    for person in people:
        if thing is not None and person is not None and getattr(thing, f"{name}_id") == person.pk:
            setattr(thing, name, person)


def clean_sessions(at: datetime) -> int:
    """A duty of the worker: what Wagtail deletes whenever somebody opens an editor. Returns how many there were."""
    deleted, _by_model = EditingSession.objects.stale().delete()
    return int(deleted)


def install() -> None:
    """Called once, when all apps are there: what Wagtail's view asks of classes that are its own."""
    EditingSession.cleanup = lambda: None
    register_duty("cms.editing_sessions", clean_sessions, every=10 * 60)
    WorkflowState.is_at_final_task = property(is_at_sign_off)


def is_at_sign_off(review: WorkflowState) -> bool:
    """Whether the step of `review` is the one that publishes. Wagtail reads all steps for it, twice."""
    return review.current_task_state is not None and step_of(review.current_task_state) == Step.SIGN_OFF
