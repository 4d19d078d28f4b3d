"""Every page type and every block: whole, typed, described, and nothing of Wagtail's insides."""

import json
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import time_machine
from django.test import Client
from referencing import Registry, Resource

from cms.clearance.gate import let_down
from cms.providing import publication_models
from tests.site import make_article, make_document
from tests.syndication.samples import SECRET, Sampler, every_page, one_page

pytestmark = pytest.mark.django_db

HOST = "http://testserver"
GOLDEN = Path(__file__).parent / "golden"
RENEW = "RENEW_GOLDEN"
MARKS = ("data-block-key", "linktype", "<embed", "<a id=", "embedtype", "/admin/")


def fetched(client: Client, address: str) -> Any:
    response = client.get(address.removeprefix(HOST))
    assert response.status_code == 200, (address, response.content)
    return json.loads(response.content)


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def published_then() -> time_machine.travel:
    return time_machine.travel("2026-03-02T10:00:00+08:00", tick=False)


@pytest.fixture
def pages(home, media):
    with published_then():
        yield every_page()


@pytest.fixture
def validate(client):
    """Judges an answer by the schema served at an address; the schemas it leads to are fetched as readers fetch them,
    each once: a registry of references forgets what it fetched, and would ask for every block of every stream again."""

    @cache
    def retrieve(address: str) -> Resource:
        return Resource.from_contents(fetched(client, address))

    @cache
    def checked(path: str) -> Any:
        schema = fetched(client, path)
        jsonschema.Draft202012Validator.check_schema(schema)
        return schema

    registry: Registry = Registry(retrieve=retrieve)  # type: ignore[call-arg]

    def judge(answer: Any, path: str) -> None:
        schema = checked(path)
        formats = jsonschema.Draft202012Validator.FORMAT_CHECKER
        jsonschema.Draft202012Validator(schema, registry=registry, format_checker=formats).validate(answer)

    return judge


