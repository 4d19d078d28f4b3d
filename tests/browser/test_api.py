"""Everything that the API says of 云杉市 and its sub-sites, as a program reads it, against the schemas it serves."""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import jsonschema
import pytest
from referencing import Registry, Resource

from demo import reading

from .live import get

MARKS = ("data-block-key", "linktype", "<embed", "<a id=", "embedtype", "/admin/")
BARE = re.compile(r'"(?:\w+_id|page|image|document|organ|column|pk)": \d+')


class Reader:
    """What one site answers; `host` names it, the address is that of the demo."""

    def __init__(self, address: str, host: str) -> None:
        self.address, self.host = address, host
        # A registry forgets what it has fetched for a reference: without the cache it asks thousands of times.
        self.registry: Registry = Registry(retrieve=cache(self.schema))  # type: ignore[call-arg]
        self.judges: dict[str, Any] = {}

    def read(self, address: str, status: int = 200) -> Any:
        parts = urlsplit(address)
        answer = get(f"{self.address}{parts.path}{f'?{parts.query}' if parts.query else ''}", Host=self.host)
        assert answer.status == status, (address, answer.body[:300])
        text = json.dumps(answer.json(), ensure_ascii=False)
        if "/schemas/" not in parts.path:
            assert not [mark for mark in MARKS if mark in text], address
            assert not BARE.search(text), (address, BARE.search(text))
        return answer.json()

    def schema(self, address: str) -> Resource:
        return Resource.from_contents(self.read(address))

    def judge(self, answer: Any, name: str) -> None:
        if name not in self.judges:
            schema = self.read(f"/api/v1/schemas/{name}.json")
            formats = jsonschema.Draft202012Validator.FORMAT_CHECKER
            self.judges[name] = jsonschema.Draft202012Validator(schema, registry=self.registry, format_checker=formats)
        self.judges[name].validate(answer)

    def entries(self) -> Iterator[dict[str, Any]]:
        address: str | None = "/api/v1/entries/?limit=100"
        while address:
            answer = self.read(address)
            self.judge(answer, "entry-list")
            yield from answer["results"]
            address = answer["next"]

    def items(self, name: str) -> Iterator[dict[str, Any]]:
        """What a list of /api/v2/ leads to, whole."""
        offset, total = 0, 1
        while offset < total:
            answer = self.read(f"/api/v2/{name}s/?offset={offset}&limit=20")
            self.judge(answer, f"{name}-list")
            total, offset = answer["meta"]["total_count"], offset + 20
            yield from (self.read(one["meta"]["detail_url"]) for one in answer["items"])


@pytest.mark.parametrize("name", ["", *reading.SUB_SITES])
def test_whole_output_fits_the_served_schemas(site: str, name: str) -> None:
    host = urlsplit(site).netloc
    reader = Reader(site, f"{name}.localhost:{urlsplit(site).port}" if name else host)
    kinds: dict[str, str] = {}
    for entry in reader.entries():
        reader.judge(entry, "entry")
        assert reader.read(entry["api_url"]) == entry
        kinds[entry["uid"]] = entry["kind"]
    pages = list(reader.items("page"))
    assert {page["uid"] for page in pages} == set(kinds)
    for page in pages:
        reader.judge(page, kinds[page["uid"]])
    assert len(kinds) >= (8 if name else 100)
    for kind in ("image", "document"):
        for item in reader.items(kind):
            reader.judge(item, kind)


def test_withdrawn_are_gone_everywhere(site: str) -> None:
    reader = Reader(site, urlsplit(site).netloc)
    gone = [one for one in reading.publications() if one.state == "withdrawn" and not one.site]
    assert gone
    for one in gone:
        uid = reading.settled_uid("publication", one.name)
        told = reader.read(f"/api/v1/entries/{uid}/", 410)
        reader.judge(told, "tombstone")
        assert one.title not in json.dumps(told, ensure_ascii=False)
        reader.judge(reader.read(f"/api/v2/pages/find/?uid={uid}", 404), "message")
        assert str(uid) not in json.dumps(reader.read("/api/v2/pages/?fields=*"))
