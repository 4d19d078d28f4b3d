"""The list of what stands in a column."""

from wagtail.admin.views.pages.listing import GenericPageFilterSet
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from ..models import ColumnPage, HomePage


class HouseFilters(GenericPageFilterSet):
    """Without those that name everybody who ever wrote or changed something, of whatever organ, and all sites."""

    owner = None
    edited_by = None
    site = None


class ColumnListing(PageViewSet):
    """Of pages of every type: `model` is what is listed, `parent_models` where."""

    model = Page
    parent_models = [HomePage, ColumnPage]
    filterset_class = HouseFilters
