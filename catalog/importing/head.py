"""The head of a document: letterhead, number, title, note below it, addressees. What comes after is body."""

import re

from .annexes import ANNEX
from .dates import date_in, looks_like_date, whole_date
from .head_marks import MARKS, SECRET, Head, number_with_date, take_mark
from .lines import Line
from .noise import is_around, is_furniture, is_link_list, is_own_words, may_open_text
from .numbers import number_at_end, number_line, order_in_note
from .organs import letterhead, organs_on
from .parsed import Caution
from .receivers import is_addressees
from .titles import ONLY_IN_BRACKETS, SPEAKER, Title, find_title, join_title
from .wording import ARTICLE, bare, close_up, is_prose, level_of

SEARCHED = 600
MOST_PROSE_BEFORE = 12
NOTE = re.compile(
    r"^[（(].*(?:通过|公布|发布|批准|修订|修正|印发|施行|成文|20\d\d|[〇○零]).*[）)]$|^20\d\d年\d{1,2}月\d{1,2}日.{4,80}(?:通过|公布|发布)"
)
SUBTITLE = re.compile(r"^[—–-]{1,2}[^—–\d-]|^——")
ADDRESSEE_OPENING = re.compile(
    r"^(?P<names>(?:各|全市|全县|全区|有关|市|县|区|州|省)[^。；！？:：]{2,120})[:：]\s*(?P<rest>\S.{11,})$"
)


def read_head(lines: list[Line], known_titles: list[str]) -> Head:
    """Takes the head off `lines` (metadata blocks and furniture are gone already)."""
    window = _window(lines)
    title = find_title(window, known_titles)
    head = Head()
    start = _start(lines, title)
    if title is not None:
        head.title = title.text
        _take_range(head, lines, start, title.first)
        head.taken += lines[title.first : title.last + 1]
        start = title.last + 1
        _number_in_title(head)
    _take_rest(head, lines, start, known_titles)
    _take_addressees(head)
    return head


def _window(lines: list[Line]) -> list[Line]:
    """The lines among which a title is looked for."""
    prose = 0
    for at, line in enumerate(lines[:SEARCHED]):
        prose += not line.is_table and is_prose(line.text) and not is_around(line.text)
        if prose > MOST_PROSE_BEFORE:
            return lines[:at]
    return lines[:SEARCHED]


def _start(lines: list[Line], title: Title | None) -> int:
    """Where the document begins: some lines above its title, or at its first number, receivers or prose."""
    if title is not None:
        start = title.first
        while start and _belongs_above(lines[start - 1]):
            start -= 1
        return start
    for at, line in enumerate(lines):
        if line.is_table or line.zone != "main":
            continue
        text = line.text
        if number_line(text) or is_addressees(text) or is_prose(text) or level_of(text) == 1 or letterhead(text):
            return at if not (is_around(text) and not is_prose(text)) else at + 1
    return next((at for at, line in enumerate(lines) if line.zone == "main"), 0)


def _belongs_above(line: Line) -> bool:
    text = line.text
    return not line.is_table and bool(
        number_line(text)
        or letterhead(text)
        or MARKS.match(text)
        or SECRET.match(text)
        or organs_on(text)
        or ANNEX.match(text)
    )


def _take_range(head: Head, lines: list[Line], first: int, last: int) -> None:
    for line in lines[first:last]:
        take_mark(head, line)


def _number_in_title(head: Head) -> None:
    """…的通知（云政发〔2023〕4号）: the number behind a title on its line is the document's own."""
    if found := number_at_end(head.title):
        head.title, number = found
        head.number = head.number or number


