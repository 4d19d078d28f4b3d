"""Precision and recall on the labelled set, kind by kind."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache
from io import BytesIO

import pytest

from intake.inspection import KINDS, Found, default_words
from intake.inspection.child import extract
from intake.inspection.extract import Extract
from intake.inspection.found import HIDDEN_CONTENT
from intake.inspection.reasons import refusal
from intake.inspection.service import judged
from tests.intake.labelled import documents, prints, sheets, strangers, texts, third
from tests.intake.labelled.sample import Sample

TODAY = date(2026, 11, 1)
STRICT = {"citizen_id": (0.98, 0.95), "mobile": (0.98, 0.95), "landline": (0.98, 0.95), "bank_card": (0.98, 0.95)}
OTHERS = (0.95, 0.95)
Pair = tuple[str, str]


@lru_cache(maxsize=1)
def samples() -> list[Sample]:
    return [sample for module in (texts, documents, sheets, prints, strangers, third) for sample in module.samples()]


@cache
def inspected(sample: Sample) -> tuple[Found, ...]:
    """As `inspect_file` does it, in this process: a child for each sample would take minutes."""
    data = sample.make()
    kind, reason = refusal(BytesIO(data), sample.name)
    assert not reason, f"{sample.name}: {reason}"
    taken = Extract.from_answer(extract(kind, data).as_answer().encode())
    inspection = judged(taken, default_words(), TODAY)
    assert not inspection.error, f"{sample.name}: {inspection.error}"
    return inspection.findings


def outcome(expected: tuple[Pair, ...], found: tuple[Found, ...]) -> Iterator[tuple[str, str, str]]:
    """(hit, missed or wrong; kind; text). Hidden content is right when the words are in it, once or more often."""
    left = [(one.kind, one.text) for one in found]
    for kind, text in expected:
        match = next((one for one in left if one[0] == kind and (one[1] == text or _holds(kind, one[1], text))), None)
        yield ("hit" if match else "missed"), kind, text
        if match:
            left.remove(match)
    hidden = any(kind == HIDDEN_CONTENT for kind, _ in expected)
    for kind, text in left:
        if kind != HIDDEN_CONTENT or not hidden:
            yield "wrong", kind, text


def _holds(kind: str, found: str, text: str) -> bool:
    return kind == HIDDEN_CONTENT and text in found


@lru_cache(maxsize=1)
def results() -> list[tuple[str, str, str, str]]:
    return [(sample.name, *one) for sample in samples() for one in outcome(sample.expected, inspected(sample))]


def test_detection_is_as_good_as_promised__for_every_kind(capsys: pytest.CaptureFixture[str]) -> None:
    counts = Counter((kind, verdict) for _, verdict, kind, _ in results())
    table = []
    for kind in KINDS:
        hit, missed, wrong = (counts[kind, verdict] for verdict in ("hit", "missed", "wrong"))
        recall, precision = hit / max(1, hit + missed), hit / max(1, hit + wrong)
        table.append(f"{kind:15} found {hit:3}, missed {missed}, wrong {wrong}: {recall:.3f} {precision:.3f}")
    with capsys.disabled():
        print("\n" + "\n".join([f"{len(samples())} samples; recall and precision", *table]))
    failed = [result for result in results() if result[1] != "hit"]
    for kind in KINDS:
        hit, missed, wrong = (counts[kind, verdict] for verdict in ("hit", "missed", "wrong"))
        recall, precision = STRICT.get(kind, OTHERS)
        assert hit >= 8, f"too few samples of {kind}"
        assert hit >= recall * (hit + missed), failed
        assert hit >= precision * (hit + wrong), failed


def test_no_clean_file_is_flagged__and_each_with_hidden_content_is() -> None:
    for sample in samples():
        found = inspected(sample)
        hidden = [text for kind, text in sample.expected if kind == HIDDEN_CONTENT]
        assert bool(hidden) == any(one.kind == HIDDEN_CONTENT for one in found), (sample.name, found)
        if not sample.expected:
            assert not found, sample.name


def test_set_is_large_enough__with_look_alikes_of_each_format() -> None:
    names = [sample.name for sample in samples()]
    assert len(names) >= 300
    assert len(set(names)) == len(names)
    for ending in ("txt", "docx", "xlsx", "pdf"):
        assert sum(name.endswith(ending) for name in names) >= 40
        assert any(name.endswith(ending) and not sample.expected for name, sample in zip(names, samples(), strict=True))


def test_found_says_where__for_people() -> None:
    for sample in samples():
        assert all(found.location and not found.location.isascii() for found in inspected(sample)), sample.name
