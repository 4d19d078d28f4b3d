"""What the panels of one dashboard share, read once for the request and not kept beyond it."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.db.models import Case, Count, OuterRef, Q, Subquery, When
from django.http import HttpRequest
from wagtail.models import Comment, Page, TaskState

from ..models import ReviewSheet, ReviewStep, Withdrawal
from ..permissions.rights import rights_of, visible_pages
from ..review.closing import Refusal
from ..review.waiting import Owners, in_organs, office_organs, slow
from ..tree import PATH_ABOVE
from .own import ROWS, desk_pages, writable_types
from .standing import active_reviews

DELAYED_ROWS = 20
SEATS = "_review_seats"
OPEN_NOTES = Comment.objects.filter(page=OuterRef("pk"), resolved_at=None).order_by("pk")
NOTES = {
    "first_note": Subquery(OPEN_NOTES.values("pk")[:1]),
    "notes": Subquery(OPEN_NOTES.order_by().values("page").annotate(amount=Count("pk")).values("amount")),
}
"""Comments (批注) on a page that wait to be dealt with: the first one, to which the editor can be led, and how many."""
REFUSED = ReviewSheet.objects.refused().filter(page_id=OuterRef(OuterRef("pk")))
REFUSALS = ReviewStep.objects.filter(action=ReviewStep.Action.REFUSE, sheet__in=REFUSED).order_by("-at", "-pk")
TAKEN = Q(first_published_at__isnull=False, live=False, expired=False)
WITHDRAWALS = Withdrawal.objects.filter(page_id=OuterRef("pk")).order_by("-at", "-pk")
REFUSAL = {"refusal": Subquery(REFUSALS.values("opinion")[:1]), "refused_at": Subquery(REFUSALS.values("at")[:1])}
"""Why a page could not be published at its time, and when that was."""
STANDING = {
    "column_title": Subquery(Page.objects.filter(path=PATH_ABOVE).values("title")[:1]),
    **REFUSAL,
    "taken_at": Case(When(TAKEN, then=Subquery(WITHDRAWALS.values("at")[:1]))),
    "taken_for": Case(When(TAKEN, then=Subquery(WITHDRAWALS.values("reason")[:1]))),
}
"""In which column a page stands, why it could not be published at its time, and when and why it was taken down."""


def seats_for(request: HttpRequest) -> dict[str, set[int | None]]:
    """The seats of the request's user: menu and panels ask for them."""
    if not hasattr(request, SEATS):
        setattr(request, SEATS, seats_held(request.user))
    return dict(getattr(request, SEATS))


def seats_held(user: Any) -> dict[str, set[int | None]]:
    """What `seats_of` says, of the roles that were read for this request already."""
    found: dict[str, set[int | None]] = {}
    for role, organ_id in rights_of(user).held:
        found.setdefault(role, set()).add(organ_id)
    return found


class Desk:
    """The user's seats, own pages and reviews, the delays told to them, and who holds the items of both.

    `page_ids` are the pages to show; by default the first of those on which the user worked.
    """

    def __init__(self, request: HttpRequest, page_ids: list[int] | None = None) -> None:
        self.user: Any = request.user
        self.seats = seats_for(request)
        self.asked = page_ids

    @cached_property
    def office(self) -> set[int | None]:
        """Organs whose delays this user is told of."""
        return office_organs(self.seats)

    @cached_property
    def slow(self) -> list[TaskState]:
        return list(with_sheets(slow().filter(in_organs(self.office)))[:DELAYED_ROWS]) if self.office else []

    @cached_property
    def worked(self) -> list[dict[str, Any]]:
        """On what the user worked: what was sent back first, then the last one. So much of it that there is enough of
        each type to tell where such texts are written."""
        return list(desk_pages(self.user)[: ROWS * len(writable_types())])

    @property
    def newest(self) -> list[int]:
        """Pages on which the user worked; one more than are shown."""
        return [row["page_id"] for row in self.worked[: ROWS + 1]]

    @property
    def page_ids(self) -> list[int]:
        return self.newest[:ROWS] if self.asked is None else self.asked

    @cached_property
    def pages(self) -> dict[int, Page]:
        seen = Page.objects.filter(pk__in=visible_pages(self.user).values("pk"))
        pages = seen.filter(pk__in=self.page_ids).annotate_approved_schedule().select_related("content_type")
        return dict(pages.annotate(**NOTES, **STANDING).in_bulk())

    @cached_property
    def reviews(self) -> dict[int, Any]:
        """Reviews of the user's pages, by page."""
        return active_reviews(self.pages.values())

    @cached_property
    def refused(self) -> dict[int, Refusal]:
        """Why pages of the user could not be published at their time, by page. No query beside that of the pages."""
        return {pk: Refusal(one.refusal, one.refused_at) for pk, one in self.pages.items() if one.refused_at}

    @cached_property
    def withdrawals(self) -> dict[int, Withdrawal]:
        """Why pages of the user were taken down, by page: the last time of each, as far as it is shown."""
        taken = {pk: one for pk, one in self.pages.items() if one.taken_at}
        return {pk: Withdrawal(page_id=pk, at=one.taken_at, reason=one.taken_for) for pk, one in taken.items()}

    @cached_property
    def owners(self) -> Owners:
        return Owners({sheet.organ_id for sheet in self.sheets()})

    def sheets(self) -> Iterable[Any]:
        yield from (state.workflow_state.review_sheet for state in self.slow)
        yield from (review.review_sheet for review in self.reviews.values() if hasattr(review, "review_sheet"))


def with_sheets(states: Any) -> Any:
    """`states` with what a row shows of them."""
    return states.select_related(
        "task",
        "workflow_state__requested_by__wagtail_userprofile",
        "workflow_state__review_sheet__organ",
        "workflow_state__review_sheet__reviews_after",
    )
