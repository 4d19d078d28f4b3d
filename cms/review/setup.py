"""The workflow of three steps, and the groups that decide them."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import GroupApprovalTask, GroupPagePermission, Page, Workflow, WorkflowPage, WorkflowTask

from ..models import ConfidentialityTask, FirstReviewTask, SignOffTask

EDITORS, CHECKERS, SECRECY, SIGNERS = "信息员", "初审人员", "保密审查员", "签发人"
WORKFLOW = "信息发布审核"
STEPS = (
    (FirstReviewTask, "初审", CHECKERS),
    (ConfidentialityTask, "保密审查", SECRECY),
    (SignOffTask, "签发", SIGNERS),
)
PAGE_PERMISSIONS = {EDITORS: ("add_page", "change_page"), CHECKERS: ("change_page",)}
COLLECTION_PERMISSIONS = {
    EDITORS: ("add_uploadeddocument", "choose_uploadeddocument", "add_uploadedimage", "choose_uploadedimage"),
    CHECKERS: ("choose_uploadeddocument", "choose_uploadedimage"),
}


@transaction.atomic
def ensure_review(root: Page | None = None) -> Workflow:
    """Make groups, permissions and workflow where they are missing; what an administrator changed stays."""
    root = root or Page.get_first_root_node()
    groups = {name: ensure_group(name, root) for name in (EDITORS, CHECKERS, SECRECY, SIGNERS)}
    workflow, created = Workflow.objects.get_or_create(name=WORKFLOW)
    if created:
        for order, (model, name, group) in enumerate(STEPS):
            task = model.objects.filter(name=name).first() or model.objects.create(name=name)
            task.groups.add(groups[group])
            WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
        retire_stock_review()
    WorkflowPage.objects.get_or_create(page=root, defaults={"workflow": workflow})
    return workflow


def retire_stock_review() -> None:
    """Take away what a fresh Wagtail brings: a review of one step, and a group that publishes without any."""
    stock = Workflow.objects.filter(workflow_tasks__task__in=GroupApprovalTask.objects.all())
    WorkflowPage.objects.filter(workflow__in=stock).delete()
    stock.update(active=False)
    Group.objects.filter(name__in=["Editors", "Moderators"], user=None).delete()


def ensure_group(name: str, root: Page) -> Group:
    """A group of the review with access to the admin, and with page permissions beneath `root`."""
    from wagtail.models import Collection, GroupCollectionPermission

    group, created = Group.objects.get_or_create(name=name)
    if not created:
        return group
    group.permissions.add(Permission.objects.get(codename="access_admin", content_type__app_label="wagtailadmin"))
    for codename in PAGE_PERMISSIONS.get(name, ()):
        permission = Permission.objects.get(codename=codename, content_type__app_label="wagtailcore")
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
    collection = Collection.get_first_root_node()
    for codename in COLLECTION_PERMISSIONS.get(name, ()):
        permission = Permission.objects.get(codename=codename, content_type__app_label="cms")
        GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)
    return group
