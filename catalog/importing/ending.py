"""Where a document ends: signature and date, what may follow them (notes, annexes), and the page's rest."""

import re
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from .annexes import ANNEX, begins_annex
from .dates import looks_like_date, trailing_date, whole_date, whole_figures
from .lines import Line
from .noise import ends_document, is_around, is_contact, is_furniture, is_link_list, is_site_contact
from .organs import SEAL, is_organ, is_person, organs_of_title, organs_on
from .wording import ARTICLE, ENDS_LIKE_TITLE, close_up, is_prose, level_of

COPIES = re.compile(
    r"^(?:抄\s*送|抄\s*报|主题词|报\s*送|分\s*送|发\s*至)\s*[:：]|印发\s*(?:[（(]?共印.*)?$|^（共印|^承办单位[:：]"
)
NOTE = re.compile(r"^[（(].{2,120}[）)]$")
ATTACHMENT = re.compile(r"^附\s*件?\s*[一二三四五六七八九十\d]{0,3}\s*[:：.．、]")


@dataclass
class Signature:
    """The organs that signed, the day, and the positions of their lines in the body."""

    organs: list[str] = field(default_factory=list)
    day: date | None = None
    first: int = -1
    last: int = -1
    doubtful: str = ""


def cut_page(lines: list[Line]) -> list[Line]:
    """`lines` without what the page shows behind its document, and without its furniture in between."""
    lines = _with_continuation(lines)
    for at, line in enumerate(lines):
        if not line.is_table and ends_document(line.text) and not _goes_on(lines, at + 1):
            lines = lines[:at]
            break
    lines = _without_tail(lines)
    return [line for line in lines if line.is_table or not is_furniture(line.text)]


def _with_continuation(lines: list[Line]) -> list[Line]:
    """Of what stands after the main text of a page only a signature, its date and attachments belong to it."""
    main = [line for line in lines if line.zone == "main"]
    for line in (line for line in lines if line.zone == "after"):
        text = line.text
        belongs = not line.is_table and (
            organs_on(text) or whole_date(text) or ATTACHMENT.match(text) or is_person(text)
        )
        if not belongs or (line.paragraph.link_share > 0.9 and not ATTACHMENT.match(text)):
            break
        main.append(line)
    return main


def _goes_on(lines: list[Line], at: int) -> bool:
    """Whether the document goes on from line `at`: text that only a document has, or a signature with its day."""
    return any(_is_document(line) for line in lines[at:]) or any(
        organs_on(above.text) and whole_date(below.text) and "年" in below.text
        for above, below in pairwise(lines[at : at + 4])
        if not above.is_table and not below.is_table
    )


def _is_document(line: Line) -> bool:
    """Text that only a document has: prose, numbered lines, articles."""
    if line.is_table:
        return False
    text = line.text
    return (is_prose(text) and not is_furniture(text)) or bool(level_of(text) in (1, 2) or ARTICLE.match(text))


def _without_tail(lines: list[Line]) -> list[Line]:
    """Drops the page's last lines: from the first sign of the page behind the last line that can be text.

    Contact lines right behind the document stay; addresses and numbers of a site's foot stay only when nothing
    else there is a site's.
    """
    annex = next((at for at in range(len(lines)) if begins_annex(lines, at)), len(lines))
    last = max(
        (at for at in range(len(lines)) if _may_be_last(lines, at) or (at > annex and _is_annexed(lines[at]))),
        default=len(lines) - 1,
    )
    tail = lines[last + 1 :]
    is_page = any(_is_site_line(line.text) for line in tail)
    for at, line in enumerate(tail, last + 1):
        stays = is_contact(line.text) or (is_site_contact(line.text) and not is_page)
        if is_around(line.text) and not stays:
            return lines[:at]
    return lines


def _is_annexed(line: Line) -> bool:
    """A line of an annex: lists of names look like menus, so only what is surely the page's is none."""
    return is_link_list(line.text) or not is_around(line.text)


