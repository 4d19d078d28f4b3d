"""What was signed for the columns of one organ does not go into those of another."""

from django.utils.translation import gettext as _
from wagtail.models import Page

from ..models import ColumnPage
from .chrome import any_publication
from .columns import organ_answering_for
from .refusal import refuse
from .services import VoidReason, end_of_pages


def problem(page: Page, before: Page, after: Page) -> str:
    """Why `page`, with all beneath it, may not move from `before` to `after`; '' when it may."""
    if not leads_elsewhere(page, before, after) or not any_publication(page, live=True):
        return ""
    return _("已公开的信息不能移到其他单位的栏目，请先撤下，移动后重新送审。")


def admit(page: Page, before: Page, after: Page) -> None:
    """Let a move pass, or raise NotCleared. Drafts that were signed lose their clearance by it."""
    if reason := problem(page, before, after):
        refuse("publication.move", reason, target=page)
    if leads_elsewhere(page, before, after):
        end_of_pages(Page.objects.descendant_of(page, inclusive=True).values_list("pk", flat=True), VoidReason.MOVED)


def leads_elsewhere(page: Page, before: Page, after: Page) -> bool:
    """True when another organ would answer for the column of `page`. A column that names its organ takes it along."""
    if ColumnPage.objects.filter(pk=page.pk).exclude(organ=None).exists():
        return False
    return organ_answering_for(before) != organ_answering_for(after)
