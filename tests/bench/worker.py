"""A site of one size in a process of its own: `python -m tests.bench.worker ENTRIES`, then one command a line.

Commands and answers are JSON. The parent asks workers of different sizes in turn, so that a busy machine is as busy
for one as for the other.
"""

import hashlib
import json
import os
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings.test")
django.setup()

from django.core.management import call_command  # noqa: E402 - needs the settings
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext, setup_test_environment  # noqa: E402

from cms.clearance.gate import let_down  # noqa: E402
from register import layout  # noqa: E402
from register.models import Cut, Entry, Listing  # noqa: E402
from tests.register.entries import lay_out, make_entries  # noqa: E402
from tests.site import make_article, make_draft, make_site, publish  # noqa: E402

PAGES = 12
"""Publications that are pages, the newest of the column; the others are entries only."""
NEAR = 12
"""Pages of a listing next to its front, and ten times as many entries, that a crawl asks for without exception."""
FAR = 20
"""Of the others, one in so many."""
ASKED: dict[str, None] = {}
CLIENT = Client(headers={"host": "testserver"})


def build(count: int) -> None:
    """A site whose column has `count` entries, the newest of them pages, in a fresh database."""
    call_command("migrate", verbosity=0)
    make_site()
    with transaction.atomic():
        first = make_article(title="第一篇")
        listings = list(Listing.objects.filter(placements__entry__uid=first.uid))
        Listing.objects.filter(pk__in=[listing.pk for listing in listings]).update(changed_at=datetime.now(UTC))
        let_down(first).unpublish()
        first.delete()
        Cut.objects.filter(listing__in=listings).delete()
        column = next(listing for listing in listings if listing.path == "/yaowen/")
        entries = make_entries(count - PAGES, column)
        for listing in listings:
            lay_out(entries, listing)
    for number in range(PAGES):
        make_article(title=f"第{number}篇稿件", summary="概述")
    assert all(not layout.survey(listing).problems() for listing in Listing.objects.all())


@cache
def addresses() -> dict[str, str]:
    """What is measured, by name."""
    newest = Entry.objects.live().filter(column__isnull=False).latest("listed_at")
    return {
        "feed.atom": "/yaowen/feed.atom",
        "sitemap": "/sitemap-1.xml",
        "conditional": "/yaowen/feed.atom",
        "document": newest.url,
        "column": "/yaowen/",
    }


def measure(name: str) -> dict[str, Any]:
    """Processor time in seconds, and queries, of one request."""
    address, headers = addresses()[name], {}
    if name == "conditional":
        headers = {"if-none-match": CLIENT.get(address).headers["ETag"]}
    with CaptureQueriesContext(connection) as queries:
        status = CLIENT.get(address, headers=headers).status_code
    count = len(queries)  # now: the next request empties the log
    begin = time.process_time()  # the database is in this process too, and other processes are not
    CLIENT.get(address, headers=headers)
    return {"seconds": time.process_time() - begin, "queries": count, "status": status}


def publish_one(_argument: str) -> int:
    """Publish one more item into the column; how many queries that took."""
    draft = make_draft(title="新发布的一篇", summary="概述")
    with CaptureQueriesContext(connection) as queries:
        publish(draft)
    return len(queries)


def known_addresses(everything: bool) -> Iterator[str]:
    """Every public address that the register knows; far from the fronts, unless `everything`, only some."""
    yield from ("/feeds/", "/feeds.opml", "/robots.txt", "/sitemap.xml", "/sitemap/", "/api/v1/entries/")
    for number in range(Entry.objects.latest("pk").pk // 1000 + 2):
        yield f"/sitemap-{number}.xml"
    for listing in Listing.objects.filter(is_public=True):
        yield from pages_at(listing.path)
        for index, cut in enumerate(listing.cuts.filter(is_open=False).order_by("-start_at")):
            if everything or index < NEAR or cut.number % FAR == 0:
                yield from pages_at(f"{listing.path}archive/{cut.number}/")
    for index, entry in enumerate(Entry.objects.live().order_by("-listed_at").only("uid", "url", "page_id")):
        if entry.page_id:
            yield entry.url
        if everything or index < 10 * NEAR or entry.pk % FAR == 0:
            yield f"/api/v1/entries/{entry.uid}/"


def pages_at(path: str) -> Iterator[str]:
    yield path
    for extension in ("rss", "atom", "json"):
        yield f"{path}feed.{extension}"


def crawl(everything: str) -> dict[str, str]:
    """Digest of the bytes at each known address, and at those of former crawls."""
    digests = {}
    ASKED.update(dict.fromkeys(known_addresses(everything == "all")))
    for address in ASKED:
        response = CLIENT.get(address)
        digests[address] = f"{response.status_code} {hashlib.sha256(response.content).hexdigest()}"
    return digests


COMMANDS = {"measure": measure, "publish": publish_one, "crawl": crawl}


def main() -> None:
    setup_test_environment()
    started = time.perf_counter()
    build(int(sys.argv[1]))
    print(json.dumps({"built": time.perf_counter() - started}), flush=True)
    for line in sys.stdin:
        command, argument = json.loads(line)
        print(json.dumps(COMMANDS[command](argument)), flush=True)


if __name__ == "__main__":
    main()
