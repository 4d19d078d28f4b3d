"""What one person may do, asked of roles once in a request.

The answer is kept on the user object, as Wagtail keeps its own: that object is made anew for every request.
"""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import F, IntegerField, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast
from wagtail.models import Page, PageViewRestriction, get_page_models

from audit.permissions import BY_GROUPS
from organs import roles
from organs.models import Organ

from ..models import ColumnPage, PageOwner, PublicationPage
from .table import MAY, Act

Key = tuple[str, int | None]
"""A role and the id of its organ."""

KEPT = "_house_rights"
WAGTAILS_CACHES = (
    BY_GROUPS,
    "_perm_cache",
    "_user_perm_cache",
    "_group_perm_cache",
    "_page_permission_cache",
    "_explorable_root_page_cache",
    "_collection_permission_cache",
    "_site_permission_cache",
)
"""Answers that Django and Wagtail keep on a user object (and only there)."""


@dataclass(frozen=True)
class Rights:
    """Of one person at one time. `held` are (role, organ id); `places` the paths of columns by organ id; `known` are keys of
    pages by path: of those columns, of home pages and of the page above all; `restricted` the paths of pages with a
    privacy setting."""

    is_superuser: bool
    held: frozenset[Key]
    places: dict[int, frozenset[str]] = field(default_factory=dict)
    known: dict[str, int] = field(default_factory=dict)
    restricted: frozenset[str] = frozenset()

    def organs(self, act: Act) -> set[int | None]:
        """Ids of the organs for whose pages `act` is allowed; None among them means all."""
        if self.is_superuser:
            return {None}
        return {organ for role, organ in self.held if act in MAY[role]}

    def may(self, act: Act, organ_id: int | None = None) -> bool:
        """True when `act` is allowed for pages of the organ; without one: for those of any organ."""
        allowed = self.organs(act)
        return bool(allowed) if organ_id is None else bool(allowed & {organ_id, None})

    def holds(self, role: str, organ_id: int | None) -> bool:
        """True when the person acts as `role` for the organ. Being superuser gives no role."""
        return (role, organ_id) in self.held or (role, None) in self.held

    def everywhere(self, act: Act) -> bool:
        return None in self.organs(act)

    def may_begin_in(self, path: str, organ_id: int | None = None) -> bool:
        """True when the person may begin a text, of the organ or of any of theirs, in the column at `path`."""
        allowed = self.organs(Act.CREATE)
        if None in allowed:
            return True
        asked = allowed if organ_id is None else allowed & {organ_id}
        return any(path in self.places.get(one, ()) for one in asked if one is not None)

    def visible_paths(self) -> set[str]:
        """Paths of the columns that the person sees, and of everything above them."""
        seen = self.organs(Act.SEE)
        columns = {path for organ in seen if organ is not None for path in self.places.get(organ, ())}
        return {path[:end] for path in columns for end in range(Page.steplen, len(path) + 1, Page.steplen)}


def rights_of(user: Any) -> Rights:
    """The rights of `user`. Two queries, the first time in a request; none behind the door, which has read them."""
    if user is None or not user.is_authenticated or not user.is_active:
        return Rights(False, frozenset())
    if not hasattr(user, KEPT):
        keep(user, read_held(user), read_groups(user))
    rights: Rights = getattr(user, KEPT)
    return rights


def read_held(user: Any) -> set[Key]:
    """The roles in which `user` may act now. One query."""
    return set(roles.memberships(user).order_by().values_list("role", "organ_id"))


@dataclass(frozen=True)
class Membered:
    """A group of a person: its role and organ, and one of the pages on which it has a permission."""

    page_id: str | None
    role: str | None
    organ_id: int | None
    path: str | None


@dataclass(frozen=True)
class Groups:
    """The groups of a person: their pages, and what they permit, as in `wagtailadmin.access_admin`. And what else every
    page of the admin asks: the keys by path of the pages in which somebody begins, and the paths of pages with a privacy
    setting."""

    rows: list[Membered]
    permitted: frozenset[str]
    known: dict[str, int]
    restricted: frozenset[str]


COLUMNS = ("kind", "first", "second", "number", "place")


def read_groups(user: Any) -> Groups:
    """The groups of `user`. One query for all: every page of the admin asks it. A superuser's own permissions are among
    what is permitted: being superuser is not enough to read the audit log."""
    pages = user.groups.order_by().annotate(
        kind=Value("group", TextField()),
        first=Cast("page_permissions__page", TextField()),
        second=Cast("house_role__role", TextField()),
        number=Cast("house_role__organ_id", IntegerField()),
        place=Cast("page_permissions__page__path", TextField()),
    )
    held = Q(group__user=user) | Q(user=user) if user.is_superuser else Q(group__user=user)
    permitted = Permission.objects.filter(held).order_by()
    permitted = told(permitted, "permission", first=Cast("content_type__app_label", TextField()), second="codename")
    top = told(Page.objects.filter(depth__lte=2).order_by(), "top", first="pk", place="path")
    restricted = told(PageViewRestriction.objects.order_by(), "restricted", place="page__path")
    parts = [one.values_list(*COLUMNS) for one in (pages, permitted, top, restricted)]
    rows = list(parts[0].union(*parts[1:]))
    return Groups(
        [Membered(*row[1:]) for row in rows if row[0] == "group"],
        frozenset(f"{app}.{name}" for kind, app, name, *_rest in rows if kind == "permission"),
        {row[4]: int(row[1]) for row in rows if row[0] in {"group", "top"} and row[1]},
        frozenset(row[4] for row in rows if row[0] == "restricted"),
    )


