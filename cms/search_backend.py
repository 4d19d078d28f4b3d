"""Search in the admin's lists: Chinese has no blanks between its words, so a term is sought anywhere in the text.

Wagtail's full-text backends take a run of Chinese characters for one word, and find “关于…的公告” by its beginning only.
"""

from typing import Any

from modelsearch.backends.database.fallback import DatabaseSearchBackend, DatabaseSearchResults


class NewestFirst(DatabaseSearchResults):
    """No relevance is known here; where it is asked for, what was made last comes first: that is mostly sought."""

    def get_queryset(self) -> Any:
        first, last, self.start, self.stop = self.start, self.stop, 0, None
        found = super().get_queryset()
        self.start, self.stop = first, last
        return (found.order_by("-pk") if self.query_compiler.order_by_relevance else found)[first:last]


class SearchBackend(DatabaseSearchBackend):
    """Keeps no index: publishing writes nothing for it."""

    results_class = NewestFirst
