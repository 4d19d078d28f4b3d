"""Reading notices from a file: .csv as spreadsheets write it, or .json with the same rows. Each row names its notice."""

import csv
import io
import json
from collections.abc import Iterable
from itertools import zip_longest
from typing import Any

from django.utils.translation import gettext as _

from .batch import once
from .dates import shortened
from .errors import WorkdayError
from .notices import NoticeFacts
from .rows import SURPLUS, Collector

COLUMNS = {
    "年份": "year",
    "文号": "number",
    "标题": "title",
    "印发日期": "issued_on",
    "类别": "kind",
    "节日": "holiday",
    "安排": "nature",
    "起": "begin",
    "止": "end",
    "网址": "url",
}
"""Heads of the columns in .csv, and the same as names in .json; 止 and 网址 may be missing or empty."""
OPTIONAL = {"end", "url"}
LARGEST = 1024 * 1024
"""Bytes of a file. A year takes 2 kB."""


class FileError(WorkdayError):
    """A file that cannot be taken, with a line for each thing that is wrong in it."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(self.problems))


def read_notices(name: str, content: bytes) -> list[NoticeFacts]:
    """The notices in a file called `name`, in the order of the file. Raises `FileError` with all that is wrong."""
    return notices_in(decoded(content))


def open_problem(name: object, error: OSError) -> str:
    """Why a file could not be opened, in words."""
    known = {
        FileNotFoundError: _("没有这个文件"),
        IsADirectoryError: _("这是一个目录"),
        PermissionError: _("没有读取权限"),
    }
    why = next((words for kind, words in known.items() if isinstance(error, kind)), error.strerror)
    return _("打不开“%(name)s”：%(why)s。") % {"name": name, "why": why}


def decoded(content: bytes) -> str:
    """Spreadsheets save .csv as UTF-8 with a mark, or in the Chinese code page."""
    if len(content) > LARGEST:
        raise FileError([_("文件过大，不应超过1MB。")])
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileError([_("文件不是文本。请用 .csv（逗号分隔）或者 .json 格式；电子表格请先另存为 .csv。")])


def notices_in(text: str) -> list[NoticeFacts]:
    """The notices in the text of a file: JSON when it begins like that, else comma-separated."""
    plain = text.strip().lstrip("\ufeff")
    if not plain:
        raise FileError([_("文件是空的。")])
    if "\0" in plain:
        raise FileError([_("文件不是文本。请用 .csv（逗号分隔）或者 .json 格式；电子表格请先另存为 .csv。")])
    rows = json_rows(plain) if plain[0] in "[{" else csv_rows(plain)
    collector = Collector()
    for where, row in rows:
        collector.add(where, row)
    notices = collector.notices()
    if collector.problems:
        raise FileError(collector.problems)
    if not notices:
        raise FileError([_("文件中没有放假安排。")])
    return notices


def csv_rows(text: str) -> list[tuple[str, dict[str, Any]]]:
    """(where, row) of each line that is not empty."""
    first_line = text.split("\n", 1)[0]
    delimiter = next((mark for mark in ("\t", ";", ",") if mark in first_line), ",")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        heads = [head.strip() for head in next(reader)]
        check_heads(heads)
        names = [COLUMNS.get(head, head) for head in heads]
        return [
            (_("第%(line)d行") % {"line": reader.line_num}, row_of(names, [cell.strip() for cell in cells]))
            for cells in reader
            if any(cell.strip() for cell in cells)
        ]
    except csv.Error as error:
        raise FileError(
            [_("第%(line)d行不是正确的 .csv 格式：%(error)s") % {"line": reader.line_num, "error": error}]
        ) from None


def row_of(names: list[str], cells: list[str]) -> dict[str, Any]:
    """The cells by name. Under `SURPLUS` stands what has no head; spreadsheets write columns that are empty."""
    row = {name: cell for name, cell in zip(names, cells, strict=False) if name}
    surplus = [cell for name, cell in zip_longest(names, cells, fillvalue="") if cell and not name]
    return {**row, SURPLUS: surplus[0]} if surplus else row


def check_heads(heads: list[str]) -> None:
    """All columns that a row needs, each once, and none that nobody would read."""
    names = [COLUMNS.get(head, head) for head in heads if head]
    missing = [head for head, name in COLUMNS.items() if name not in names and name not in OPTIONAL]
    unknown = [shortened(name) for name in dict.fromkeys(names) if name not in COLUMNS.values()]
    twice = [head for head, name in COLUMNS.items() if names.count(name) > 1]
    problems = []
    if missing:
        problems.append(_("第1行应为表头，缺少：%(heads)s。") % {"heads": "、".join(missing)})
    if unknown:
        words = {"heads": "、".join(unknown), "known": "、".join(COLUMNS)}
        problems.append(_("第1行的表头中，不认识：%(heads)s。可用的列：%(known)s。") % words)
    if twice:
        problems.append(_("第1行的表头中，写了不止一次：%(heads)s。") % {"heads": "、".join(twice)})
    if problems:
        raise FileError(problems)


def json_rows(text: str) -> list[tuple[str, dict[str, Any]]]:
    """(where, row) of each object in a list."""
    try:
        rows = json.loads(text, object_pairs_hook=tuple)  # an object is a tuple of its pairs here, a list a list
    except (ValueError, RecursionError):
        raise FileError([_("不是正确的 .json 格式。")]) from None
    if not isinstance(rows, list) or not all(isinstance(row, tuple) for row in rows):
        raise FileError([_(".json 文件应为一个列表，每项是一个对象。")])
    named = [(_("第%(count)d项") % {"count": count}, row) for count, row in enumerate(rows, start=1)]
    if problems := [f"{where}：{problem}" for where, row in named for problem in name_problems(row)]:
        raise FileError(problems)
    return [(where, dict(row)) for where, row in named]


def name_problems(pairs: tuple[tuple[str, Any], ...]) -> list[str]:
    """What is wrong with the names in an object: nothing may be passed over, and of two nobody knows which is meant."""
    try:
        row = once(pairs)
    except WorkdayError as error:
        return [str(error)]
    unknown = [shortened(name) for name in row if name not in COLUMNS.values()]
    if not unknown:
        return []
    words = {"names": "、".join(unknown), "known": "、".join(COLUMNS.values())}
    return [_("不认识：%(names)s。可用的名称：%(known)s。") % words]