def _take_rest(head: Head, lines: list[Line], start: int, known_titles: list[str]) -> None:
    """Goes on below the title until the text begins."""
    repeated = {bare(head.title), *(bare(title) for title in known_titles)} - {""}
    at = start
    while at < len(lines):
        line = lines[at]
        text = line.text
        if line.is_table:
            if line.zone == "main":
                break
        elif bare(text) in repeated and len(bare(text)) > 4:
            head.taken.append(line)
        elif ONLY_IN_BRACKETS.match(text) and not number_line(text) and head.title and at == start:
            head.title = join_title([head.title, text])
            head.taken.append(line)
        elif (
            NOTE.match(text)
            and not number_line(text)
            and not number_with_date(text)
            and len(text) < 400
            and head.title
            and at <= start + 3
        ):
            _take_note(head, line)
        elif (SUBTITLE.match(text) and head.title and at <= start + 3) or (
            SPEAKER.search(text) and at + 1 < len(lines) and looks_like_date(lines[at + 1].text.strip("（()）"))
        ):
            line.role = "note"
            head.opening.append(line)
        elif looks_like_date(text.strip("（()）")) and at <= start + 6:
            _take_date(head, line)
        elif is_around(text) and not is_addressees(text):
            if head.title and _opens_text(line):
                break
            take_mark(head, line)
        elif len(text) <= 40 and not number_line(text) and not is_addressees(text) and _addressed_below(lines, at):
            if not take_mark(head, line):
                head.cautions.append(Caution("left_out", text, line.location))
        elif line.zone == "main" or head.number is None or organs_on(text):
            stays = line.zone != "main" or at > start + 8 or is_addressees(text) or not take_mark(head, line)
            if stays and line.zone == "main":
                break
            if stays:
                take_mark(head, line)
        at += 1
    head.body = [line for line in lines[at:] if line.zone != "before"]


def _addressed_below(lines: list[Line], at: int) -> bool:
    """Whether the receivers come within a few short lines: what stands before them below a title is a page's."""
    for line in lines[at + 1 : at + 4]:
        if line.is_table or (is_prose(line.text) and not is_addressees(line.text)):
            return False
        if is_addressees(line.text):
            return bool(re.match(r"^(?:各|市|县|区|州|省|有关|全|你)", line.text)) and not is_addressees(
                lines[at].text + lines[at + 1].text
            )
    return False


def _opens_text(line: Line) -> bool:
    """What looks like a page's own line and is the first of the text: contacts, an event's time, names, a sentence."""
    if line.zone != "main" or is_furniture(line.text):
        return False
    names = is_link_list(line.text) and not line.paragraph.links
    return names or may_open_text(line.text) or is_own_words(line.text)


def _take_note(head: Head, line: Line) -> None:
    """（2023年5月6日 … 通过）: the note below the title of a regulation has its date and, often, its order."""
    head.noted_on = head.noted_on or date_in(line.text)
    if number := order_in_note(line.text):
        head.number = head.number or number
    if len(line.text) > 16:
        line.role = "note"
        head.opening.append(line)
    else:
        head.taken.append(line)


def _take_date(head: Head, line: Line) -> None:
    """A date in brackets below the title is the document's (as with decisions of meetings); any other may be the page's."""
    if line.text[0] in "（(" and (day := whole_date(line.text)):
        head.noted_on = head.noted_on or day
        head.taken.append(line)
    else:
        head.cautions.append(Caution("unclear_date", line.text, line.location))


def _take_addressees(head: Head) -> None:
    """The receivers at the top of the body: a line, a line a layout broke, or the opening of the first paragraph."""
    for count in range(1, 6):
        lines = head.body[:count]
        if len(lines) < count or any(line.is_table for line in lines):
            return
        text = "".join(close_up(line.text) for line in lines)
        if is_addressees(text):
            head.addressees = text[:-1].strip()
            for line in lines:
                line.role = "addressees"
            head.opening += lines
            head.body = head.body[count:]
            return
        if count == 1 and (hit := ADDRESSEE_OPENING.match(text)) and is_addressees(hit["names"] + "："):
            head.addressees = hit["names"].strip()
            return
        if (is_prose(lines[-1].text) and not _is_run_of_names(lines[-1].text)) or level_of(text) or ARTICLE.match(text):
            return


def _is_run_of_names(text: str) -> bool:
    """A long line of receivers that goes on: nothing but names and commas."""
    return not re.search(r"[。；！？]", text) and bool(re.match(r"^(?:各|市|县|区|州|省|有关)", text))
