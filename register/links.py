"""Publications that name each other. Call what writes here while `sequence.hold()` is in force."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from django.db.models import Q

from .facts import LinkFacts
from .models import Entry, EntryLink

_gathering: set[str] = set()


def gather(kinds: Iterable[str]) -> None:
    """Let publications that are joined by links of these kinds show each other, however many stand between them.

    What such a link leads to need not be a publication: it may be a name that several share.
    """
    _gathering.update(kinds)


def linked(entry: Entry) -> list[LinkFacts]:
    """What the register has of the publications that `entry` names, in order."""
    rows = entry.links.order_by("position").values_list("kind", "target_uid", "holds_from")
    return [LinkFacts(*row) for row in rows]


def same(entry: Entry, links: Sequence[LinkFacts]) -> bool:
    """True when `entry` names exactly what `links` say."""
    return linked(entry) == list(links)


def write(entry: Entry, links: Sequence[LinkFacts]) -> None:
    """Make `entry` name exactly `links`. What it no longer names is told with what it names now: see `touch`."""
    before = linked(entry)
    if before == list(links):
        return
    lost = {link.target_uid for link in before} - {link.target_uid for link in links}
    left = gathered({entry.uid}) if lost and any(link.kind in _gathering for link in before) else set()
    entry.links.all().delete()
    EntryLink.objects.bulk_create(
        [
            EntryLink(entry=entry, position=at, kind=link.kind, target_uid=link.target_uid, holds_from=link.holds_from)
            for at, link in enumerate(links)
        ]
    )
    if lost:
        Entry.objects.filter(uid__in=lost | left).update(linked_at=entry.updated_at)


def touch(uids: Collection[uuid.UUID], at: datetime) -> bool:
    """Note with every entry that names one of `uids`, or is named by one, that what it shows of it may have changed.

    False when nothing is linked with them. One query where nothing is linked, two otherwise, and a few more where
    links gather.
    """
    about = EntryLink.objects.filter(Q(target_uid__in=uids) | Q(entry__uid__in=uids))
    rows = list(about.values_list("entry_id", "target_uid", "kind"))
    if rows:
        entries, targets = {row[0] for row in rows}, {row[1] for row in rows}
        if any(kind in _gathering for _entry, _target, kind in rows):
            targets |= gathered(set(uids))
        others = Entry.objects.filter(Q(pk__in=entries) | Q(uid__in=targets)).exclude(uid__in=uids)
        others.update(linked_at=at)
    return bool(rows)


def gathered(uids: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """`uids` with every uid, of publications and of shared names, to which links that gather lead from them, both ways.

    A query for each step between them.
    """
    found, new = set(uids), set(uids)
    while new:
        around = EntryLink.objects.filter(Q(target_uid__in=new) | Q(entry__uid__in=new), kind__in=_gathering)
        ends = {uid for ends in around.values_list("entry__uid", "target_uid") for uid in ends}
        new = ends - found
        found |= new
    return found
