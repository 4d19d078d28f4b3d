"""Random combinations of layouts, formats, encodings and noise; `make soak` may take more seeds."""

import os
from pathlib import Path

import pytest

from catalog.importing import ParsedDocument, read_document

from .generated import generated
from .test_corpus import differences

SEEDS = int(os.environ.get("IMPORT_SEEDS", "24"))


@pytest.mark.parametrize("seed", range(SEEDS))
def test_generated_document_is_read_rightly(seed: int, tmp_path: Path) -> None:
    case = generated(seed)
    path = tmp_path / case.file
    path.write_bytes(case.data)
    parsed = read_document(path)
    assert isinstance(parsed, ParsedDocument)
    assert differences(case, parsed) == []
