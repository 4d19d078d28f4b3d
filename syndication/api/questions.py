"""What a reader asks of the list of entries: the parameters of an address, read strictly, with errors in Chinese."""

import re
import uuid
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.request import Request
from wagtail.models import Site

from cms.models import ColumnPage
from register.models import Listing
from register.ordering import ORDERS
from register.selection import EARLIEST_YEAR, LATEST_YEAR, Selection
from register.words import closed_lists

from .cursor import Cursor

DEFAULT_LIMIT = 20
MAX_LIMIT = 100
LONGEST = 200
"""Characters of a filter; no value in the register is longer."""
NOWHERE = "//"
"""A path at which no column can be."""
PLAIN = ("organ", "kind", "catalogue", "theme", "genre", "openness", "validity", "language")
FILTERS = (*PLAIN, "catalogued", "column", "year", "updated_after", "sort")
PARAMETERS = frozenset({"limit", "cursor", "fields", *FILTERS})


def check_names(request: Request, known: Iterable[str]) -> None:
    """Raises ParseError for a parameter that is unknown, or given twice: a slip of the pen would go unseen."""
    names = sorted(known)
    for name in request.query_params:
        if name not in names:
            raise ParseError(
                _("没有参数“%(name)s”。可用的参数：%(names)s。") % {"name": name[:40], "names": "、".join(names)}
            )
    if twice := given_twice(request):
        raise ParseError(_("参数“%(name)s”只能出现一次。") % {"name": twice})


def given_twice(request: Request) -> str:
    """The first parameter that is given more than once, '' when none is."""
    return next((name for name, values in request.query_params.lists() if len(values) > 1), "")


def limit_of(request: Request) -> int:
    """How many entries are asked for. Raises ParseError."""
    text = request.query_params.get("limit", str(DEFAULT_LIMIT))
    if not (text.isascii() and text.isdigit() and len(text) <= 4 and 1 <= int(text) <= MAX_LIMIT):
        raise ParseError(_("limit 应为 1 至 %(max)s 的整数。") % {"max": MAX_LIMIT})
    return int(text)


def cursor_of(request: Request, sort: str) -> Cursor | None:
    """Where to go on in the order `sort`. Raises ParseError."""
    text = request.query_params.get("cursor")
    if text is None:
        return None
    try:
        return Cursor.read(text, sort)
    except ValueError as error:
        raise ParseError(_("cursor 无效。请使用上一页返回的 next 地址，不要自行拼接。")) from error


def fields_of(request: Request, known: Iterable[str]) -> list[str] | None:
    """Names of the top-level fields that are asked for, None for all. Raises ParseError."""
    text = request.query_params.get("fields")
    if text is None:
        return None
    names = [name.strip() for name in text.split(",")]
    available = list(known)
    if unknown := [name for name in names if name not in available]:
        raise ParseError(
            _("fields 中没有字段“%(unknown)s”。可用的字段：%(known)s。")
            % {"unknown": unknown[0][:40], "known": "、".join(available)}
        )
    return names


def selection_of(site: Site, request: Request) -> Selection:
    """The filters. A value that nothing has selects nothing; one that nothing can have is refused. Raises ParseError.
    One query for a column's uid."""
    asked: dict[str, Any] = {}
    closed = closed_lists()
    for name in FILTERS:
        text = request.query_params.get(name)
        if text is None:
            continue
        if not text.strip() or len(text) > LONGEST:
            raise ParseError(_("%(name)s 不能为空，也不能超过%(max)s个字符。") % {"name": name, "max": LONGEST})
        if name in closed:
            check_value(name, text, closed[name])
        read: Callable[[Site, str], Any] = READERS.get(name, plain)
        asked[name] = read(site, text)
    return Selection(**asked)


def check_value(name: str, text: str, values: Sequence[str]) -> None:
    """Raises ParseError for what is not in a closed vocabulary, and names what is; of a tree its first levels."""
    if text in values:
        return
    tops = [value for value in values if "\\" not in value]
    more = _("；其下各类写作“一级分类\\二级分类”") if len(tops) < len(values) else ""
    raise ParseError(
        _("%(name)s 没有“%(value)s”这个值。可用的值：%(values)s%(more)s。")
        % {"name": name, "value": text[:40], "values": "、".join(tops), "more": more}
    )


def plain(_site: Site, text: str) -> str:
    return text


def column(site: Site, text: str) -> str:
    """The path of the column that `text` names by path or uid."""
    if text.startswith("/"):
        return text if text.endswith("/") else f"{text}/"
    try:
        uid = uuid.UUID(text)
    except ValueError as error:
        raise ParseError(_("column 应为栏目的 uid，或者以“/”开头的路径。")) from error
    key = ColumnPage.objects.filter(uid=uid).values_list("pk", flat=True).first()
    listing = Listing.objects.filter(site=site, kind=Listing.Kind.COLUMN, key=str(key)).first()
    return listing.path if listing else NOWHERE


def year(_site: Site, text: str) -> int:
    if not re.fullmatch(r"[0-9]{4}", text) or not EARLIEST_YEAR <= int(text) <= LATEST_YEAR:
        raise ParseError(_("year 应为四位数的年份，如 2026。"))
    return int(text)


def catalogued(_site: Site, text: str) -> bool:
    if text != "true":
        raise ParseError(_("catalogued 只能是 true；要全部信息，请去掉这个参数。"))
    return True


def moment(_site: Site, text: str) -> datetime:
    """An ISO 8601 time with offset; without one nobody knows which hour is meant."""
    try:
        found = datetime.fromisoformat(text)
        told = found.tzinfo is not None
        found = found.astimezone(UTC)
    except (ValueError, OverflowError):
        told = False
    if not told:
        raise ParseError(
            _("updated_after 应为带时区的 ISO 8601 时间，如 2026-11-24T09:30:00%%2B08:00（网址中“+”写作“%%2B”）。") % {}
        )
    return found


def sort(_site: Site, text: str) -> str:
    if text not in ORDERS:
        raise ParseError(
            _(
                "sort 应为 newest（发布时间由新到旧）、oldest（发布时间由旧到新）、formed（生成日期由新到旧）或 number（索引号）。"
            )
        )
    return text


READERS: dict[str, Callable[[Site, str], Any]] = {
    "catalogued": catalogued,
    "column": column,
    "year": year,
    "updated_after": moment,
    "sort": sort,
}
