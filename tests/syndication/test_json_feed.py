"""JSON Feed 1.1 against a schema of its specification."""

import json
from datetime import timedelta

import jsonschema
import pytest

from register import services
from register.models import Entry

from .entries import BEGIN, attachment, make_entries, make_entry
from .readers import body

pytestmark = pytest.mark.django_db

TEXT = {"type": "string", "minLength": 1}
ADDRESS = {"type": "string", "pattern": "^https?://[^ ]+$"}
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"}
EXTENSION = {"type": "object", "properties": {"about": ADDRESS}}
AUTHORS = {
    "type": "array",
    "items": {"type": "object", "properties": {"name": TEXT, "url": ADDRESS}, "additionalProperties": False},
    "minItems": 1,
}
ATTACHMENT = {
    "type": "object",
    "properties": {
        "url": ADDRESS,
        "mime_type": {"type": "string", "pattern": "^[a-z]+/[^ ]+$"},
        "title": {"type": "string"},
        "size_in_bytes": {"type": "number", "minimum": 0},
    },
    "required": ["url", "mime_type"],
    "additionalProperties": False,
}
ITEM = {
    "type": "object",
    "properties": {
        "id": TEXT,
        "url": ADDRESS,
        "title": TEXT,
        "content_html": {"type": "string"},
        "summary": {"type": "string"},
        "image": ADDRESS,
        "date_published": MOMENT,
        "date_modified": MOMENT,
        "authors": AUTHORS,
        "tags": {"type": "array", "items": TEXT, "uniqueItems": True},
        "language": TEXT,
        "attachments": {"type": "array", "items": ATTACHMENT, "minItems": 1},
    },
    "patternProperties": {"^_[A-Za-z]": EXTENSION},
    "required": ["id", "content_html"],
    "additionalProperties": False,
}
FEED = {
    "type": "object",
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": TEXT,
        "home_page_url": ADDRESS,
        "feed_url": ADDRESS,
        "next_url": ADDRESS,
        "description": {"type": "string"},
        "language": TEXT,
        "items": {"type": "array", "items": ITEM},
    },
    "patternProperties": {"^_[A-Za-z]": EXTENSION},
    "required": ["version", "title", "items"],
    "additionalProperties": False,
}


def test_feed_is_valid__when_entries_are_full(home, client):
    make_entries(30)
    picture = {"picture": {"url": "/media/a.jpg"}}
    make_entry(40, attachments=(attachment(1), attachment(2, type="", size=None)), extra=picture)
    make_entry(41, summary="", content_html="", keywords=("公告", "防汛"))
    gone = make_entry(42)
    services.withdraw(gone, Entry.Reason.UNPUBLISHED, BEGIN + timedelta(days=1))
    for path in ("/", "/gonggao/", "/organs/yunshan/", "/gonggao/archive/1/"):
        jsonschema.validate(json.loads(body(client, f"{path}feed.json")), FEED)


def test_item_tells_everything__when_entry_is_full(home, client):
    entry = make_entry(
        index_number="1/2026-00001", attachments=(attachment(1),), extra={"picture": {"url": "/media/a"}}
    )
    one = json.loads(body(client, "/gonggao/feed.json"))["items"][0]
    assert one["id"] == f"urn:uuid:{entry.uid}"
    assert one["image"] == "http://testserver/media/a"
    assert one["tags"] == ["公告", "防汛"]
    assert one["attachments"][0]["size_in_bytes"] == 1001
    assert one["_gongkai"]["index_number"] == "1/2026-00001"
    assert one["_gongkai"]["attachments"][0]["sha256"] == f"{1:064x}"
    assert "documents/1/" in one["content_html"]


def test_summary_is_the_beginning__when_editors_wrote_none(home, client):
    make_entry(summary="", content_html="<h2>一、总则</h2><p>甲&amp;乙" + "长" * 300 + "</p>")
    summary = json.loads(body(client, "/gonggao/feed.json"))["items"][0]["summary"]
    assert summary.startswith("一、总则 甲&乙长长")
    assert len(summary) == 200
