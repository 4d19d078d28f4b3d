"""The orders in which entries are read, and where a reader goes on: behind one entry, by the key of the order.

Each order has an index of `Entry` that begins with the site, so that a page costs the same wherever it is.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from .models import Entry

Key = datetime | date | str


@dataclass(frozen=True)
class Order:
    """By the column `name`, then by uid, both downwards when `is_down`."""

    name: str
    is_down: bool = False
    begin: Q = field(default_factory=Q)
    """What stands in this order at all: an entry without index number has no place among index numbers."""

    def fields(self) -> tuple[str, str]:
        sign = "-" if self.is_down else ""
        return f"{sign}{self.name}", f"{sign}uid"

    def key_of(self, entry: Entry) -> Key:
        found: Key = getattr(entry, self.name)
        return found

    def beyond(self, key: Key, uid: UUID) -> Q:
        """Condition for what follows the entry with this key and uid. Its first part is what an index begins with."""
        compare = "lt" if self.is_down else "gt"
        further = Q(**{f"{self.name}__{compare}": key}) | Q(**{f"uid__{compare}": uid})
        return Q(**{f"{self.name}__{compare}e": key}) & further


NEWEST, OLDEST, FORMED, NUMBER = "newest", "oldest", "formed", "number"
ORDERS: dict[str, Order] = {
    NEWEST: Order("listed_at", is_down=True),
    OLDEST: Order("listed_at"),
    FORMED: Order("formed_on", is_down=True),
    NUMBER: Order("index_number", begin=Q(index_number__gt="")),
}
