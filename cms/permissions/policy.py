"""Wagtail's permission policies, answering from roles. `install` puts them in the place of Wagtail's own."""

from collections.abc import Iterable
from typing import Any, cast

from django.contrib.auth import get_permission_codename, get_user_model
from django.db.models import Q, QuerySet
from django.utils.functional import SimpleLazyObject
from wagtail.models import Page
from wagtail.permission_policies.collections import (
    CollectionManagementPermissionPolicy,
    CollectionOwnershipPermissionPolicy,
)
from wagtail.permission_policies.pages import PagePermissionPolicy

from organs.models import Deputy, Membership
from register.models import EntryFile

from ..models import PageOwner, UploadedImage
from .rights import columns_to_write_in, owned, rights_of, structure, visible_pages
from .table import Act, file_permissions, roles_that_may

ANY_PERMISSION = frozenset({"add", "change", "publish", "bulk_delete", "lock", "unlock"})
"""Wagtail asks for all six at once when it means: may this person see pages at all."""


class OrganPagePermissionPolicy(PagePermissionPolicy):
    """Pages by organ. Nobody but superusers has Wagtail's publish, lock and bulk_delete: those are the review's."""

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        rights, asked = rights_of(user), set(actions)
        if rights.is_superuser:
            return True
        if asked >= ANY_PERMISSION:
            return rights.may(Act.SEE) or rights.may(Act.STRUCTURE)
        return bool(
            ("add" in asked and (rights.may(Act.CREATE) or rights.may(Act.STRUCTURE)))
            or ("change" in asked and (rights.may(Act.CHANGE) or rights.may(Act.STRUCTURE)))
        )

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: Page) -> bool:
        if rights_of(user).is_superuser:
            return True
        return bool(self.instances_user_has_any_permission_for(user, actions).filter(pk=instance.pk).exists())

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet[Page]:
        rights, asked = rights_of(user), set(actions)
        if rights.is_superuser:
            return Page.objects.all()
        if asked >= ANY_PERMISSION:
            return visible_pages(user)
        wanted = Q(pk__in=[])
        if "add" in asked:
            wanted |= Q(pk__in=columns_to_write_in(user).values("pk"))
        if "change" in asked:
            wanted |= owned(rights, Act.CHANGE)
        if asked & {"add", "change"} and rights.may(Act.STRUCTURE):
            wanted |= structure(rights)
        return Page.objects.filter(wanted)

    def users_with_any_permission(self, actions: Iterable[str], include_superusers: bool = True) -> QuerySet[Any]:
        return people(acts_for(actions), None, include_superusers)

    def users_with_any_permission_for_instance(
        self, actions: Iterable[str], instance: Page, include_superusers: bool = True
    ) -> QuerySet[Any]:
        owner = PageOwner.objects.filter(page=instance.pk).first()
        return people(acts_for(actions), owner.organ_id if owner else None, include_superusers)

    def instances_with_direct_explore_permission(self, user: Any) -> list[Page]:
        if sees_all(user):
            return [Page.get_first_root_node()]
        return list(Page.objects.filter(path__in=columns_seen(user)))

    def explorable_root_instance(self, user: Any) -> Page | None:
        """The lowest page above all columns of the person. No query, but where it is neither such a column nor a home page
        nor above these; and none there either where only its being there is asked. The menu asks on every page."""
        if not hasattr(user, self._explorable_root_instance_cache_name):
            path = common_path(columns_seen(user)) if not sees_all(user) else Page._get_path("", 1, 1)
            root: Any = SimpleLazyObject(Page.objects.filter(path=path).first) if path else None
            if number := rights_of(user).known.get(path):
                root = Page.from_db(None, ["id", "path", "depth"], [number, path, len(path) // Page.steplen])
            setattr(user, self._explorable_root_instance_cache_name, root)
        root_page: Page | None = getattr(user, self._explorable_root_instance_cache_name)
        return root_page

    def explorable_instances(self, user: Any) -> QuerySet[Page]:
        return visible_pages(user)


def sees_all(user: Any) -> bool:
    rights = rights_of(user)
    return rights.is_superuser or rights.everywhere(Act.SEE) or rights.may(Act.STRUCTURE)


def columns_seen(user: Any) -> set[str]:
    """Paths of the columns of the person's organs, without what is above them."""
    rights = rights_of(user)
    return {path for one in rights.organs(Act.SEE) if one for path in rights.places.get(one, ())}


def common_path(paths: set[str]) -> str:
    """The path of the lowest page that stands above, or is, all of `paths`; '' for none."""
    least, most = min(paths, default=""), max(paths, default="")
    ends = range(0, min(len(least), len(most)) + 1, Page.steplen)
    return next(least[:end] for end in reversed(ends) if least[:end] == most[:end])


def acts_for(actions: Iterable[str]) -> set[Act]:
    """What of the table Wagtail's actions mean."""
    asked = set(actions)
    return {act for action, act in (("add", Act.CREATE), ("change", Act.CHANGE)) if action in asked}


def people(acts: set[Act], organ_id: int | None, include_superusers: bool) -> QuerySet[Any]:
    """Active people who may do one of `acts` for the organ (none: for any)."""
    roles = {role for act in acts for role in roles_that_may(act)}
    seats = Membership.objects.valid().filter(role__in=roles, user__is_active=True)
    if organ_id is not None:
        seats = seats.filter(Q(organ=organ_id) | Q(organ=None))
    deputies = Deputy.objects.valid().filter(membership__in=seats)
    wanted = Q(pk__in=seats.values("user")) | Q(pk__in=deputies.values("user"))
    if include_superusers:
        wanted |= Q(is_superuser=True)
    return get_user_model().objects.filter(wanted, is_active=True)


class FromRoles:
    """Of policies for collections: whether a person may at all follows from the roles, of which the permissions of
    groups are the mirror. The menu asks it on every page; of one collection the mirror is asked."""

    def _check_perm(self, user: Any, actions: Iterable[str], collection: Any = None) -> bool:
        rights, policy = rights_of(user), cast(Any, super())
        if collection is not None or rights.is_superuser:
            return bool(policy._check_perm(user, actions, collection))
        meta = cast(Any, self).auth_model._meta
        names = {f"{meta.app_label}.{get_permission_codename(one, meta)}" for one in actions}
        return any(names & set(file_permissions(role)) for role, _organ in rights.held)


class OrganCollectionPolicy(FromRoles, CollectionManagementPermissionPolicy):
    """Collections are the organs' and follow them: no role makes, names or drops one."""


class OrganFilePermissionPolicy(FromRoles, CollectionOwnershipPermissionPolicy):
    """Files by the collection of the organ; what is public anyway can be chosen by everybody who may choose."""

    def public_files(self) -> QuerySet[Any]:
        kind = EntryFile.Kind.IMAGE if issubclass(self.model, UploadedImage) else EntryFile.Kind.DOCUMENT
        return EntryFile.objects.filter(kind=kind, entry__withdrawn_at=None).values("object_id")

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: Any) -> bool:
        asked = set(actions)
        if super().user_has_any_permission_for_instance(user, asked, instance):
            return True
        if "choose" not in asked or not self.user_has_permission(user, "choose"):
            return False
        return bool(self.public_files().filter(object_id=instance.pk).exists())

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet[Any]:
        own = super().instances_user_has_any_permission_for(user, actions)
        if "choose" not in set(actions) or not self.user_has_permission(user, "choose"):
            return own
        every: QuerySet[Any] = self.model._default_manager.filter(
            Q(pk__in=own.values("pk")) | Q(pk__in=self.public_files())
        )
        return every
