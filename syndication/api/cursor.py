"""Where a reader of the list of entries stands: behind one entry, named by the key of the order and uid."""

import base64
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import Q

from register.models import Entry
from register.ordering import FORMED, NEWEST, NUMBER, OLDEST, ORDERS, Key

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
TICK = timedelta(microseconds=1)
LONGEST = 400
"""Characters of a cursor; the longest index number needs no more."""


def moment_of(data: bytes) -> datetime:
    if len(data) != 8:
        raise ValueError("not a time")
    return EPOCH + int.from_bytes(data, "big", signed=True) * TICK


def moment_bytes(key: Any) -> bytes:
    return int((key - EPOCH) // TICK).to_bytes(8, "big", signed=True)


def day_of(data: bytes) -> date:
    return date.fromisoformat(text_of(data, "f"))


def number_of(data: bytes) -> str:
    return text_of(data, "n")


def text_of(data: bytes, mark: str) -> str:
    """What follows `mark`, which tells the cursors of one order from those of another."""
    text = data.decode()
    if not text.startswith(mark) or "\0" in text:
        raise ValueError("of another order")
    return text.removeprefix(mark)


CODES: dict[str, tuple[Callable[[bytes], Key], Callable[[Any], bytes]]] = {
    NEWEST: (moment_of, moment_bytes),
    OLDEST: (moment_of, moment_bytes),
    FORMED: (day_of, lambda key: f"f{key.isoformat()}".encode()),
    NUMBER: (number_of, lambda key: f"n{key}".encode()),
}
"""How the key of each order is read and written."""


@dataclass(frozen=True)
class Cursor:
    """The key of the last entry that was read in the order `sort`."""

    key: Key
    uid: uuid.UUID
    sort: str = NEWEST

    @classmethod
    def behind(cls, entry: Entry, sort: str = NEWEST) -> "Cursor":
        return cls(ORDERS[sort].key_of(entry), entry.uid, sort)

    @classmethod
    def read(cls, text: str, sort: str = NEWEST) -> "Cursor":
        """The cursor that `written` gave as `text` in this order. Raises ValueError for anything else."""
        if len(text) > LONGEST or not text.isascii():
            raise ValueError("not a cursor")
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        if len(data) < 16:
            raise ValueError("not a cursor")
        try:
            cursor = cls(CODES[sort][0](data[:-16]), uuid.UUID(bytes=data[-16:]), sort)
        except OverflowError as error:
            raise ValueError("not a cursor") from error
        if cursor.written() != text:
            raise ValueError("not a cursor")
        return cursor

    def written(self) -> str:
        """The cursor as letters that need no quoting in an address."""
        data = CODES[self.sort][1](self.key) + self.uid.bytes
        return base64.urlsafe_b64encode(data).decode().rstrip("=")

    def beyond(self) -> Q:
        """Condition for the entries that follow."""
        return ORDERS[self.sort].beyond(self.key, self.uid)