def told(objects: QuerySet[Any], kind: str, **columns: Any) -> QuerySet[Any]:
    """Rows of another table with the columns that those of groups have; empty but for `columns`."""
    nothing, none = Value("", TextField()), Value(None, IntegerField())
    given = {name: Cast(one, TextField()) if isinstance(one, str) else one for name, one in columns.items()}
    empty = {"first": nothing, "second": nothing, "number": none, "place": nothing}
    return objects.annotate(kind=Value(kind, TextField()), **{**empty, **given})


def keep(user: Any, held: set[Key], groups: Groups) -> None:
    """Keep on `user`, for this request, the rights that follow from the roles."""
    places: dict[int, set[str]] = {}
    for one in groups.rows:
        if one.organ_id is not None and one.path and (one.role, one.organ_id) in held:
            places.setdefault(one.organ_id, set()).add(one.path)
    shown = {organ_id: frozenset(paths) for organ_id, paths in places.items()}
    rights = Rights(bool(user.is_superuser), frozenset(held), shown, groups.known, groups.restricted)
    setattr(user, KEPT, rights)
    setattr(user, BY_GROUPS, groups.permitted)
    user._site_permission_cache = set()  # roles' groups have none, and no other group can be given any
    if not user.is_superuser:  # who has them all is not asked
        user._group_perm_cache = set(groups.permitted)
    user._user_perm_cache = set()  # nobody has a permission but by role: Django need not look for others


def forget(user: Any) -> None:
    """Take away every answer that is kept on the object."""
    for name in (KEPT, *WAGTAILS_CACHES):
        if hasattr(user, name):  # not in its __dict__: `request.user` is lazy, and that is the wrapper's
            delattr(user, name)


def owned(rights: Rights, act: Act) -> Q:
    """Pages that are publications of organs for which `act` is allowed, as a filter of pages."""
    organs = rights.organs(act)
    owners = PageOwner.objects.all() if None in organs else PageOwner.objects.filter(organ__in=organs)
    return Q(pk__in=owners.values("page")) if organs else Q(pk__in=[])


def structure(rights: Rights) -> Q:
    """Home pages and columns that the person sees, as a filter of pages."""
    if rights.everywhere(Act.SEE) or rights.may(Act.STRUCTURE):
        return Q(content_type__in=structural_types())
    return Q(path__in=rights.visible_paths())


def structural_types() -> list[int]:
    """Ids of the content types of pages that are no publications. They are kept in memory: what a type is stays."""
    models = [model for model in get_page_models() if not issubclass(model, PublicationPage)]
    return [one.pk for one in ContentType.objects.get_for_models(Page, *models).values()]


def visible_pages(user: Any) -> QuerySet[Page]:
    """Pages that `user` sees in the admin: drafts of the own organs, and the columns on the way to them."""
    rights = rights_of(user)
    if rights.is_superuser:
        return Page.objects.all()
    return Page.objects.filter(owned(rights, Act.SEE) | structure(rights))


def may_see(user: Any, page: Page) -> bool:
    """True when `user` sees `page`, read as its own type, in the admin as it stands in its newest draft."""
    if not isinstance(page, PublicationPage):
        return True
    owner = page.owner_organ if hasattr(page, "owner_organ") else page.organ_id
    return owner is not None and rights_of(user).may(Act.SEE, owner)


def linkable_pages(user: Any) -> QuerySet[Page]:
    """Pages to which `user` may link: those they see, and what is public under the title that it bears in the admin."""
    return Page.objects.filter(Q(pk__in=visible_pages(user).values("pk")) | Q(live=True, draft_title=F("title")))


def organs_to_write_for(user: Any, column: Page | None) -> QuerySet[Organ]:
    """The organs under whose name `user` may begin a text in `column`."""
    rights = rights_of(user)
    if rights.everywhere(Act.CREATE):
        return Organ.objects.all()
    allowed = [
        organ
        for organ in rights.organs(Act.CREATE)
        if organ is not None and (column is None or rights.may_begin_in(column.path, organ))
    ]
    return Organ.objects.filter(pk__in=allowed)


def columns_to_write_in(user: Any) -> QuerySet[Page]:
    """The columns in which `user` may begin a text."""
    rights = rights_of(user)
    columns = Page.objects.filter(pk__in=ColumnPage.objects.values("pk"))
    if rights.everywhere(Act.CREATE):
        return columns
    paths = {path for organ in rights.organs(Act.CREATE) if organ for path in rights.places.get(organ, ())}
    return columns.filter(path__in=paths)
