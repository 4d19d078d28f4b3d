"""A site of one size with entries of all sorts: `python -m tests.bench.selection_worker ENTRIES`, then one address a line.

Answers are JSON. Half of what the filters meet lies where a walk from the newest entry would find it last.
"""

import json
import os
import random
import sys
import time
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings.test")
django.setup()

from django.core.management import call_command  # noqa: E402 - needs the settings
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext, setup_test_environment  # noqa: E402
from wagtail.models import Site  # noqa: E402

from catalog.catalogue_items import ITEMS  # noqa: E402
from catalog.vocabularies import Genre, Openness, theme_choices  # noqa: E402
from cms.models import ColumnPage  # noqa: E402
from register.models import Entry, Shelf  # noqa: E402
from register.shelves import settle  # noqa: E402
from tests.site import make_organ, make_site  # noqa: E402

BEGIN = datetime(2017, 1, 1, tzinfo=UTC)
YEARS = 9
TEXT = "<p>各县（市、区）人民政府，市政府各部门：现将有关事项通知如下，请结合实际认真贯彻执行。</p>" * 20
ORGANS, COLUMNS = 60, 40
THEMES = [value for _top, group in theme_choices() for value, _label in group]
RARE = THEMES[-2]
GENRES = Genre.values[:15]
ITEM_CODES = list(ITEMS)
CLIENT = Client(headers={"host": "testserver"})


def build(count: int) -> None:
    """A fresh database: four in five entries are articles, the others documents with theme, genre and validity."""
    call_command("migrate", verbosity=0)
    make_site([(f"栏目{number}", f"column{number}") for number in range(COLUMNS)])
    site, chance = Site.objects.get(), random.Random(count)
    organs = [make_organ(f"organ{number}") for number in range(ORGANS)]
    columns = list(ColumnPage.objects.order_by("path"))
    with transaction.atomic():
        batch: list[Entry] = []
        for number in range(count):
            batch.append(entry(number, count, chance, site, organs, columns))
            if len(batch) == 25_000 or number == count - 1:
                settle(batch)
                Entry.objects.bulk_create(batch, 200)
                batch = []
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def entry(number: int, count: int, chance: random.Random, site: Site, organs: list[Any], columns: list[Any]) -> Entry:
    """The entry `number` of `count`, oldest first. What a real site has little of, it has in both sizes alike."""
    at = BEGIN + timedelta(days=365 * YEARS) * (number / count)
    old, document = number < count // 2, number % 5 == 0
    place = min(int(chance.expovariate(0.1)), ORGANS - 2)
    organ = organs[place]
    # Each organ has its few themes and items, and most of what it issues are notices.
    theme = THEMES[(place * 3 + chance.randrange(4)) % (len(THEMES) - 2)] if document else ""
    genre = GENRES[min(int(chance.expovariate(0.4)), len(GENRES) - 1)] if document else ""
    validity = chance.choice(["valid", "valid", "amended", "repealed" if old else "valid"]) if document else ""
    catalogue = ITEM_CODES[(place + chance.randrange(2)) % (len(ITEM_CODES) - 1)] if document else "20-15-02"
    openness = Openness.values[(place + len(genre)) % 3] if document else ""
    half = 0 if old else COLUMNS // 2
    column = columns[half + (place % 2 if document else 2 + (place + chance.randrange(6)) % (COLUMNS // 2 - 2))]
    if number in (7, count // 3, count // 2, count - 9):  # four that nobody finds by walking
        organ, theme, genre, validity, document = organs[-1], RARE, Genre.OTHER, "lapsed", True
        catalogue, openness = ITEM_CODES[-1], Openness.RESULT
    return Entry(
        uid=uuid.UUID(int=chance.getrandbits(128)),
        site=site,
        organ=organ,
        tree_path="0001",
        url=f"/column/t{number}/",
        kind="official_document" if document else "article",
        title=f"第{number}号事项的通知",
        summary="概述",
        content_html=TEXT,
        column=column,
        column_title="栏目",
        theme=theme,
        genre=genre,
        validity=validity,
        catalogue=catalogue,
        openness=openness,
        index_number=f"11330000MB{number:06d}",
        formed_on=at.date(),
        first_published_at=at,
        listed_at=at,
        updated_at=at if number < count - 30 else BEGIN + timedelta(days=365 * (YEARS + 1), minutes=number),
        seq=number + 1,
    )


def measure(address: str) -> dict[str, Any]:
    """Seconds (of this process on SQLite, of the clock on a server), queries and results of one request."""
    with CaptureQueriesContext(connection) as queries:
        response = CLIENT.get(address)
    count = len(queries)
    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    begin = clock()
    CLIENT.get(address)
    seconds = clock() - begin
    results = found_in(response) if response.status_code == 200 else -1
    return {"seconds": seconds, "queries": count, "status": response.status_code, "results": results}


def found_in(response: Any) -> int:
    """How many entries an answer shows: the API's, or the rows of a table for people."""
    if response["Content-Type"].startswith("application/json"):
        return len(json.loads(response.content)["results"])
    return int(response.content.count(b'<th scope="row">'))


def main() -> None:
    setup_test_environment()
    started = time.perf_counter()
    build(int(sys.argv[1]))
    print(json.dumps({"built": time.perf_counter() - started, "shelves": Shelf.objects.count()}), flush=True)
    for line in sys.stdin:
        print(json.dumps(measure(json.loads(line))), flush=True)
    connection.close()


if __name__ == "__main__":
    main()
