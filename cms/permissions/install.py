"""Puts the house's policies in the place of Wagtail's.

Wagtail has no setting for them, and some forty of its modules hold the policy objects by name: so the objects stay,
and their class becomes another. The one view that makes a policy of its own gets the class by name. A test reads
Wagtail's source and fails when it begins to make policies elsewhere.
"""

from typing import Any

from wagtail.admin.api import views as admin_api
from wagtail.admin.mail import send_notification
from wagtail.admin.views.pages import edit
from wagtail.documents import permissions as documents
from wagtail.images import permissions as images
from wagtail.models import Page
from wagtail.permissions import collection_permission_policy, page_permission_policy

from .policy import OrganCollectionPolicy, OrganFilePermissionPolicy, OrganPagePermissionPolicy
from .tester import permissions_for_user


def install() -> None:
    """Called once, when all apps are there."""
    page_permission_policy.__class__ = OrganPagePermissionPolicy
    admin_api.PagePermissionPolicy = OrganPagePermissionPolicy
    collection_permission_policy.__class__ = OrganCollectionPolicy
    documents.permission_policy.__class__ = OrganFilePermissionPolicy
    images.permission_policy.__class__ = OrganFilePermissionPolicy
    Page.permissions_for_user = permissions_for_user
    edit.send_notification = tell_of_comments


def tell_of_comments(recipients: list[Any], notification: str, context: dict[str, Any]) -> Any:
    """Mail about comments, to those who see the draft now: Wagtail tells whoever once subscribed, or answered."""
    page = context["page"]
    return send_notification(
        [one for one in recipients if page.permissions_for_user(one).can_see()], notification, context
    )
