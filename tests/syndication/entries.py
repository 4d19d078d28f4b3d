"""Entries written straight into the register, in listings of their own: hundreds of them in no time."""

import uuid
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from wagtail.models import Site

from organs.models import Organ
from register import services
from register.facts import EntryFacts, ListingFacts
from register.models import Entry, Listing
from tests.site import make_organ

BEGIN = datetime(2026, 3, 1, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
COLUMN = ListingFacts("column", "900001", "/gonggao/", "公告", "公告栏目")


def listings(organ: Organ) -> tuple[ListingFacts, ...]:
    home = Listing.objects.get(kind="home")
    return (
        ListingFacts("home", home.key, "/", home.title, home.description, home.tree_path),
        COLUMN,
        ListingFacts("organ", organ.code, organ.public_url, organ.name, f"{organ.name}发布的全部信息"),
    )


def make_entry(number: int = 0, **fields: Any) -> Entry:
    """A live entry without a page, `number` minutes after the first."""
    at = fields.pop("at", BEGIN + timedelta(minutes=number))
    organ = fields.pop("organ", None) or make_organ()
    uid = fields.pop("uid", None) or uuid.UUID(int=number + 1)
    facts: dict[str, Any] = {
        "uid": uid,
        "site_id": Site.objects.get(is_default_site=True).pk,
        "organ_id": organ.pk,
        "page_id": None,
        "tree_path": "",
        "url": f"/gonggao/t{number}/",
        "kind": "article",
        "title": f"公告第{number}号",
        "column_id": None,
        "column_title": "公告",
        "first_published_at": at,
        "summary": f"公告第{number}号的概述",
        "content_html": f'<p>第{number}号正文，见<a href="/gonggao/">公告</a>。</p>',
        "categories": ("公告",),
        "keywords": ("防汛",),
        "source": organ.name,
        "listings": listings(organ),
        **fields,
    }
    services.record(EntryFacts(**facts), at)
    return Entry.objects.get(uid=uid)


def make_entries(count: int, first: int = 0) -> list[Entry]:
    return [make_entry(number) for number in range(first, first + count)]


def attachment(number: int = 1, **fields: Any) -> dict[str, Any]:
    """An attachment as an entry names it."""
    return {
        "url": f"/documents/{number}/{number:012x}.pdf",
        "title": f"附件{number} <表格> & 说明.pdf",
        "type": "application/pdf",
        "size": 1000 + number,
        "sha256": f"{number:064x}",
        **fields,
    }
