"""Which sections the sitemap has, and when each changed last.

A full count reads an index of every entry, so it happens once: after that only sections that a `Change` touched are
counted again. The state lives in the cache; losing it costs the full count.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.core.cache import cache
from django.db.models import Count, F, Max, Q, Value
from wagtail.models import Site

from register.models import Change, Entry

from .sitemaps import SIZE

CATCH_UP = 2000
"""Changes that are followed one by one; after more of them everything is counted anew."""

Mark = tuple[int, datetime]


@dataclass
class Sections:
    """`known` maps the number of a section to (last change, live entries), as of the change `mark`."""

    mark: Mark | None = None
    known: dict[int, tuple[datetime, int]] = field(default_factory=dict)

    def live(self) -> list[tuple[int, datetime]]:
        """Sections that have something to show, each with its last change."""
        return [(number, changed_at) for number, (changed_at, count) in sorted(self.known.items()) if count]


def newest_mark() -> Mark | None:
    """Number and time of the newest change: what tells one state of the register from another. One query."""
    return Change.objects.order_by("-seq").values_list("seq", "occurred_at").first()


def sections_of(site: Site, mark: Mark | None) -> Sections:
    """The sections of `site`, at least as new as `mark`. No query when the cache has them."""
    key = f"sitemap-sections-{SIZE}-{site.pk}-{site.root_page.translation_key}"
    sections: Sections | None = cache.get(key)
    if sections is not None and sections.mark == mark:
        return sections
    touched = touched_since(sections.mark, mark) if sections else None
    if sections is None or touched is None:
        sections = Sections(mark, count(site))
    else:
        sections.known = {n: row for n, row in sections.known.items() if n not in touched} | count(site, touched)
        sections.mark = mark
    cache.set(key, sections, None)
    return sections


def touched_since(old: Mark | None, new: Mark | None) -> set[int] | None:
    """Numbers of the sections that changed between two marks; None when that cannot be told cheaply.

    A database that was restored or built anew does not know the old mark, or knows another change of its number.
    """
    if old is None or new is None or old[0] > new[0]:
        return None
    changes = Change.objects.filter(seq__gte=old[0]).order_by("seq")
    rows = list(changes.values_list("seq", "occurred_at", "entry_id")[: CATCH_UP + 1])
    if not rows or rows[0][:2] != old or len(rows) > CATCH_UP:
        return None
    return {(entry_id - 1) // SIZE + 1 for _seq, _at, entry_id in rows[1:]}


def count(site: Site, numbers: Iterable[int] | None = None) -> dict[int, tuple[datetime, int]]:
    """Last change and number of live entries of the sections `numbers`, or of all. One query, over an index."""
    entries = Entry.objects.filter(site=site)
    if numbers is not None:
        wanted = Q(pk__in=[])
        for number in numbers:
            wanted |= Q(id__gt=(number - 1) * SIZE, id__lte=number * SIZE)
        entries = entries.filter(wanted)
    rows = entries.annotate(number=(F("id") - 1) / Value(SIZE) + 1).values("number").order_by("number")
    counted = rows.annotate(changed_at=Max("updated_at"), live=Count("id", filter=Q(withdrawn_at=None)))
    return {row["number"]: (row["changed_at"], row["live"]) for row in counted}
