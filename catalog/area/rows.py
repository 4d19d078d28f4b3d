"""The catalogue as rows: what each download holds, read a thousand entries at a time."""

from collections.abc import Iterator

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from register.addresses import public_address
from register.models import Entry
from register.ordering import NEWEST, ORDERS

from ..catalogue_items import title_of
from ..vocabularies import Genre, Openness, Validity

CHUNK = 1_000
COLUMNS = {
    "index_number": _("索引号"), "title": _("名称"), "summary": _("内容概述"), "formed_on": _("生成日期"),
    "organ": _("发布机构"), "document_number": _("发文字号"), "catalogue": _("目录事项"), "theme": _("主题分类"),
    "genre": _("体裁分类"), "openness": _("五公开"), "validity": _("有效性"), "published_on": _("发布日期"), "url": _("网址"),
}  # fmt: skip
"""The columns of article 12 (索引、名称、内容概述、生成日期), and what tells one entry from another."""
NEEDED = (
    "uid", "listed_at", "index_number", "title", "summary", "formed_on", "organ__name", "document_number", "catalogue",
    "theme", "genre", "openness", "validity", "url",
)  # fmt: skip
LABELS = {
    "genre": dict(Genre.choices),
    "openness": dict(Openness.choices),
    "validity": dict(Validity.choices),
}


def rows(site: Site) -> Iterator[dict[str, str]]:
    """Every entry of the catalogue, newest first, by the names of `COLUMNS`. One query for each thousand."""
    root = public_address(site)
    live = Entry.objects.live().filter(site=site).order_by(*ORDERS[NEWEST].fields())
    chunk = list(live.exclude(catalogue="").values(*NEEDED)[:CHUNK])
    while chunk:
        yield from (row(one, root) for one in chunk)
        behind = ORDERS[NEWEST].beyond(chunk[-1]["listed_at"], chunk[-1]["uid"])
        chunk = list(live.filter(behind).exclude(catalogue="").values(*NEEDED)[:CHUNK]) if len(chunk) == CHUNK else []


def row(entry: dict, root: str) -> dict[str, str]:
    published = localtime(entry["listed_at"]).date()
    return {
        "index_number": entry["index_number"],
        "title": entry["title"],
        "summary": entry["summary"],
        "formed_on": f"{entry['formed_on'] or published:%Y-%m-%d}",
        "organ": entry["organ__name"],
        "document_number": entry["document_number"],
        "catalogue": title_of(entry["catalogue"]),
        "theme": entry["theme"],
        **{name: str(labels.get(entry[name], entry[name])) for name, labels in LABELS.items()},
        "published_on": f"{published:%Y-%m-%d}",
        "url": f"{root}{entry['url']}",
    }
