"""The lists of pages: what stands in a column, and what a search finds. What they cost does not grow with their rows."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F, Prefetch
from django.forms import RadioSelect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import ContentTypeModelMultipleChoiceField, LocaleFilter
from wagtail.admin.views.pages.listing import ExplorableIndexView, GenericPageFilterSet, PageListingMixin
from wagtail.admin.views.pages.search import SearchView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.coreutils import get_content_languages
from wagtail.models import Page, WorkflowState

from ..forms import is_number
from ..models import ColumnPage, HomePage


class KnownTypes(ContentTypeModelMultipleChoiceField):
    """Refuses what is no key before the database is asked for it."""

    def _check_values(self, value: Any) -> Any:
        for one in value:
            if not is_number(one):
                raise ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": one})
        return super()._check_values(value)


class HouseFilters(GenericPageFilterSet):
    """Without those that name everybody who ever wrote or changed something, of whatever organ, and all sites; and
    without that by pages beneath, which a search cannot answer."""

    owner = None
    has_child_pages = None
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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["content_type"].field_class = KnownTypes


class Rows(PageListingMixin):
    """Reads the rows of a list, of whatever types they are, in one query, and their reviews in another.

    Wagtail asks once more for each type, and what its rows ask of their review once for each row.
    """

    def annotate_queryset(self, pages: Any) -> Any:
        pages = pages.specific(defer=True).annotate(owner_organ=F("ownership__organ"))
        if self.show_locale_labels:
            pages = pages.prefetch_related("locale")
        reviews = WorkflowState.objects.active().select_related("current_task_state__task", "review_sheet")
        under_way = Prefetch("_specific_workflow_states", queryset=reviews, to_attr="_current_workflow_states")
        return pages.prefetch_related(under_way).annotate_site_root_state().annotate_approved_schedule()


class ColumnIndex(Rows, ExplorableIndexView):
    """What stands in a column: nobody need be told in which."""

    base_columns = [column for column in PageListingMixin.base_columns if column.name != "parent"]


class FoundPages(Rows, SearchView):
    """What a search finds."""


class ColumnListing(PageViewSet):
    """Of pages of every type: `model` is what is listed, `parent_models` where."""

    model = Page
    parent_models = [HomePage, ColumnPage]
    filterset_class = HouseFilters
    index_view_class = ColumnIndex
