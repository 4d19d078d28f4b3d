"""Mirrors roles into Wagtail's groups, page permissions and collections, in the transaction that changes them.

What should be there is computed as sets of rows and compared with what is there; the difference is applied, or, for
`sync_roles --check`, reported. The number of queries does not grow with organs, people or columns.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import Group, Permission, User
from django.db import transaction
from django.db.models import Model, Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from organs.models import Deputy, Membership, Organ, Role
from register.sequence import hold

from ..models import ColumnPage, OrganFolder, RoleGroup
from .rights import Key
from .table import file_permissions, model_permissions, page_permissions

Row = tuple[int, int] | tuple[int, int, int]


@dataclass(frozen=True)
class Difference:
    """Rows of one table that are missing or too many, as tuples of the named columns' ids."""

    model: type[Model]
    columns: tuple[str, ...]
    missing: frozenset[Row]
    surplus: frozenset[Row]

    def __bool__(self) -> bool:
        return bool(self.missing or self.surplus)

    def apply(self) -> None:
        """Make the table what it should be. Other transactions may do the same at once."""
        if self.surplus:
            wanted = Q(pk__in=[])
            for row in self.surplus:
                wanted |= Q(**dict(zip(self.columns, row, strict=True)))
            self.model._default_manager.filter(wanted).delete()
        self.model._default_manager.bulk_create(
            [self.model(**dict(zip(self.columns, row, strict=True))) for row in sorted(self.missing)],
            ignore_conflicts=True,
        )


@transaction.atomic
def mirror_all(at: datetime | None = None) -> list[Difference]:
    """Make groups, folders and permissions what roles say; what differed."""
    ensure_groups()
    ensure_folders()
    found = [one for one in differences(at) if one]
    for one in found:
        one.apply()
    return found


def differences(at: datetime | None = None) -> list[Difference]:
    """What differs between roles and their mirror; the groups and folders exist."""
    groups = groups_by_key()
    return [group_differences(groups), page_differences(groups), file_differences(groups), member_differences(at)]


@transaction.atomic
def mirror_role(role: str, organ_id: int | None) -> None:
    """After an appointment: the group of this role, with its permissions, exists."""
    if (role, organ_id) in groups_by_key():
        return
    make_group(role, organ_id)
    groups = {key: group for key, group in groups_by_key().items() if key == (role, organ_id)}
    group_differences(groups).apply()
    page_differences(groups).apply()
    file_differences(groups).apply()


@transaction.atomic
def mirror_people(user_ids: Iterable[int] | None = None, at: datetime | None = None) -> int:
    """Let people (None: all) be in the groups of the roles that they hold at `at`. Returns how many rows changed."""
    found = member_differences(at, user_ids)
    found.apply()
    return len(found.missing) + len(found.surplus)


@transaction.atomic
def mirror_columns() -> None:
    """After a column was saved or moved: page permissions follow the organs that columns name."""
    page_differences(groups_by_key()).apply()


@transaction.atomic
def mirror_organ(organ: Organ) -> None:
    """After an organ was saved: its folder exists and bears its name."""
    ensure_folders([organ])


def ensure_groups() -> int:
    """A group for every role that somebody holds or held. Returns how many were made."""
    known = groups_by_key()
    held_once = set(Membership.objects.order_by().values_list("role", "organ_id").distinct())
    for role, organ_id in held_once - known.keys():
        make_group(role, organ_id)
    return len(held_once - known.keys())


def make_group(role: str, organ_id: int | None) -> None:
    group, _created = Group.objects.get_or_create(name=f"role:{organ_id or '*'}:{role}")
    RoleGroup.objects.get_or_create(group=group, defaults={"role": role, "organ_id": organ_id})


def ensure_folders(organs: Iterable[Organ] | None = None) -> int:
    """A collection for each organ (None: for all), named like it. Returns how many were made or renamed."""
    folders = {one.organ_id: one for one in OrganFolder.objects.select_related("collection")}
    changed = 0
    for organ in Organ.objects.all() if organs is None else organs:
        folder = folders.get(organ.pk)
        if folder is not None and folder.collection.name == organ.name:
            continue
        if folder is None:
            make_folder(organ)
        else:
            Collection.objects.filter(pk=folder.collection_id).update(name=organ.name)
        changed += 1
    return changed


def make_folder(organ: Organ) -> None:
    """A collection beneath that of all files, with permissions for the roles that the organ has already. Two that are
    made at the same moment would take the same place in the tree: the second waits, and reads the tree anew."""
    hold()
    if OrganFolder.objects.filter(organ=organ).exists():
        return
    OrganFolder.objects.create(organ=organ, collection=Collection.get_first_root_node().add_child(name=organ.name))
    if groups := {key: group for key, group in groups_by_key().items() if key[1] == organ.pk}:
        file_differences(groups).apply()


def groups_by_key() -> dict[Key, int]:
    """Ids of the mirrored groups by role and organ."""
    return {(role, organ): group for group, role, organ in RoleGroup.objects.values_list("group", "role", "organ")}


