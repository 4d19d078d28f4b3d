"""Records as lines of JSON."""

import json
from collections.abc import Iterable, Iterator

from .reading import COLUMNS, Row
from .sealing import plain


def lines(rows: Iterable[Row]) -> Iterator[str]:
    """One object a line, keys as the columns, times in UTC. With `previous` and `digest`, so the chain is in it."""
    for row in rows:
        yield json.dumps({name: plain(row[name]) for name in COLUMNS}, ensure_ascii=False) + "\n"
