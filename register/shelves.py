"""Keeping each entry on its shelf. Call what writes while `sequence.hold()` is in force."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from .models import Entry, Shelf

KEY = ("site_id", "organ_id", "column", "kind", "theme", "genre", "validity", "catalogue", "openness", "language")
MANY = 500

Key = tuple[Any, ...]


def key_of(entry: Entry) -> Key:
    """What names the shelf of `entry`, in the order of `KEY`."""
    own = {"column": entry.column_id or 0}
    return tuple(own[name] if name in own else getattr(entry, name, "") for name in KEY)


def stands_right(entry: Entry) -> bool:
    """True when the entry stands on the shelf that its columns name, and the shelf knows of it and its time."""
    shelf = entry.shelf
    if shelf is None or not shelf.is_filled:
        return False
    if entry.formed_on and entry.formed_on > shelf.formed_until:
        return False
    return key_of(entry) == key_on(shelf) and shelf.reaches(entry.listed_at)


def settle(entries: Iterable[Entry]) -> None:
    """Put each of `entries`, as they are in memory, on its shelf, and write that where it is not so.

    For one entry two or three queries; for many at once as many as there are different shelves.
    """
    by_key: dict[Key, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_key[key_of(entry)].append(entry)
    known = shelves_of(by_key)
    for key, same in by_key.items():
        newest, oldest = max(one.listed_at for one in same), min(one.listed_at for one in same)
        formed = max(one.formed_on or date.max for one in same)
        shelf = known.get(key)
        if shelf is None:
            shelf = Shelf.objects.create(newest_at=newest, oldest_at=oldest, formed_until=formed, **named(key))
        elif not (shelf.is_filled and all(map(shelf.reaches, (newest, oldest))) and formed <= shelf.formed_until):
            shelf.newest_at, shelf.oldest_at = max(newest, shelf.newest_at), min(oldest, shelf.oldest_at)
            shelf.formed_until, shelf.is_filled = max(formed, shelf.formed_until), True
            shelf.save(update_fields=["newest_at", "oldest_at", "formed_until", "is_filled"])
        put(shelf, [entry for entry in same if entry.shelf_id != shelf.pk])


def put(shelf: Shelf, entries: list[Entry]) -> None:
    """Write `shelf` into those of `entries` that have a row."""
    former = {entry.shelf_id for entry in entries if entry.pk and entry.shelf_id}
    for entry in entries:
        entry.shelf = shelf
    pks = [entry.pk for entry in entries if entry.pk]
    for start in range(0, len(pks), MANY):
        Entry.objects.filter(pk__in=pks[start : start + MANY]).update(shelf=shelf)
    left(former)


def left(pks: Collection[int]) -> None:
    """Note of the shelves `pks`, from which entries went, whether something public still stands there. One query."""
    if pks:
        filled = Exists(Entry.objects.live().filter(shelf=OuterRef("pk")))
        Shelf.objects.filled().filter(~filled, pk__in=pks).update(is_filled=False)


def mistaken() -> models.QuerySet[Shelf]:
    """Shelves of which it is noted wrongly whether something public stands there."""
    filled = Exists(Entry.objects.live().filter(shelf=OuterRef("pk")))
    return Shelf.objects.filter((Q(is_filled=True) & ~Q(filled)) | (Q(is_filled=False) & Q(filled)))


def shelves_of(keys: Iterable[Key]) -> dict[Key, Shelf]:
    """The shelves with these keys. One query for one key, one for each site for many."""
    wanted = list(keys)
    rows: Iterable[Shelf]
    if len(wanted) == 1:
        rows = Shelf.objects.filter(**named(wanted[0]))
    else:
        rows = Shelf.objects.filter(site_id__in={key[0] for key in wanted})
    return {key_on(shelf): shelf for shelf in rows}


def key_on(shelf: Shelf) -> Key:
    return tuple(getattr(shelf, name) for name in KEY)


def named(key: Key) -> dict[str, Any]:
    return dict(zip(KEY, key, strict=True))
