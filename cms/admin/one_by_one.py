"""Lists of snippets in which nothing is ticked: Wagtail's bulk actions leave no record (see `permissions.door`)."""

from typing import Any

from django.utils.functional import cached_property
from wagtail.snippets.views.snippets import IndexView


class OneByOneIndexView(IndexView):
    """The list without the column of boxes."""

    @cached_property
    def columns(self) -> list[Any]:
        return [column for column in super().columns if column.name != "bulk_actions"]
