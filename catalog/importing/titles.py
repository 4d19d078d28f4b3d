"""Finding the title: every run of neighbouring lines that could be one is weighed by its looks and its neighbours."""

import itertools
import re
from dataclasses import dataclass

from .annexes import ANNEX
from .dates import looks_like_date, trailing_date
from .lines import Line
from .noise import is_around, is_furniture
from .numbers import number_line
from .organs import is_organ, is_person, letterhead, organs_of_title, organs_on
from .receivers import is_addressees
from .wording import (
    ARTICLE,
    ENDS_LIKE_TITLE,
    ENDS_STRONGLY,
    HAN,
    ONLY_IN_BRACKETS,
    SENTENCE_END,
    bare,
    is_prose,
    level_of,
    outside_quotes,
    tidy,
)

LONGEST_PIECE, LONGEST_TITLE, MOST_PIECES = 90, 220, 6
CONTINUES = re.compile(
    r"^(?:的(?:通知|意见|决定|公告|通告|函|批复|请示|报告|通报|复函|办法|实施|若干|补充|说明|议案|命令)|[、及和与》”]|通\s*知$|[（(][^（()）]{1,20}[）)]的)"
)
NOT_TITLE = re.compile(r"^目\s*录$|^[（(].*\d{4}年.*[月日].*[）)]$|^签\s*发\s*人|^(?:抄送|主送)")
SPEAKER = re.compile(r"^.{0,30}(?:长|主任|书记|主席)\s+[\u4e00-\u9fff]\s?[\u4e00-\u9fff]{1,3}$")
OPEN_END = re.compile(r"(?:[、《“（(]|关于|的|和|与|及|暨|等|印发|转发|批转|对|为|在|加强|进一步|推进|实施|工作)$")


@dataclass
class Title:
    """The joined title and the positions [first, last] of its lines; `weight` is how sure it is."""

    text: str
    first: int
    last: int
    weight: float


def find_title(lines: list[Line], known: list[str]) -> Title | None:
    """The best title among `lines`; `known` are titles the page itself names (META)."""
    view = _View(lines, known)
    best: Title | None = None
    for first in range(len(lines)):
        for last in range(first, min(first + MOST_PIECES, len(lines))):
            if not view.is_piece(last, first):
                break
            text = join_title([lines[at].text for at in range(first, last + 1)])
            if len(text) > LONGEST_TITLE:
                break
            weight = view.weigh(text, first, last)
            if weight is not None and (best is None or weight > best.weight):
                best = Title(text, first, last, weight)
    return best if best and best.weight >= 4 else None


def join_title(pieces: list[str]) -> str:
    """One title of several lines: no blanks between Chinese characters, one between two organs."""
    joined = ""
    for piece in (_closed_piece(piece) for piece in pieces):
        both_organs = joined and is_organ(joined.rsplit(" ", 1)[-1]) and (is_organ(piece) or organs_on(piece))
        latin = joined[-1:].isascii() and piece[:1].isascii() and joined[-1:].isalnum() and piece[:1].isalnum()
        joined += (" " if both_organs or latin else "") + piece
    return joined


def _closed_piece(piece: str) -> str:
    """A line of a title without the blanks of its layout; one blank stays between two names of organs."""
    parts = tidy(piece).split(" ")
    joined = parts[0]
    for part in parts[1:]:
        head = organs_of_title(part) or organs_on(part)
        both = len(part) > 2 and head and is_organ(joined.rsplit(" ", 1)[-1])
        han = re.search(rf"[{HAN}〇《》（）“”、：〔〕]$", joined) or re.match(rf"[{HAN}〇《》（）“”、：〔〕]", part)
        joined += (" " if both or not han else "") + part
    return joined


