"""What a record says beyond its columns: differences and reasons, of bounded size and the same in every database."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

LONGEST = 2_000
"""Characters of one text."""
TOTAL = 20_000
"""Characters of all texts of a record."""
NAME = 100
"""Characters of the name of an entry."""
MOST = 100
"""Entries of one mapping or list."""
DEEPEST = 4


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    """`{field: [old, new]}` of what differs; a field that one side lacks counts as None there."""
    names = dict.fromkeys([*before, *after])
    return {name: [before.get(name), after.get(name)] for name in names if before.get(name) != after.get(name)}


def cut(text: Any, longest: int) -> str:
    """At most `longest` characters that both databases store and JSON can write: no NUL, no half of a pair."""
    cleaned = str(text).replace("\0", "␀").encode("utf-8", "replace").decode()
    return cleaned if len(cleaned) <= longest else cleaned[: longest - 1] + "…"


def bounded(details: Mapping[str, Any] | None) -> dict[str, Any]:
    """`details` as JSON: numbers that are not whole, dates, lazy texts and objects become text, long texts are cut and
    say so, and so do entries beyond `MOST`, `DEEPEST` or `TOTAL`."""
    return Bounds().mapping(details or {}, DEEPEST)


class Bounds:
    """One walk through the details of one record. Each entry costs one character of `TOTAL`, whatever it holds."""

    def __init__(self) -> None:
        self.left = TOTAL

    def value(self, value: Any, depth: int) -> Any:
        self.left -= 1
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, int) and abs(value) < 2**63:
            return int(value)
        if isinstance(value, Mapping) and depth > 0:
            return self.mapping(value, depth)
        if isinstance(value, list | tuple | set | frozenset) and depth > 0:
            return self.sequence(value, depth)
        return self.text(value)

    def mapping(self, values: Mapping[Any, Any], depth: int) -> dict[str, Any]:
        kept = {cut(key, NAME): self.value(value, depth - 1) for key, value in self.first(values.items())}
        if len(values) > len(kept):
            kept["…"] = _("另有%(count)d项未记录") % {"count": len(values) - len(kept)}
        return kept

    def sequence(self, values: Collection[Any], depth: int) -> list[Any]:
        kept = [self.value(value, depth - 1) for value in self.first(values)]
        if len(values) > len(kept):
            kept.append(_("……（另有%(count)d项未记录）") % {"count": len(values) - len(kept)})
        return kept

    def first(self, values: Iterable[Any]) -> Iterator[Any]:
        """As many as there is room for."""
        for count, value in enumerate(values):
            if count == MOST or self.left <= 0:
                return
            yield value

    def text(self, value: Any) -> str:
        text = str(value)
        room = max(0, min(LONGEST, self.left))
        self.left -= min(len(text), room)
        if len(text) <= room:
            return cut(text, LONGEST)
        return cut(text[:room], LONGEST) + _("……（已截断，原文%(count)d字）") % {"count": len(text)}
