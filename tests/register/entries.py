"""Entries that come from no page, many at a time, through the register's own code."""

import hashlib
import uuid
from datetime import UTC, datetime, timedelta

from register.models import Change, Cut, Entry, Listing, Placement
from register.places import placement
from register.sequence import allot
from register.shelves import settle
from tests.site import make_organ

START = datetime(2000, 1, 1, 8, 0, tzinfo=UTC)
TEXT = "<p>各县（市、区）人民政府，市政府各部门：现将有关事项通知如下，请结合实际认真贯彻执行。</p>"


def make_entries(count: int, listing: Listing, *, first: int = 0, prefix: str = "t") -> list[Entry]:
    """`count` live entries of the column of `listing`, an hour apart, each with its change; they stand in no listing."""
    organ, seq = make_organ(), allot(count)
    entries = []
    for number in range(first, first + count):
        at = START + timedelta(hours=number)
        title = f"云杉市关于第{number}号事项的通知"
        entries.append(
            Entry(
                uid=uuid.uuid5(uuid.NAMESPACE_URL, f"{prefix}{number}"),
                site_id=listing.site_id,
                organ=organ,
                tree_path=listing.tree_path,
                url=f"{listing.path}{prefix}{number}/",
                kind="article",
                title=title,
                summary=title,
                content_html=TEXT * 8,
                content_digest=hashlib.sha256(title.encode()).hexdigest(),
                categories=[listing.title],
                keywords=["通知"],
                source=organ.name,
                column_title=listing.title,
                first_published_at=at,
                listed_at=at,
                updated_at=at,
                edition=1,
                seq=seq + number - first,
            )
        )
    settle(entries)
    Entry.objects.bulk_create(entries, 500)
    Change.objects.bulk_create([change_of(entry) for entry in entries], 500)
    return entries


def change_of(entry: Entry) -> Change:
    return Change(
        seq=entry.seq,
        entry=entry,
        kind=Change.Kind.PUBLISHED,
        occurred_at=entry.updated_at,
        digest=entry.content_digest,
        edition=1,
    )


def lay_out(entries: list[Entry], listing: Listing) -> None:
    """Put `entries`, oldest first, into an empty listing as publishing them one after another would, only faster."""
    groups = [entries[start : start + listing.page_size] for start in range(0, len(entries), listing.page_size)]
    cuts = [
        Cut(
            listing=listing,
            number=number,
            size=len(group),
            is_open=number == len(groups),
            last_seq=group[-1].seq,
            changed_at=group[-1].updated_at,
            **({"start_at": group[0].listed_at, "start_uid": group[0].uid} if number > 1 else {}),
        )
        for number, group in enumerate(groups, 1)
    ]
    Cut.objects.bulk_create(cuts, 500)
    for cut, group in zip(cuts, groups, strict=True):
        cut.members = group  # type: ignore[attr-defined]
    rows = (placement(entry, cut) for cut in cuts for entry in cut.members)  # type: ignore[attr-defined]
    Placement.objects.bulk_create(rows, 2000)
    newest = entries[-1]
    Listing.objects.filter(pk=listing.pk).update(last_seq=newest.seq, changed_at=newest.updated_at)