def group_differences(groups: dict[Key, int]) -> Difference:
    """Django's permissions of the groups."""
    ids = permission_ids({name for role in Role.values for name in model_permissions(role, None)})
    wanted = {
        (group, ids[name])
        for (role, organ), group in groups.items()
        for name in model_permissions(role, organ)
        if name in ids
    }
    return difference(Group.permissions.through, ("group_id", "permission_id"), wanted, groups)


def page_differences(groups: dict[Key, int]) -> Difference:
    """Page permissions of the groups: on the columns of their organ, or on everything."""
    ids = permission_ids({f"wagtailcore.{name}" for role in Role.values for name in page_permissions(role)})
    root_id = Page.objects.filter(depth=1).order_by("path").values_list("pk", flat=True).first()
    writers = columns_by_organ() if any(organ for _role, organ in groups) else {}
    wanted = {
        (group, page_id, ids[f"wagtailcore.{name}"])
        for (role, organ), group in groups.items()
        for name in page_permissions(role)
        for page_id in (writers.get(organ, ()) if organ else (root_id,))
    }
    return difference(GroupPagePermission, ("group_id", "page_id", "permission_id"), wanted, groups)


def file_differences(groups: dict[Key, int]) -> Difference:
    """Collection permissions of the groups: on the folder of their organ, or on all files."""
    ids = permission_ids({name for role in Role.values for name in file_permissions(role)})
    root_id = Collection.objects.filter(depth=1).order_by("path").values_list("pk", flat=True).first()
    folders: dict[int | None, int] = dict(OrganFolder.objects.values_list("organ_id", "collection_id"))
    wanted = {
        (group, folder, ids[name])
        for (role, organ), group in groups.items()
        for name in file_permissions(role)
        if (folder := folders.get(organ) if organ else root_id) is not None
    }
    return difference(GroupCollectionPermission, ("group_id", "collection_id", "permission_id"), wanted, groups)


def member_differences(at: datetime | None, user_ids: Iterable[int] | None = None) -> Difference:
    """Who is in which of the mirrored groups: holders and those who stand in for them."""
    groups = groups_by_key()
    wanted = {(user, groups[key]) for user, key in held(at, user_ids) if key in groups}
    through = User.groups.through
    rows = through.objects.filter(group__in=groups.values())
    if user_ids is not None:
        rows = rows.filter(user__in=list(user_ids))
    actual = set(rows.values_list("user_id", "group_id"))
    return Difference(through, ("user_id", "group_id"), frozenset(wanted - actual), frozenset(actual - wanted))


def held(at: datetime | None, user_ids: Iterable[int] | None) -> set[tuple[int, Key]]:
    """(user id, (role, organ id)) of everybody who may act at `at`. Two queries."""
    seats = Membership.objects.valid(at).order_by()
    deputies = Deputy.objects.valid(at).order_by().filter(membership__in=seats, membership__user__is_active=True)
    seats, deputies = seats.filter(user__is_active=True), deputies.filter(user__is_active=True)
    if user_ids is not None:
        seats, deputies = seats.filter(user__in=list(user_ids)), deputies.filter(user__in=list(user_ids))
    own = seats.values_list("user_id", "role", "organ_id")
    others = deputies.values_list("user_id", "membership__role", "membership__organ_id")
    return {(user, (role, organ)) for user, role, organ in [*own, *others]}


def difference(model: type[Model], columns: tuple[str, ...], wanted: set[Any], groups: dict[Key, int]) -> Difference:
    """What differs in the rows of `groups`."""
    rows = model._default_manager.filter(group__in=groups.values())
    actual = set(rows.values_list(*columns))
    return Difference(model, columns, frozenset(wanted - actual), frozenset(actual - wanted))


def permission_ids(names: set[str]) -> dict[str, int]:
    """Ids of permissions by "app.codename"; those that no installed room defines are not among them. One query."""
    codenames = {name.partition(".")[2] for name in names}
    rows = Permission.objects.filter(codename__in=codenames).values_list("content_type__app_label", "codename", "pk")
    return {f"{app}.{codename}": pk for app, codename, pk in rows if f"{app}.{codename}" in names}


def columns_by_organ() -> dict[int, set[int]]:
    """Ids of the columns in which each organ may write: that name it, or that name nobody and stand in one that does.

    Two queries.
    """
    named: dict[int, set[int]] = {}
    through = ColumnPage.contributors.through
    for column_id, organ_id in through.objects.values_list("columnpage_id", "organ_id"):
        named.setdefault(column_id, set()).add(organ_id)
    by_path: dict[str, set[int]] = {}
    found: dict[int, set[int]] = {}
    for pk, path, organ_id in ColumnPage.objects.order_by("path").values_list("pk", "path", "organ_id"):
        own = named.get(pk, set()) | ({organ_id} if organ_id else set())
        by_path[path] = own or by_path.get(path[: -Page.steplen], set())
        for one in by_path[path]:
            found.setdefault(one, set()).add(pk)
    return found
