"""From a neutral reading to a document: takes the page off, reads head and ending, and reports what stays open."""

from intake.findings import find_names, find_personal_data
from intake.readers import Reading

from .account import account, not_in
from .attachments import attachments_of, linked_files
from .body import items_of, join_annex_titles
from .carried import carry
from .ending import Signature, cut_page, find_signature
from .head import read_head
from .head_marks import Head, with_head_tables_opened
from .labels import meta_titles, take_facts
from .lines import Line, lines_of
from .noise import tells_of_more
from .parsed import Caution, Heading, ParsedDocument
from .settle import check_beginning, settle_date, settle_number, settle_organ, settle_title

METADATA_WITHIN = 60
MOST_NAMES = 50


def interpret(reading: Reading) -> ParsedDocument:
    """What the document says. `reading` has no reason of failure."""
    parsed = ParsedDocument(warnings=[Caution(notice.kind, notice.text, notice.location) for notice in reading.notices])
    every = lines = lines_of(reading)
    parsed.warnings += [
        Caution("incomplete", line.text, line.location)
        for line in lines
        if not line.is_table and tells_of_more(line.text)
    ]
    facts, lines = take_facts(lines, METADATA_WITHIN)
    known = meta_titles(reading.meta) + [title for title in [facts.get("title")] if title]
    lines = with_head_tables_opened(lines)
    head = read_head(lines, known)
    body = cut_page(head.body)
    signature = find_signature(body, head.title)
    parsed.warnings += head.cautions
    settle_title(parsed, head, body, signature, known)
    check_beginning(parsed, every)
    settle_number(parsed, head, facts)
    settle_date(parsed, head, signature, facts)
    settle_organ(parsed, head, signature, facts)
    parsed.addressees = head.addressees or facts.get("addressees").rstrip("：:")
    _settle_body(parsed, head, body, signature)
    parsed.attachments += [name for name in linked_files(head.body) if name not in parsed.attachments]
    kept = [*head.opening, *body]
    account(parsed, lines, facts.lines, head, kept)
    carry(parsed, reading.meta, not_in([*facts.lines, *lines], kept))
    parsed.warnings += _personal_data(parsed)
    return parsed


def _settle_body(parsed: ParsedDocument, head: Head, body: list[Line], signature: Signature) -> None:
    for line in body[signature.first : signature.last] if signature.last >= 0 else []:
        line.role = "signature"
    if signature.last >= 0:
        body[signature.last].role = "date" if signature.day or signature.doubtful else "signature"
    parsed.attachments, listed = attachments_of(body)
    for at in listed:
        body[at].role = body[at].role or "attachments"
    parsed.items = items_of(join_annex_titles([*head.opening, *body]))


def _personal_data(parsed: ParsedDocument) -> list[Caution]:
    """Telephone and ID numbers and names of contact persons, in each paragraph and table."""
    found = {(at, hit.start): hit for at, item in enumerate(parsed.items) for hit in find_personal_data(item.text)}
    names = sorted({hit.text for hit in found.values() if hit.kind == "contact_person"})[:MOST_NAMES]
    for at, item in enumerate(parsed.items):
        for hit in find_names(item.text, names):
            found.setdefault((at, hit.start), hit)
    return [
        Caution(hit.kind, hit.text, _place(parsed, at))
        for (at, _), hit in sorted(found.items(), key=lambda entry: entry[0])
    ]


def _place(parsed: ParsedDocument, at: int) -> str:
    item = parsed.items[at]
    return (
        f"正文第 {at + 1} 段"
        if isinstance(item, Heading) or not item.location
        else f"正文第 {at + 1} 段（原文{item.location}）"
    )
