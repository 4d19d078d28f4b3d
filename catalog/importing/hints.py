"""The warnings of an import, for those who review the item."""

from collections.abc import Iterator
from typing import Any

from cms.review.hints import Hint

from ..models import ImportedDocument
from .cautions import in_words


def import_hints(page: Any) -> Iterator[Hint]:
    """What was to be checked when the page was imported; nothing for a page that was written here. One query."""
    kept = ImportedDocument.objects.filter(page_id=page.pk).values_list("warnings", flat=True).first() or []
    for one in kept:
        yield Hint(in_words(one["kind"]), one.get("text", ""), one.get("location", ""))