class _View:
    """What the weighing of one candidate may ask about the lines around it."""

    def __init__(self, lines: list[Line], known: list[str]) -> None:
        self.lines = lines
        self.known = [bare(title) for title in known]
        sizes = sorted(
            line.paragraph.size for line in lines if line.paragraph.size for _ in range(min(len(line.text), 80))
        )
        self.usual_size = sizes[len(sizes) // 2] if sizes else 0.0
        self.prose_before = [0]
        self.nothing_before = [True]
        for line in lines:
            text = line.text
            is_page = line.is_table or is_around(text) or number_line(text) or letterhead(text) or NOT_TITLE.match(text)
            self.nothing_before.append(self.nothing_before[-1] and bool(is_page))
            counts = (
                not line.is_table and (is_prose(line.text) or is_addressees(line.text)) and not is_around(line.text)
            )
            self.prose_before.append(self.prose_before[-1] + counts)

    def is_piece(self, at: int, first: int) -> bool:
        """Whether a line can be (part of) a title that begins at `first`."""
        line = self.lines[at]
        text = line.text
        if line.is_table or not 1 < len(text) <= LONGEST_PIECE or is_furniture(text) or looks_like_date(text):
            return not line.is_table and at > first and bool(re.fullmatch(rf"[{HAN}》”）]", text))
        if (
            NOT_TITLE.match(text)
            or number_line(text)
            or ANNEX.match(text)
            or is_person(text)
            or letterhead(text)
            or ARTICLE.match(text)
        ):
            return False
        if level_of(text) and not re.match(r"^第[一二三四五六七八九十\d]+(?:批|届|次|期)", text):
            return False
        if (dated := trailing_date(text)) and organs_on(dated[0]):
            return False
        if re.search(r"[:：,，。；;]$", text) or SENTENCE_END.search(outside_quotes(text).replace("…", "")):
            return False
        if at > first and line.zone != self.lines[first].zone:
            return False
        return line.paragraph.link_share < 0.9 or line.paragraph.heading > 0

    def weigh(self, text: str, first: int, last: int) -> float | None:
        """Higher is likelier; None is impossible."""
        looks = self._looks(first, last)
        matched = self._matched(text)
        ends = ENDS_LIKE_TITLE.search(text)
        about = "关于" in text or "印发" in text or "转发" in text
        organs = organs_of_title(text)
        opens = self._opens(first)
        if not ends and not (about and organs) and not matched and looks < 3 and not (opens and len(text) <= 60):
            return None
        if is_around(text) and not matched:
            return None
        weight = looks + matched
        weight += opens
        weight += (3 if ENDS_STRONGLY.search(text) else 2 if ends else 0) + 2 * about + 2 * bool(organs)
        weight += self._around(first, last) + self._joints(first, last)
        weight -= 5 * (text.count("《") != text.count("》") or text.count("“") != text.count("”"))
        weight -= 7 * min(2, self.prose_before[first])
        return weight - 0.3 * (last - first)

    def _opens(self, first: int) -> float:
        """Nothing but page and letterhead before it: the first line of a document is its title more often than not."""
        before = (line.text for line in self.lines[:first] if not line.is_table)
        alone = all(
            is_around(text) or number_line(text) or letterhead(text) or NOT_TITLE.match(text) for text in before
        )
        return 1.5 * (alone and self.lines[first].zone == "main")

    def _looks(self, first: int, last: int) -> float:
        paragraphs = [self.lines[at].paragraph for at in range(first, last + 1)]
        head = paragraphs[0]
        value = 2.0 * all(p.align == "center" for p in paragraphs)
        value += 3 * all(0 < p.heading <= 2 for p in paragraphs) + 3 * all(p.marks == "title" for p in paragraphs)
        value += 3 * bool(self.usual_size and all(p.size > 1.15 * self.usual_size for p in paragraphs))
        value += 0.5 * all(p.bold for p in paragraphs) + (
            0.5 if head.zone == "main" else -2 if head.zone == "after" else 0
        )
        return value - 6 * (max(p.link_share for p in paragraphs) > 0.6)

    def _matched(self, text: str) -> float:
        plain = bare(text)
        if plain in self.known:
            return 5
        return 3 if any(len(k) > 8 and (k in plain or plain in k) and len(plain) > 8 for k in self.known) else 0

    def _around(self, first: int, last: int) -> float:
        value = 0.0
        for line in self.lines[last + 1 : last + 5]:
            if line.is_table:
                break
            if number_line(line.text):
                value += 3
            elif is_addressees(line.text):
                value += 4
                break
            elif (
                is_prose(line.text)
                or level_of(line.text)
                or ARTICLE.match(line.text)
                or re.match(r"^目\s*录", line.text)
            ):
                value += 3
                break
            elif ENDS_STRONGLY.search(line.text) and len(line.text) > 10 and not CONTINUES.match(line.text):
                value -= 2  # another title comes before the text: this one is the page's, or a letterhead
                break
            elif not self._may_stand_between(line.text):
                break
        before = self.lines[first - 1] if first else None
        if before is not None and not before.is_table:
            value += 3 * bool(number_line(before.text) or letterhead(before.text)) - 5 * bool(ANNEX.match(before.text))
        return value + self._in_list(first, last)

    def _may_stand_between(self, text: str) -> bool:
        """Date, note in brackets, speaker or organ: what may stand between a title and the text."""
        dated = trailing_date(text)
        if dated and organs_on(dated[0]):
            return True
        return bool(
            is_around(text) or looks_like_date(text) or text[0] in "（(" or organs_on(text) or SPEAKER.search(text)
        )

    def _in_list(self, first: int, last: int) -> float:
        """Titles above and below, each whole: a list of links."""
        neighbours = [self.lines[at].text for at in (first - 1, last + 1) if 0 <= at < len(self.lines)]
        whole = [text for text in neighbours if ENDS_STRONGLY.search(text) and len(text) > 8]
        return -3.0 * (first == last and len(whole) == 2)

    def _joints(self, first: int, last: int) -> float:
        """Whether the run begins and ends where a title would, and holds together inside."""
        texts = [line.text for line in self.lines[first : last + 1]]
        value = -4.0 * any(self._sizes_differ(first, at) for at in range(first + 1, last + 1))
        if first and self._is_unfinished(first - 1, first) and not CONTINUES.match(self.lines[first - 1].text):
            value -= 4
        if last + 1 < len(self.lines) and self.is_piece(last + 1, first):
            following = self.lines[last + 1].text
            if CONTINUES.match(following) or ONLY_IN_BRACKETS.match(following) or OPEN_END.search(texts[-1]):
                value -= 4
        for piece, after in itertools.pairwise(texts):
            flows = CONTINUES.match(after) or ONLY_IN_BRACKETS.match(after)
            if ENDS_STRONGLY.search(piece) and not flows and (len(piece) > 8 or len(after) > 8):
                value -= 5
            elif is_around(piece) or is_around(after):
                value -= 4
        if CONTINUES.match(texts[0]) and first and not self._is_page_or_number(self.lines[first - 1].text):
            value -= 6
        return value

    def _sizes_differ(self, one: int, other: int) -> bool:
        """Whether two lines are set in clearly different sizes; where sizes are not known they do not differ."""
        if re.match(r"^(?:关于|印发|转发)", self.lines[one + 1].text if other > one else "") and organs_on(
            self.lines[one].text
        ):
            return False  # an organ's name above 关于… belongs to the title in whatever size it is set
        sizes = sorted((self.lines[one].paragraph.size, self.lines[other].paragraph.size))
        return sizes[0] > 0 and sizes[1] > 1.2 * sizes[0]

    def _is_page_or_number(self, text: str) -> bool:
        return bool(number_line(text) or letterhead(text) or is_around(text))

    def _is_unfinished(self, at: int, first: int) -> bool:
        """Whether the line before looks like the first half of a title."""
        if not self.is_piece(at, at) or self.lines[at].zone != self.lines[first].zone:
            return False
        text = self.lines[at].text
        if self._sizes_differ(at, first):
            return False
        if is_around(text) or (ENDS_STRONGLY.search(text) and not CONTINUES.match(self.lines[first].text)):
            return False
        return bool(organs_on(text) or organs_of_title(text) or "关于" in text or OPEN_END.search(text))
