"""Which organ answers for the column in which a page stands."""

from wagtail.models import Page

from ..models import ColumnPage


def organ_answering_for(parent: Page) -> str:
    """Code of the organ of `parent`, or of the nearest column above it that names one; '' when none does."""
    columns = ColumnPage.objects.ancestor_of(parent, inclusive=True).exclude(organ=None).order_by("-depth")
    return columns.values_list("organ__code", flat=True).first() or ""


def column_organ_code(page: Page) -> str:
    """Code of the organ that answers for the column of `page`; '' when none does."""
    above = Page.objects.filter(path=page.path[: -page.steplen]).first()
    return organ_answering_for(above) if above else ""