def _is_site_line(text: str) -> bool:
    return is_around(text) and not is_contact(text) and not is_site_contact(text)


def _may_be_last(lines: list[Line], at: int) -> bool:
    line = lines[at]
    text = line.text
    if line.is_table:
        return True
    if is_around(text) or is_link_list(text):
        signed = at > 0 and not lines[at - 1].is_table and bool(organs_on(lines[at - 1].text))
        return bool(looks_like_date(text) and ("年" in text or signed))
    return bool(
        is_prose(text)
        or level_of(text)
        or ARTICLE.match(text)
        or looks_like_date(text)
        or organs_on(text)
        or COPIES.search(text)
        or NOTE.match(text)
        or ATTACHMENT.match(text)
        or ANNEX.match(text)
    )


def find_signature(body: list[Line], title: str) -> Signature:
    """The signature of the document itself, which stands before its annexes."""
    end = next((at for at in range(len(body)) if begins_annex(body, at)), len(body))
    best = Signature()
    for at, line in enumerate(body[:end]):
        if line.is_table:
            continue
        found = _dated(body, at, end)
        if found.day or (found.doubtful and found.organs):
            return found
    return _undated(body[:end], title) if best.day is None else best


def _dated(body: list[Line], at: int, end: int) -> Signature:
    """The signature whose date is on line `at`; without a day when it is none."""
    text = SEAL.sub("", body[at].text)
    names, first = _names_above(body, at)
    if day := whole_date(text) or (whole_figures(text) if names else None):
        if text.strip()[0] in "（(" and not names:
            return Signature()
        if names or _closes(body, at, end):
            return Signature(names, day, first, at)
    elif looks_like_date(text) and names:
        return Signature(names, None, first, at, doubtful=body[at].text)
    elif (hit := trailing_date(text)) and (organs := organs_on(hit[0])):
        more, first = _names_above(body, at)
        return Signature([*more, *organs], hit[1], first, at)
    return Signature()


def _names_above(body: list[Line], at: int) -> tuple[list[str], int]:
    """Organs (or a person in office) on the lines right above."""
    names: list[str] = []
    first = at
    while first and not body[first - 1].is_table:
        text = body[first - 1].text
        found = organs_on(text)
        if not found and not is_person(close_up(text)) and not is_person(text):
            break
        names = [*found, *names]
        first -= 1
    has_person = first < at and not names
    return (names or (["?"] if has_person else [])), first


def _closes(body: list[Line], at: int, end: int) -> bool:
    """Whether nothing of the main text comes after line `at`: it is the last, or an annex or a note follows."""
    following = body[at + 1 : min(end, at + 8)]
    if not following:
        return True
    after = following[0]
    if after.is_table:
        return False
    return bool(
        COPIES.search(after.text)
        or NOTE.match(after.text)
        or ATTACHMENT.match(after.text)
        or _begins_annexed(following)
    )


def _begins_annexed(following: list[Line]) -> bool:
    """A title (of up to three lines) and text after the date: the document that a notice forwards."""
    for count in range(1, 4):
        if count < len(following) and ENDS_LIKE_TITLE.search("".join(line.text for line in following[:count])):
            return not any(level_of(line.text) or is_prose(line.text) for line in following[:count])
    return False


def _undated(body: list[Line], title: str) -> Signature:
    """Organs that sign without a date: the last line, or one that the title names too."""
    for at in range(len(body) - 1, max(-1, len(body) - 8), -1):
        line = body[at]
        if line.is_table or NOTE.match(line.text) or COPIES.search(line.text) or ATTACHMENT.match(line.text):
            continue
        names = organs_on(line.text)
        if not names:
            return Signature()
        above, first = _names_above(body, at)
        names = [*(name for name in above if name != "?"), *names]
        if any(is_organ(name) for name in names) and (
            line.paragraph.align or names == organs_of_title(title) or len(names[0]) > 4
        ):
            return Signature(names, None, first, at)
        return Signature()
    return Signature()
