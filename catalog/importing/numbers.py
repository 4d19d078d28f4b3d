"""Document numbers (发文字号): how they are written in the wild, and their one normal form 政规〔2023〕4号."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from .dates import DIGITS

HAN_WORD = r"[\u4e00-\u9fff]"
AGENCY = rf"(?:{HAN_WORD}(?:{HAN_WORD}|[A-Za-z]|\s(?={HAN_WORD})|[（(〔\[]{HAN_WORD}{{1,6}}[）)〕\]]|[-·](?={HAN_WORD})){{0,20}}[-— ]?)"
OPEN, CLOSE = r"[〔\[（(【〈<｛{「﹝〖]", r"[〕\])）】〉>｝}」﹞〗]"
YEAR = r"(?:(?:19|20)\s?\d\s?\d|[一二三四五六七八九〇○零O0]{4})"
SERIAL = r"(?:\d{1,5}(?:\s?-\s?\d{1,3})?|[一二三四五六七八九十百零〇]{1,5})"
BRACKETED = rf"(?P<agency>{AGENCY})?\s*{OPEN}\s*(?P<year>{YEAR})\s*年?\s*{CLOSE}\s*(?P<odd>[-—–－_]*)\s*第?\s*(?P<serial>{SERIAL})\s*号"
UNBRACKETED = rf"(?P<agency>{HAN_WORD}{{2,12}}[发字函办规]{HAN_WORD}{{0,2}})\s*(?P<year>(?:19|20)\d{{2}})\s*年?\s*第?\s*(?P<serial>{SERIAL})\s*号"
ORDER = rf"(?P<name>{HAN_WORD}{{0,30}}(?:令|公告|通告))?\s*[（(〔\[]?\s*(?:(?P<year>(?:19|20)\d{{2}})\s*年?)?\s*第\s*(?P<serial>{SERIAL})\s*号\s*[）)〕\]]?"

WHOLE = re.compile(rf"^[（(\[【]?\s*(?:文\s*号|发文字号|编\s*号)?\s*[:：]?\s*{BRACKETED}\s*[）)\]】]?$")
WHOLE_UNBRACKETED = re.compile(rf"^[（(]?\s*{UNBRACKETED}\s*[）)]?$")
WHOLE_ORDER = re.compile(rf"^{ORDER}$")
AT_END = re.compile(rf"[（(\s]\s*{BRACKETED}\s*[）)]?$")
SIGNER = re.compile(r"\s*签\s*发\s*人\s*[:：]?.*$")
COPY_NUMBER = re.compile(r"^\d{6}\s+")
ORDER_IN_NOTE = re.compile(rf"(?P<name>{HAN_WORD}{{2,30}}令)\s*[（(]?\s*第\s*(?P<serial>{SERIAL})\s*号")


@dataclass(frozen=True)
class DocumentNumber:
    """The normal form; `found` as the file has it; `complete` is False without 机关代字 or with stray marks."""

    text: str
    found: str
    complete: bool = True


@lru_cache(maxsize=8192)
def number_line(line: str) -> DocumentNumber | None:
    """The number when a line is nothing else (brackets round it, and 签发人 behind it, may be there)."""
    if len(line) > 90:
        return None
    plain = COPY_NUMBER.sub("", SIGNER.sub("", unicodedata.normalize("NFKC", line).strip()))
    if hit := WHOLE.match(plain) or WHOLE_UNBRACKETED.match(plain):
        return _normal(hit, line)
    if hit := WHOLE_ORDER.match(plain):
        return _order(hit, line)
    return None


def number_at_end(line: str) -> tuple[str, DocumentNumber] | None:
    """A title line that ends with its own number: what is before it, and the number."""
    if len(line) > 300:
        return None
    plain = unicodedata.normalize("NFKC", line).strip()
    hit = AT_END.search(plain)
    if not hit or not hit["agency"]:
        return None
    # Positions in the normal form are those of the line only when nothing was widened by NFKC.
    head = line.strip()[: hit.start()] if len(plain) == len(line.strip()) else plain[: hit.start()]
    return head.rstrip(" （("), _normal(hit, line.strip()[hit.start() :].strip(" （()）"))


def order_in_note(note: str) -> DocumentNumber | None:
    """The order named in the note below a title: （2023年5月6日云杉市人民政府令第12号公布）."""
    hit = ORDER_IN_NOTE.search(unicodedata.normalize("NFKC", note))
    if not hit:
        return None
    name = re.sub(r"^.*[日月年]", "", hit["name"])
    return DocumentNumber(f"{name}第{_figure(hit['serial'])}号", hit[0])


def _normal(hit: re.Match[str], found: str) -> DocumentNumber:
    groups = hit.groupdict()
    agency = re.sub(r"\s", "", groups["agency"] or "").rstrip("-—")
    agency = re.sub(r"(?<=\w)第$", "", agency).replace("(", "（").replace(")", "）")
    odd = groups.get("odd") or ""
    year = re.sub(r"\s", "", groups["year"]).translate(DIGITS)
    return DocumentNumber(f"{agency}〔{year}〕{_figure(groups['serial'])}号", found, complete=bool(agency) and not odd)


def _order(hit: re.Match[str], found: str) -> DocumentNumber:
    year = f"{hit['year']}年" if hit["year"] else ""
    return DocumentNumber(f"{hit['name'] or ''}{year}第{_figure(hit['serial'])}号", found)


def _figure(serial: str) -> str:
    """The running number in figures: 四十七 is 47."""
    serial = re.sub(r"\s", "", serial)
    if serial[0].isascii():
        return serial
    if not set("十百") & set(serial):
        return serial.translate(DIGITS)
    total, current = 0, 0
    for char in serial:
        if char in "十百":
            total += (current or 1) * (10 if char == "十" else 100)
            current = 0
        else:
            current = int(char.translate(DIGITS))
    return str(total + current)
