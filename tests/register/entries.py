"""Entries that come from no page, many at a time, through the register's own code."""

import hashlib
import uuid
from datetime import UTC, datetime, timedelta

from register.models import Change, Entry, Listing
from register.sequence import allot
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
