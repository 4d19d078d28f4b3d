"""Who may read the log: auditors. An administrator may do everything else, but not see who watches them."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import Q
from django.http import HttpRequest

CODENAME = "view_auditrecord"
KEPT = "_may_read_audit"
BY_GROUPS = "_permitted_by_groups"
"""On a user: the permissions that a superuser holds by groups or in person, and others by groups, as "app.codename",
where somebody has read them for the request."""


def may_read(request: HttpRequest) -> bool:
    """Whether the request's user may: menu, panel and view ask, and it is read once for the request."""
    if not hasattr(request, KEPT):
        setattr(request, KEPT, holds_permission(request.user))
    return bool(getattr(request, KEPT))


def holds_permission(user: Any) -> bool:
    """Whether the user holds `audit.view_auditrecord` themselves or through a group; being superuser is not enough.

    No query but for superusers: their permissions say that they have all, so their groups' are read unless known.
    """
    if not (user.is_active and user.has_perm(f"audit.{CODENAME}")):
        return False
    if not user.is_superuser:
        return True
    if (known := getattr(user, BY_GROUPS, None)) is not None:
        return f"audit.{CODENAME}" in known
    held = Permission.objects.filter(Q(user=user) | Q(group__user=user))
    return held.filter(codename=CODENAME, content_type__app_label="audit").exists()
