"""What one person may do with one page, in Wagtail's words."""

from typing import Any

from wagtail.models import Page, PagePermissionTester
from wagtail.permissions import page_permission_policy

from ..models import ColumnPage, PageOwner, PublicationPage
from ..review.seats import has_turn
from .rights import rights_of
from .table import Act


class HousePageTester(PagePermissionTester):
    """For publications by the roles in the organ that owns them, for columns by whether the person may write there.

    Superusers are answered by Wagtail; what leads to the public is refused to them elsewhere (clearance).
    """

    def __init__(self, user: Any, page: Page) -> None:
        self.rights = rights_of(user)
        model = page.specific_class
        self.is_publication = model is not None and issubclass(model, PublicationPage)
        self.owner = owner_of(page) if self.is_publication and not self.rights.is_superuser else None
        # Not Wagtail's own beginning, which reads the permissions of all the person's groups for each page.
        self.user, self.page, self.page_is_root = user, page, page.depth == 1
        self.permission_policy = page_permission_policy
        self.permissions = {"add", "change"} & self.names(model)

    def names(self, model: type[Page] | None) -> set[str]:
        """Wagtail's names for what is allowed on this page."""
        if self.is_publication:
            return {"change"} if self.allows(Act.CHANGE) else set()
        found = {"add", "change"} if self.rights.may(Act.STRUCTURE) else set()
        if model is not None and issubclass(model, ColumnPage) and self.rights.may_begin_in(self.page.path):
            found.add("add")
        return found

    def allows(self, act: Act) -> bool:
        """True when the roles of the person allow `act` on this publication."""
        return self.owner is not None and self.rights.may(act, self.owner)

    def can_see(self) -> bool:
        """True when the person may read the drafts of this page."""
        if self.user.is_superuser or not self.is_publication:
            return bool(self.user.is_superuser or self.rights.may(Act.STRUCTURE) or self.rights.may(Act.SEE))
        return self.allows(Act.SEE)

    def may_change_content(self) -> bool:
        """True when the person may save another text; whoever only decides a step may open the page, not change it."""
        return bool(self.user.is_active and (self.user.is_superuser or "change" in self.permissions))

    def can_edit(self) -> bool:
        """Also true for whom the current step of the review lets in."""
        if self.user.is_superuser:
            return bool(super().can_edit())
        if not self.user.is_active or self.page_is_root or not self.can_see():
            return False
        return "change" in self.permissions or has_turn(self.page, self.rights)

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """A draft that never was public and is not in review; a column only while it is empty."""
        if self.user.is_superuser:
            return bool(super().can_delete(ignore_bulk))
        if not self.is_publication:
            return self.is_empty_draft()
        return self.is_mere_draft() and self.allows(Act.DISCARD)

    def can_move(self) -> bool:
        if self.user.is_superuser:
            return bool(super().can_move())
        if not self.is_publication:
            return self.is_empty_draft()
        return self.is_mere_draft() and self.allows(Act.MOVE)

    def can_move_to(self, destination: Page) -> bool:
        """Only into columns in which the organ of the page may write, by the role that the person has in it."""
        if not super().can_move_to(destination):
            return False
        if self.user.is_superuser or not self.is_publication:
            return True
        return self.rights.may_begin_in(destination.path, self.owner)

    def can_copy(self) -> bool:
        if self.user.is_superuser or not self.is_publication:
            return bool(super().can_copy())
        return bool(self.user.is_active and self.allows(Act.CREATE))

    def can_copy_to(self, destination: Page, recursive: bool = False) -> bool:
        if not super().can_copy_to(destination, recursive):
            return False
        if self.user.is_superuser or not self.is_publication:
            return True
        return self.rights.may_begin_in(destination.path, self.owner)

    def can_unpublish(self) -> bool:
        """Taking down waits for nothing: no review under way and no lock keeps a publication from it."""
        if not self.is_publication:
            return bool(super().can_unpublish())
        return bool(self.user.is_active and self.page.live and (self.user.is_superuser or self.allows(Act.TAKE_DOWN)))

    def can_submit_for_moderation(self) -> bool:
        return self.may_change_content() and bool(super().can_submit_for_moderation())

    def can_lock(self) -> bool:
        return bool(self.user.is_superuser)

    def can_unlock(self) -> bool:
        return bool(self.user.is_superuser or self.user_has_lock())

    def can_view_revisions(self) -> bool:
        return self.can_see() and bool(super().can_view_revisions())

    def is_empty_draft(self) -> bool:
        """True for a column that is not public and has nothing in it, when the person may change columns."""
        changes = bool(self.user.is_active) and "change" in self.permissions and not self.page_is_root
        return changes and not self.page.live and self.page.is_leaf()

    def is_mere_draft(self) -> bool:
        """True for a text that never was public and that nobody is reviewing."""
        page = self.page
        return not page.live and page.first_published_at is None and not page.workflow_in_progress


def owner_of(page: Page) -> int | None:
    """Id of the organ that owns a publication: of the page as it is at hand, or as it is stored. Lists have it with
    their rows, as `owner_organ`."""
    if isinstance(page, PublicationPage) and "organ_id" in page.__dict__:
        return page.organ_id
    if "owner_organ" in page.__dict__:
        return page.owner_organ
    return PageOwner.objects.filter(page=page.pk).values_list("organ_id", flat=True).first()


def permissions_for_user(page: Page, user: Any) -> HousePageTester:
    """In the place of `Page.permissions_for_user`: for the base class and for every type alike."""
    return HousePageTester(user, page)
