"""What of a file became neither text nor field: every such line is named, and told to the reviewer where it is in doubt."""

from .dates import looks_like_date
from .head_marks import Head
from .lines import Line
from .noise import is_around, is_furniture, is_own_words, may_open_text
from .parsed import Caution, ParsedDocument


def account(parsed: ParsedDocument, lines: list[Line], metadata: list[Line], head: Head, kept: list[Line]) -> None:
    """Fills `left_out` with each of `lines` and `metadata` that is not `kept`; warns of what may be text after all."""
    recognised = {id(line) for line in head.taken}
    warned = {(caution.text, caution.location) for caution in parsed.warnings}
    parsed.left_out += [Caution("metadata", line.text, line.location) for line in metadata]
    for line in not_in(lines, kept):
        kind = "head" if id(line) in recognised else _kind(line)
        parsed.left_out.append(Caution(kind, line.text, line.location))
        if kind == "in_doubt" and (line.text, line.location) not in warned:
            parsed.warnings.append(Caution("left_out", line.text, line.location))


def not_in(lines: list[Line], kept: list[Line]) -> list[Line]:
    """Those of `lines` that are not among `kept`; two lines of the same words are two."""
    known = {id(line) for line in kept}
    return [line for line in lines if id(line) not in known]


def _kind(line: Line) -> str:
    """`page` is what a web page or a printer shows around a text; `in_doubt` is what no rule knows as that."""
    text = line.text
    if line.is_table:
        return "in_doubt" if line.zone == "main" else "page"
    if (is_own_words(text) and not is_furniture(text)) or ("年" in text and looks_like_date(text)):
        return "in_doubt"
    if line.zone != "main":
        return "page"
    return "page" if is_around(text) and not may_open_text(text) else "in_doubt"
