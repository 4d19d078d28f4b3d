"""Wagtail's search in the database, for the admin, without what grows with the site."""

from typing import Any

from wagtail.search.backends.database import SearchBackend as backend_of_database


class SteadyTitles:
    """An index that leaves the weight of titles at 1 until it is rebuilt.

    Wagtail reads the length of every title, and may rewrite every row, each time one object is saved: while a page is
    published, and the register's lock is held. `update_index` still weighs them.
    """

    def _refresh_title_norms(self, full: bool = False) -> None:
        if full:
            super()._refresh_title_norms(full=True)  # type: ignore[misc]


def SearchBackend(params: dict[str, Any]) -> Any:
    """The backend of the database in use."""
    backend = backend_of_database(params)
    base = backend.index_class
    backend.index_class = type(base.__name__, (SteadyTitles, base), {})
    return backend
