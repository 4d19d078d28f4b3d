"""What an old page says of its own publication: when it appeared there (原发布时间) and from whom (来源)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from .lines import Line
from .noise import is_publishing_line
from .parsed import Caution, ParsedDocument
from .wording import tidy

EARLIEST, LONGEST = 1949, 2_000
TIME_TAGS = ("pubdate", "publishdate", "firstpublishedtime", "article:published_time")
SOURCE_TAGS = ("contentsource", "source")
MOMENT = re.compile(
    r"(?P<year>(?:19|20)\d{2})\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})(?!\d)\s*日?"
    r"(?:[\sT]*(?P<hour>\d{1,2})\s*[:时]\s*(?P<minute>\d{2})(?:\s*[:分]\s*(?P<second>\d{2}))?)?"
)
APPEARED = re.compile(
    r"(?:(?:发布|发表|公开|发稿)(?:时间|日期)|(?<![\u4e00-\u9fff])(?:时间|日期))\s*[:：\t]\s*[\[【]?\s*(?=\d)"
)
SOURCE = re.compile(
    r"(?<![\u4e00-\u9fff])(?:(?:信息|文章|稿件)?来源|出处)\s*[:：\t]\s*[\[【]?\s*(?P<name>[^\s|｜\[\]【】()（）]{2,60}?)"
    r"(?=[\s|｜\[\]【】()（）]|浏览|点击|阅读|访问|作者|字[体号]|发布[时日]|责任编辑|$)"
)
NO_SOURCE = re.compile(r"^(?:本(?:站|网|网站)(?:原创)?|原创|网络|未知|不详|admin)$|[。，；：]|https?:", re.IGNORECASE)


@dataclass(frozen=True)
class Appeared:
    """`moment` is ISO 8601, a day alone where no time is given; `found` as the page has it."""

    moment: str
    found: str
    location: str = ""


def carry(parsed: ParsedDocument, meta: dict[str, str], dropped: list[Line]) -> None:
    """Fills `original_published_at` and `source` from META and the lines that were not taken for text."""
    if appeared := _appeared(meta, dropped):
        parsed.original_published_at = appeared.moment
        parsed.warnings.append(Caution("original_published_at", appeared.found, appeared.location))
    offers = [meta[name] for name in SOURCE_TAGS if name in meta] + [
        hit["name"] for line in dropped if (hit := SOURCE.search(line.text[:LONGEST]))
    ]
    parsed.source = next((tidy(name) for name in offers if not NO_SOURCE.search(tidy(name))), "")


def as_moment(text: str) -> datetime | None:
    """The time of an `original_published_at`; a day alone begins at midnight here."""
    moment = datetime.fromisoformat(text) if text else None
    return timezone.make_aware(moment) if moment and timezone.is_naive(moment) else moment


def _appeared(meta: dict[str, str], dropped: list[Line]) -> Appeared | None:
    """META before the page's own words, unless these tell the hour of the same day."""
    offers = [*_of_meta(meta), *_of_lines(dropped)]
    same_day = [one for one in offers if one.moment[:10] == offers[0].moment[:10]]
    return max(same_day, key=lambda one: len(one.moment), default=None)


def _of_meta(meta: dict[str, str]) -> Iterator[Appeared]:
    for name in TIME_TAGS:
        if moment := _moment(MOMENT.match(meta.get(name, ""))):
            yield Appeared(moment, meta[name])


def _of_lines(dropped: list[Line]) -> Iterator[Appeared]:
    for line in dropped:
        text = line.text[:LONGEST]
        label = APPEARED.search(text)
        hit = MOMENT.match(text, label.end()) if label else _stamp(line)
        if hit and (moment := _moment(hit)):
            yield Appeared(moment, text[label.start() if label else hit.start() : hit.end()].strip(), line.location)


def _stamp(line: Line) -> re.Match[str] | None:
    """A time without a label, to the minute, on a line that says such things only."""
    hit = MOMENT.search(line.text) if line.zone != "after" and is_publishing_line(line.text) else None
    return hit if hit and hit["hour"] else None


def _moment(hit: re.Match[str] | None) -> str:
    """The day or moment as ISO 8601, "" for none, an impossible one or one still to come."""
    if hit is None:
        return ""
    try:
        day = datetime(int(hit["year"]), int(hit["month"]), int(hit["day"]))
        moment = _at_hour(day, hit) if hit["hour"] else day
    except ValueError:
        return ""
    aware = timezone.make_aware(moment)
    if moment.year <= EARLIEST or aware > timezone.now():
        return ""
    return aware.isoformat() if hit["hour"] else day.date().isoformat()


def _at_hour(day: datetime, hit: re.Match[str]) -> datetime:
    return day.replace(hour=int(hit["hour"]), minute=int(hit["minute"]), second=int(hit["second"] or 0))
