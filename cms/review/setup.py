"""The workflow of three steps, and the groups through which people reach the admin. Who decides a step is a matter of
roles (`organs.roles`), not of groups."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from ..models import ConfidentialityTask, FirstReviewTask, SignOffTask

EDITORS, CHECKERS, SECRECY, SIGNERS = "信息员", "初审人员", "保密审查员", "签发人"
WORKFLOW = "信息发布审核"
ROOT_TITLE, ROOT_FOLDER = "全部网站", "全部文件"
"""The page above all sites and the folder of all files are called Root by a fresh Wagtail."""
STOCK_NAME = "系统自带审核（停用）"
STEPS = (FirstReviewTask, ConfidentialityTask, SignOffTask)
PAGE_PERMISSIONS = {EDITORS: ("add_page", "change_page"), CHECKERS: ("change_page",)}
FILE_APPS = ("wagtaildocs", "wagtailimages")
COLLECTION_PERMISSIONS = {
    EDITORS: ("add_document", "choose_document", "add_image", "choose_image"),
    CHECKERS: ("choose_document", "choose_image"),
}
"""Of Wagtail's own file models: its policies ask for those, whichever model stores the files."""


@transaction.atomic
def ensure_review(root: Page | None = None) -> Workflow:
    """Make groups, permissions and workflow where they are missing; what an administrator changed stays."""
    root = root or Page.get_first_root_node()
    Page.objects.filter(pk=root.pk, title="Root").update(title=ROOT_TITLE, draft_title=ROOT_TITLE)
    Collection.objects.filter(depth=1, name="Root").update(name=ROOT_FOLDER)
    for name in (EDITORS, CHECKERS, SECRECY, SIGNERS):
        ensure_group(name, root)
    workflow, created = Workflow.objects.get_or_create(name=WORKFLOW)
    if created:
        for order, model in enumerate(STEPS):
            name = str(model.step.label)
            task = model.objects.filter(name=name).first() or model.objects.create(name=name)
            WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
        retire_stock_review()
    WorkflowPage.objects.get_or_create(page=root, defaults={"workflow": workflow})
    return workflow


def retire_stock_review() -> None:
    """Take away what a fresh Wagtail brings: a review of one step, and a group that publishes without any."""
    stock = Workflow.objects.filter(workflow_tasks__task__in=GroupApprovalTask.objects.all())
    WorkflowPage.objects.filter(workflow__in=stock).delete()
    stock.update(active=False, name=STOCK_NAME)
    GroupApprovalTask.objects.filter(name="Moderators approval").update(active=False, name=STOCK_NAME)
    Group.objects.filter(name__in=["Editors", "Moderators"], user=None).delete()


def ensure_group(name: str, root: Page) -> Group:
    """A group of the review with access to the admin, and with page permissions beneath `root`."""
    from wagtail.models import GroupCollectionPermission

    group, created = Group.objects.get_or_create(name=name)
    if not created:
        return group
    group.permissions.add(Permission.objects.get(codename="access_admin", content_type__app_label="wagtailadmin"))
    for codename in PAGE_PERMISSIONS.get(name, ()):
        permission = Permission.objects.get(codename=codename, content_type__app_label="wagtailcore")
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
    collection = Collection.get_first_root_node()
    for codename in COLLECTION_PERMISSIONS.get(name, ()):
        permission = Permission.objects.get(codename=codename, content_type__app_label__in=FILE_APPS)
        GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)
    return group
