"""The workflow of three steps. Who decides a step is a matter of roles (`organs.roles`)."""

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from ..models import ConfidentialityTask, FirstReviewTask, SignOffTask

WORKFLOW = "信息发布审核"
ROOT_TITLE, ROOT_FOLDER = "全部网站", "全部文件"
"""The page above all sites and the folder of all files are called Root by a fresh Wagtail."""
STOCK_NAME = "系统自带审核（停用）"
STEPS = (FirstReviewTask, ConfidentialityTask, SignOffTask)


def has_review() -> bool:
    """Whether the workflow of all pages is ours: it has the signature; an administrator may have named it anew."""
    root = Page.get_first_root_node()
    return WorkflowPage.objects.filter(
        page=root, workflow__active=True, workflow__workflow_tasks__task__in=SignOffTask.objects.all()
    ).exists()


@transaction.atomic
def ensure_review(root: Page | None = None) -> Workflow:
    """Make the workflow where it is missing; what an administrator changed stays."""
    root = root or Page.get_first_root_node()
    Page.objects.filter(pk=root.pk, title="Root").update(title=ROOT_TITLE, draft_title=ROOT_TITLE)
    Collection.objects.filter(depth=1, name="Root").update(name=ROOT_FOLDER)
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
