"""Every document of the corpus is read as an official would read it."""

from pathlib import Path

import pytest

from catalog.importing import ParsedDocument, read_document
from catalog.importing.parsed import Grid

from .corpus import CASES, Case


@pytest.mark.parametrize("case", CASES, ids=[case.file for case in CASES])
def test_document_is_read_rightly__for_each_of_the_corpus(case: Case, tmp_path: Path) -> None:
    path = tmp_path / case.file
    path.write_bytes(case.data)
    parsed = read_document(path)
    assert isinstance(parsed, ParsedDocument)
    assert differences(case, parsed) == []


def differences(case: Case, parsed: ParsedDocument) -> list[str]:
    """Every expectation that is not met, in words."""
    wanted = {
        "title": case.title,
        "document_number": case.number,
        "issued_on": case.day,
        "organ": case.organ,
        "addressees": case.addressees,
        "attachments": list(case.attachments) if case.attachments is not None else None,
        "sections": list(case.sections) if case.sections is not None else None,
        "tables": case.tables,
    }
    got = {
        **parsed.as_json(),
        "sections": [heading.text for heading in parsed.sections],
        "tables": sum(isinstance(item, Grid) for item in parsed.items),
    }
    kinds = {warning.kind for warning in parsed.warnings}
    told = [
        f"{k}: {got[k]!r} instead of {v!r}"
        for k, v in wanted.items()
        if got[k] != v and (v is not None or k == "issued_on")
    ]
    told += [f"lost: {words}" for words in case.has if words not in parsed.text]
    told += [f"noise: {words}" for words in case.lacks if words in parsed.text + parsed.title]
    told += [f"no warning: {kind}" for kind in case.warns if kind not in kinds]
    return told + [f"needless warning: {kind}" for kind in case.quiet if kind in kinds]
