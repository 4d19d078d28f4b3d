"""Who may read the log: auditors. An administrator may do everything else, but not see who watches them."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import Q

CODENAME = "view_auditrecord"


def may_read(user: Any) -> bool:
    """Whether the user holds `audit.view_auditrecord` themselves or through a group; being superuser is not enough.

    No query for those who lack it by any measure; one for the others, and none of it kept.
    """
    if not (user.is_active and user.has_perm(f"audit.{CODENAME}")):
        return False
    held = Permission.objects.filter(Q(user=user) | Q(group__user=user))
    return held.filter(codename=CODENAME, content_type__app_label="audit").exists()
