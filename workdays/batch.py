"""Many questions at once: JSON lines in, JSON lines out, one for each, in order."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from .calendar import Calendar
from .dates import read_date, shortened
from .errors import WorkdayError

BOM = b"\xef\xbb\xbf"
NUMBER = re.compile(r"\s*[+-]?[0-9]{1,9}\s*")


@dataclass(frozen=True, slots=True)
class Number:
    """A number that a program would write otherwise than it was written: it comes back as it is."""

    token: str


class Batch:
    """Answers lines by one calendar. `failed` counts those that got an error instead."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self.failed = 0

    def answers(self, lines: Iterable[bytes]) -> Iterator[str]:
        """A line of JSON for each of `lines` that is not blank.

        Other keys than `received` and `days` come back as they are, so that an answer can be told by them. A line that
        cannot be answered gives `{"line": its number, "error": why}` with what could be read of it; a question that
        still has these from an answer before loses them.
        """
        for count, line in enumerate(lines, start=1):
            content = line.removeprefix(BOM)  # also within: files are put together
            if content.strip():
                yield dumped(self._answer(count, content))

    def _answer(self, count: int, line: bytes) -> dict[str, Any]:
        asked: dict[str, Any] = {}
        try:
            asked = {name: value for name, value in read_line(line).items() if name not in ("line", "error")}
            missing = [name for name in ("received", "days") if name not in asked]
            if missing:
                raise WorkdayError(_("缺少%(names)s。") % {"names": "、".join(missing)})
            return {**asked, **self.calendar.due(read_date(asked["received"]), read_days(asked["days"])).as_json()}
        except WorkdayError as error:
            self.failed += 1
            return {**asked, "line": count, "error": str(error)}


def read_line(line: bytes) -> dict[str, Any]:
    try:
        asked = json.loads(
            line.decode("utf-8"), object_pairs_hook=once, parse_float=Number, parse_int=whole, parse_constant=refused
        )
        written(asked)  # what comes back as it is must not be too deep
    except WorkdayError:
        raise
    except UnicodeDecodeError:
        raise WorkdayError(_("不是UTF-8编码，请将文件另存为UTF-8编码后再试。")) from None
    except json.JSONDecodeError as error:
        raise WorkdayError(_("不是正确的JSON（第%(column)d个字符处）。") % {"column": error.colno}) from None
    except (ValueError, RecursionError):
        raise WorkdayError(_("不是正确的JSON。")) from None
    if not isinstance(asked, dict):
        raise WorkdayError(_('应为一个JSON对象，如{"received": "2026-01-05", "days": 20}。'))
    return asked


def whole(token: str) -> int | Number:
    """Raises ValueError beyond the digits that Python reads, some thousands."""
    return Number(token) if token == "-0" else int(token)


def refused(token: str) -> None:
    """NaN and Infinity are no JSON."""
    raise ValueError(token)


def once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys stand once. Raises WorkdayError: nobody can know which of two was meant."""
    twice = [name for name, count in Counter(name for name, _value in pairs).items() if count > 1]
    if twice:
        raise WorkdayError(_("“%(name)s”写了不止一次。") % {"name": shortened(twice[0])})
    return dict(pairs)


def read_days(value: Any) -> int:
    """A whole number, or the same in quotation marks, as spreadsheets export it."""
    if isinstance(value, str) and NUMBER.fullmatch(value):
        return int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        shown = value if isinstance(value, str) else written(value)
        raise WorkdayError(_("工作日数应为整数，而不是“%(value)s”。") % {"value": shortened(shown)})
    return value


def dumped(answer: dict[str, Any]) -> str:
    line = written(answer)
    try:
        line.encode()
    except UnicodeEncodeError:  # half of a pair, which came in as an escape
        return written(answer, ascii_only=True)
    return line


def written(value: Any, ascii_only: bool = False) -> str:
    """`value` as JSON. Taken apart only where there is a `Number` in it: `json` is quicker."""
    try:
        return json.dumps(value, ensure_ascii=ascii_only)
    except TypeError:
        pass
    if isinstance(value, Number):
        return value.token
    if isinstance(value, dict):
        pairs = (
            f"{json.dumps(name, ensure_ascii=ascii_only)}: {written(one, ascii_only)}" for name, one in value.items()
        )
        return f"{{{', '.join(pairs)}}}"
    return f"[{', '.join(written(one, ascii_only) for one in value)}]"
