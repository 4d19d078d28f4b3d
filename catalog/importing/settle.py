"""Decides what a document's own number, day, organ and title are, from all that was found; reports what stays open.

What the document says itself comes first; what a page says about it fills gaps only, and that is reported.
"""

import re
from datetime import date

from .annexes import ANNEX
from .dates import date_in
from .ending import Signature
from .head_marks import Head
from .labels import Facts
from .lines import Line
from .numbers import DocumentNumber, number_line
from .organs import organs_of_title, organs_on, same_organ
from .parsed import Caution, ParsedDocument
from .titles import find_title
from .wording import HAN, bare, tidy

ORDER = re.compile(r"(?:命令|令)$")
NO_NAME = frozenset("省市县区州对由在和与向经按以据立自到及为")
PROMULGATED = re.compile(
    r"《(?P<title>[^《》]{4,80}(?:《[^《》]*》[^《》]*)?)》[^。]{0,80}(?:通过|公布|发布|施行|同意|批准)"
)


def settle_title(parsed: ParsedDocument, head: Head, body: list[Line], signature: Signature, known: list[str]) -> None:
    """The title of the head; else that of the annexed text, of the page, or of a first short line, each reported."""
    parsed.title = head.title
    if parsed.title:
        _promulgated(parsed, body, signature)
    else:
        parsed.title, kind, place = _other_title(body, signature, known)
        parsed.warnings.append(Caution(kind, parsed.title, place))


def _promulgated(parsed: ParsedDocument, body: list[Line], signature: Signature) -> None:
    """An order that puts a regulation into force, with the regulation behind it, is known by the regulation's name."""
    if not ORDER.search(parsed.title) or signature.last < 0:
        return
    before = "".join(line.text for line in body[: signature.first] if not line.is_table)
    after = {
        bare("".join(line.text for line in body[at : at + n]))
        for at in range(signature.last + 1, len(body))
        for n in (1, 2, 3)
    }
    hit = PROMULGATED.search(before)
    if hit and bare(hit["title"]) in after:
        parsed.title = tidy(hit["title"])


def _other_title(body: list[Line], signature: Signature, known: list[str]) -> tuple[str, str, str]:
    annexed = [line for line in body[signature.last + 1 :] if signature.last >= 0]
    annexed = annexed[1:] if annexed and not annexed[0].is_table and ANNEX.match(annexed[0].text) else annexed
    found = find_title(annexed[:8], [])
    if found is not None and found.first <= 1:
        return found.text, "title_of_annex", annexed[found.first].location
    if known:
        return known[-1], "title_of_page", ""
    return "", "no_title", ""


def check_beginning(parsed: ParsedDocument, lines: list[Line]) -> None:
    """A title that lost its first character: the place it begins with is always written with one more elsewhere."""
    organs = organs_of_title(parsed.title)
    place = re.match(r"[^市县区州省]{1,6}[市县区州省]", organs[0]) if organs else None
    if place is None:
        return
    text = "\n".join(line.text for line in lines if line.text != parsed.title and not line.is_table)
    before = re.findall(rf"(.?){re.escape(place[0])}", text)
    if len(before) >= 2 and len(set(before)) == 1 and re.match(rf"[{HAN}]", before[0]) and before[0] not in NO_NAME:
        parsed.warnings.append(Caution("title_may_be_cut", before[0] + place[0]))


def settle_number(parsed: ParsedDocument, head: Head, facts: Facts) -> None:
    number = head.number
    stated = number_line(facts.get("number")) if facts.get("number") else None
    if number is None and stated is not None:
        number = stated
        parsed.warnings.append(Caution("number_from_page", stated.found))
    elif number is not None and stated is not None and stated.text != number.text:
        if not number.complete and stated.complete:
            number = stated
        parsed.warnings.append(Caution("number_differs", stated.found))
    if number is None:
        parsed.warnings.append(Caution("no_document_number"))
        return
    parsed.document_number = _with_name(number, parsed, head)
    if not number.complete:
        parsed.warnings.append(Caution("incomplete_document_number", number.found))


def _with_name(number: DocumentNumber, parsed: ParsedDocument, head: Head) -> str:
    """第12号 alone is the number of an order: with its name it is 云杉市人民政府令第12号."""
    if not number.text.startswith("第"):
        return number.text
    name = head.title if ORDER.search(head.title) else ""
    return f"{name}{number.text}"


def settle_date(parsed: ParsedDocument, head: Head, signature: Signature, facts: Facts) -> None:
    day = signature.day or head.noted_on
    stated = date_in(facts.get("date")) if facts.get("date") else None
    if day is None and stated is not None:
        day = stated
        parsed.warnings.append(Caution("date_from_page", facts.get("date")))
    elif day is not None and stated is not None and stated != day:
        parsed.warnings.append(Caution("date_differs", facts.get("date")))
    if signature.doubtful and signature.day is None:
        parsed.warnings.append(Caution("incomplete_date", signature.doubtful))
    if day is None:
        parsed.warnings.append(Caution("no_issued_on"))
    elif day > date.today():
        parsed.warnings.append(Caution("date_in_future", day.isoformat()))
    parsed.issued_on = day.isoformat() if day else None


def settle_organ(parsed: ParsedDocument, head: Head, signature: Signature, facts: Facts) -> None:
    """Signature, title, letterhead, page — in this order; a shortened name yields to the full one."""
    signed = [name for name in signature.organs if name != "?"]
    stated = organs_on(facts.get("organ")) if facts.get("organ") else []
    offers = [organs for organs in (signed, organs_of_title(head.title), head.organs) if organs]
    if not offers and (regulated := _of_order(parsed.document_number)):
        offers = [regulated]
    if not offers and stated:
        offers = [stated]
        parsed.warnings.append(Caution("organ_from_page", facts.get("organ")))
    best = offers[0] if offers else []
    for other in offers[1:]:
        if (len(best) == len(other) == 1 and len(other[0]) > len(best[0]) and same_organ(best[0], other[0])) or (
            len(other) > len(best) and set(best) <= set(other)
        ):
            best = other
    parsed.organ = "、".join(dict.fromkeys(best))
    if not parsed.organ:
        parsed.warnings.append(Caution("no_organ"))


def _of_order(number: str) -> list[str]:
    """The organ in 云杉市人民政府令第12号."""
    hit = re.match(r"(.+?)(?:命令|令)第", number)
    return organs_on(hit[1]) if hit else []
