"""Where the demo shows each kind of page: read from what the site itself tells programs, as a stranger would."""

import re
from collections.abc import Iterator
from typing import Any

from .live import get

KINDS = (
    "home",
    "column",
    "archive",
    "organ",
    "picture",
    "attachment",
    "document",
    "interpretation",
    "leader",
    "profile",
    "guide",
    "budget",
    "plan",
    "statistics",
    "annual_report",
    "procurement",
    "candidates",
    "personnel",
    "record",
    "service",
    "services",
    "power",
    "incident",
    "response",
    "topic",
    "foreign home",
    "translation",
    "feeds",
    "api",
    "sitemap",
    "area",
    "catalogue",
    "item",
    "mistaken",
    "missing",
    "withdrawn",
    "login",
)
STATUS = {"missing": 404, "withdrawn": 410, "mistaken": 400}
MANY_HEADINGS = 8  # beyond that a document has a table of contents


def addresses(site: str) -> dict[str, str]:
    """Kind of page → path."""
    everything = list(entries(site))
    column = "/zhengcewenjian/"
    return {
        "home": "/",
        "column": column,
        "archive": archive(site),
        "organ": everything[-1]["organ"]["url"].removeprefix(site),
        "picture": first(site, [one for one in everything if "<img" in one["content_html"]]),
        "attachment": first(site, [one for one in everything if one["attachments"] and one["kind"] == "article"]),
        "document": first(site, [one for one in everything if is_rich(one)]),
        "interpretation": first(site, [one for one in everything if is_drawn(one)]),
        "leader": first(site, of_kind(everything, "leader")),
        "profile": first(site, of_kind(everything, "organ_profile")),
        "guide": first(site, of_kind(everything, "disclosure_guide")),
        **{kind: first(site, of_kind(everything, kind)) for kind in ("budget", "plan", "statistics", "annual_report")},
        "procurement": first(site, at_stage(everything, "correction")),
        "candidates": first(site, at_stage(everything, "candidates")),
        "personnel": first(site, of_kind(everything, "personnel")),
        "record": first(site, of_kind(everything, "disclosure_record")),
        "service": first(site, of_kind(everything, "service_guide")),
        "services": "/banshifuwu/",
        "power": first(site, of_kind(everything, "power_item")),
        "incident": first(site, [one for one in of_kind(everything, "response") if "incident_level" in one["extra"]]),
        "response": first(site, [one for one in of_kind(everything, "response") if "verdict" in one["extra"]]),
        "topic": first(site, of_kind(everything, "topic")),
        "foreign home": "/en/",
        "translation": first(site, [one for one in everything if "translation_of" in one["extra"]]),
        "feeds": "/feeds/",
        "api": "/api/v1/docs/",
        "sitemap": "/sitemap/",
        "area": "/zfxxgk/",
        "catalogue": "/zfxxgk/mulu/",
        "item": item(site),
        "mistaken": "/zfxxgk/mulu/?theme=%E5%A4%A9%E6%B0%94&year=26",
        "missing": "/mei-you-zhe-ge-ye-mian/",
        "withdrawn": withdrawn(site),
        "login": "/admin/login/",
    }


def entries(site: str) -> Iterator[dict[str, Any]]:
    """Every public entry, newest first."""
    address = f"{site}/api/v1/entries/?limit=100"
    while address:
        page = get(address).json()
        yield from page["results"]
        address = page["next"]


def is_rich(entry: dict[str, Any]) -> bool:
    """An official document with a table, and headings enough for a table of contents."""
    html = entry["content_html"]
    return (
        entry["kind"] == "official_document" and "<table" in html and len(re.findall("<h[2-4]", html)) > MANY_HEADINGS
    )


def of_kind(everything: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [one for one in everything if one["kind"] == kind]


def at_stage(everything: list[dict[str, Any]], stage: str) -> list[dict[str, Any]]:
    return [one for one in of_kind(everything, "procurement") if one["extra"]["stage"] == stage]


def is_drawn(entry: dict[str, Any]) -> bool:
    """An interpretation with tables: those of its chart and of old and new rules."""
    return entry["kind"] == "interpretation" and entry["content_html"].count("<table") > 1


def first(site: str, found: list[dict[str, Any]]) -> str:
    """The path of the first of `found`; fails when the demo shows none such."""
    assert found, "the demo has no such page"
    return str(found[0]["url"]).removeprefix(site)


def item(site: str) -> str:
    """The path of the first item of the catalogue in which something is public."""
    found = re.search(r'href="(/zfxxgk/mulu/[\d-]+/)"', get(f"{site}/zfxxgk/mulu/").body.decode())
    assert found, "the catalogue has no item"
    return found[1]


def archive(site: str) -> str:
    """The path of an archive page between a newer and an older one."""
    newest = re.search(r'href="([^"]+)feed.atom" rel="prev-archive"', get(f"{site}/feed.atom").body.decode())
    assert newest, "the home feed has no archive"
    older = re.search(r'rel="next" href="([^"]*/archive/\d+/)"', get(newest[1]).body.decode())
    assert older, "only one archive page"
    return older[1].removeprefix(site)


def withdrawn(site: str) -> str:
    """The path of something taken back, found the way a harvester finds it: tombstone, then the entry's own 410."""
    found = re.search(rb'deleted-entry ref="urn:uuid:([0-9a-f-]{36})"', get(f"{site}/feed.atom").body)
    assert found, "no tombstone in the home feed"
    answer = get(f"{site}/api/v1/entries/{found[1].decode()}/")
    assert answer.status == 410
    return str(answer.json()["url"]).removeprefix(site)


def feeds(site: str) -> list[str]:
    """The address of every front feed: what /feeds.opml names, in all three formats."""
    atoms = re.findall(r'xmlUrl="([^"]+)"', get(f"{site}/feeds.opml").body.decode())
    assert atoms
    return [atom.removesuffix("atom") + kind for atom in atoms for kind in ("rss", "atom", "json")]
