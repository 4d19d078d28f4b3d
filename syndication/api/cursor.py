"""Where a reader of the list of entries stands: behind one entry, named by time and uid."""

import base64
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Q

from register.models import Entry

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
TICK = timedelta(microseconds=1)
LENGTH = 8 + 16


@dataclass(frozen=True)
class Cursor:
    """The key of the last entry that was read, in the order newest first."""

    listed_at: datetime
    uid: uuid.UUID

    @classmethod
    def behind(cls, entry: Entry) -> "Cursor":
        return cls(entry.listed_at, entry.uid)

    @classmethod
    def read(cls, text: str) -> "Cursor":
        """The cursor that `written` gave as `text`. Raises ValueError for anything else."""
        if len(text) > 2 * LENGTH or not text.isascii():
            raise ValueError("not a cursor")
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        if len(data) != LENGTH:
            raise ValueError("not a cursor")
        ticks = int.from_bytes(data[:8], "big", signed=True)
        try:
            cursor = cls(EPOCH + ticks * TICK, uuid.UUID(bytes=data[8:]))
        except OverflowError as error:
            raise ValueError("not a cursor") from error
        if cursor.written() != text:
            raise ValueError("not a cursor")
        return cursor

    def written(self) -> str:
        """The cursor as letters that need no quoting in an address."""
        ticks = (self.listed_at - EPOCH) // TICK
        data = ticks.to_bytes(8, "big", signed=True) + self.uid.bytes
        return base64.urlsafe_b64encode(data).decode().rstrip("=")

    def older(self) -> Q:
        """Condition for the entries that follow. The first part is what an index can begin with."""
        return Q(listed_at__lte=self.listed_at) & (Q(listed_at__lt=self.listed_at) | Q(uid__lt=self.uid))
