"""The list of what stands in a column."""

from django.forms import RadioSelect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import LocaleFilter
from wagtail.admin.views.pages.listing import GenericPageFilterSet
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.coreutils import get_content_languages
from wagtail.models import Page

from ..models import ColumnPage, HomePage


class HouseFilters(GenericPageFilterSet):
    """Without those that name everybody who ever wrote or changed something, of whatever organ, and all sites."""

    owner = None
    edited_by = None
    site = None
    locale = LocaleFilter(
        label=_("语言"),
        choices=lambda: list(get_content_languages().items()),
        empty_label=None,
        null_label=_("全部"),
        null_value=None,
        widget=RadioSelect,
    )
    """Wagtail's own asks the database which of the settings' languages there are."""


class ColumnListing(PageViewSet):
    """Of pages of every type: `model` is what is listed, `parent_models` where."""

    model = Page
    parent_models = [HomePage, ColumnPage]
    filterset_class = HouseFilters