def scalars(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Every value that is no list and no object, with the name under which it stands."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from scalars(item, key)
    elif isinstance(value, list):
        for item in value:
            yield from scalars(item, name)
    else:
        yield name, value


def test_every_type_and_every_block_is_there__when_sampled(pages, client):
    assert set(pages) == {model.kind for model in publication_models()}
    for page in pages.values():
        data = fetched(client, f"/api/v2/pages/{page.pk}/")
        assert {block["type"] for block in data["body"]} == set(page.body.stream_block.child_blocks)
        named = {getattr(one, "name", one) for one in type(page).api_fields}
        assert named < set(data)


def test_nothing_inner_is_told__when_a_page_is_read_whole(pages, client):
    for page in pages.values():
        data = fetched(client, f"/api/v2/pages/{page.pk}/")
        text = json.dumps(data)
        assert not [mark for mark in MARKS if mark in text]
        inside = {name: value for name, value in data.items() if name != "id"}
        bare = [(name, one) for name, one in scalars(inside) if str(one).isdigit() and int(one) >= SECRET]
        assert not bare
        for name, one in scalars(data):
            if name == "url" or name.endswith("_url"):
                assert one is None or str(one).startswith(("http://", "https://")), (name, one)
            if name == "html":
                assert 'href="/' not in str(one)


def test_every_answer_fits_its_schema__when_everything_is_published(pages, client, validate):
    make_article(), make_document(validity="")
    gone = make_article()
    let_down(gone).unpublish()
    for kind, page in pages.items():
        validate(fetched(client, f"/api/v2/pages/{page.pk}/"), f"/api/v1/schemas/{kind}.json")
    validate(fetched(client, "/api/v1/entries/"), "/api/v1/schemas/entry-list.json")
    validate(fetched(client, "/api/v1/entries/?fields=uid,title"), "/api/v1/schemas/entry-list.json")
    for row in fetched(client, "/api/v1/entries/")["results"]:
        validate(row, "/api/v1/schemas/entry.json")
    validate(json.loads(client.get(f"/api/v1/entries/{gone.uid}/").content), "/api/v1/schemas/tombstone.json")
    validate(json.loads(client.get("/api/v1/entries/?limit=x").content), "/api/v1/schemas/error.json")
    validate(json.loads(client.get("/api/v2/pages/?limit=x").content), "/api/v1/schemas/message.json")
    for name in ("page", "image", "document"):
        for asked in ("", "?fields=*"):
            answer = fetched(client, f"/api/v2/{name}s/{asked}")
            assert answer["items"]
            validate(answer, f"/api/v1/schemas/{name}-list.json")
    for name in ("image", "document"):
        for item in fetched(client, f"/api/v2/{name}s/")["items"]:
            validate(fetched(client, f"/api/v2/{name}s/{item['id']}/"), f"/api/v1/schemas/{name}.json")


def test_schema_refuses__when_a_page_says_something_else(pages, client, validate):
    page = fetched(client, f"/api/v2/pages/{pages['official_document'].pk}/")
    for wrong in ({"validity": "gone"}, {"genre": "诗"}, {"issued_on": "昨天"}, {"more": 1}, {"body": [{"type": "x"}]}):
        with pytest.raises(jsonschema.ValidationError):
            validate({**page, **wrong}, "/api/v1/schemas/official_document.json")


def test_index_leads_to_every_schema__when_followed(home, client):
    index = fetched(client, "/api/v1/schemas/")
    assert {row["name"] for row in index["pages"]} == {model.kind for model in publication_models()}
    for row in (row for rows in index.values() for row in rows):
        schema = fetched(client, row["url"])
        assert schema["$id"] == row["url"]
        jsonschema.Draft202012Validator.check_schema(schema)
    assert client.get("/api/v1/schemas/nothing.json").status_code == 404
    assert client.get("/api/v1/schemas/blocks/entry.json").status_code == 404


def test_vocabularies_are_closed__when_described(home, client):
    validity = fetched(client, "/api/v1/schemas/official_document.json")["properties"]["validity"]
    assert validity["enum"] == ["", "valid", "amended", "lapsed", "repealed"]
    assert {"const": "repealed", "title": "废止"} in validity["oneOf"]


def test_reference_says_what_became_of_it__when_its_target_is_no_longer_public(home, client, media):
    from syndication.api.whole.pieces import reference_json
    from syndication.api.whole.reading import Reading

    sampler = Sampler()
    reading = Reading(sampler.target.get_site())
    told = reference_json(sampler.target, reading)
    assert told is not None
    assert told["title"] == "所引用的信息"
    let_down(sampler.target.specific).unpublish()
    told = reference_json(sampler.target, reading)
    assert told is not None
    assert (told["url"], told["state"]) == (None, "withdrawn")
    assert "所引用的信息" not in json.dumps(told, ensure_ascii=False)


def stable(text: str) -> str:
    """An answer without what differs from one database to the next."""
    seen: dict[str, str] = {}

    def numbered(match: re.Match[str]) -> str:
        return seen.setdefault(match[0], f"<uid {len(seen) + 1}>")

    text = re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", numbered, text)
    text = re.sub(r"t\d{8}-[0-9a-f]{8}", "<slug>", text)
    text = re.sub(r"/media/[^\"]+", "/media/<file>", text)
    text = re.sub(r"/documents/\d+/[^\"]+", "/documents/<file>", text)
    text = re.sub(r"/api/v2/pages/\d+/", "/api/v2/pages/<id>/", text)
    text = re.sub(r"/2026-\d{5}\"", '/2026-<number>"', text)
    return re.sub(r'^  "id": \d+,', '  "id": 0,', text, flags=re.MULTILINE)


@pytest.mark.parametrize("kind", sorted(model.kind for model in publication_models()))
def test_answer_is_as_it_was__when_nobody_meant_to_change_it(home, media, client, kind):
    """After a change that is meant: `RENEW_GOLDEN=1 make test ARGS=tests/syndication/test_whole.py`, then read the diff."""
    with published_then():
        page = one_page(kind)
        data = fetched(client, f"/api/v2/pages/{page.pk}/")
    text = stable(json.dumps(data, ensure_ascii=False, indent=2)) + "\n"
    file = GOLDEN / f"{kind}.json"
    if os.environ.get(RENEW):
        file.write_text(text, encoding="utf-8")
    assert file.exists(), f"no golden answer of {kind}: set {RENEW}=1 once"
    assert text == file.read_text(encoding="utf-8")


def test_queries_do_not_grow__when_lists_are_long(pages, client, django_assert_max_num_queries):
    address = "/api/v2/pages/?type=catalog.OfficialDocumentPage&fields=organ,theme,summary"
    client.get(address)
    with django_assert_max_num_queries(8):
        fetched(client, address)
    for _ in range(6):
        make_document()
    with django_assert_max_num_queries(8):
        assert len(fetched(client, address)["items"]) == 7
