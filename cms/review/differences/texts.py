"""Differences of two texts in readable pieces. Bounded: a text of any length costs a fraction of a second."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

TOKEN = re.compile(r"[0-9]+|[A-Za-z]+|\s+|.", re.DOTALL)
"""Numbers and Latin words change as wholes, Chinese by characters."""
SENTENCE = re.compile(r"[^。；！？\n]*[。；！？\n]?")
LIMIT = 400_000
"""Product of the numbers of tokens up to which tokens are compared; beyond it sentences are."""
SPECK = 2
"""So few unchanged characters between two changes are no help to a reader."""


@dataclass(frozen=True)
class Segment:
    """`kind` is same, insert or delete."""

    kind: str
    text: str


def changes(old: str, new: str) -> list[Segment]:
    """The way from `old` to `new`; what is deleted stands before what replaces it."""
    if old == new:
        return [Segment("same", new)] if new else []
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    head = common(before, after)
    tail = common(before[head:][::-1], after[head:][::-1])
    middle_old, middle_new = before[head : len(before) - tail], after[head : len(after) - tail]
    if len(middle_old) * len(middle_new) <= LIMIT:
        middle = by_tokens(middle_old, middle_new)
    else:
        middle = by_sentences("".join(middle_old), "".join(middle_new))
    start, end = "".join(after[:head]), "".join(after[len(after) - tail :])
    return merged([Segment("same", start), *middle, Segment("same", end)])


def common(left: list[str], right: list[str]) -> int:
    """How many items are equal at the beginning of both."""
    count = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        count += 1
    return count


def by_tokens(old: list[str], new: list[str]) -> list[Segment]:
    return [Segment(kind, "".join(part)) for kind, part in parts(old, new)]


def parts(old: list[str], new: list[str]) -> Iterable[tuple[str, list[str]]]:
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield "same", old[i1:i2]
            continue
        yield "delete", old[i1:i2]
        yield "insert", new[j1:j2]


def by_sentences(old: str, new: str) -> list[Segment]:
    """Whole sentences. `autojunk` stays on: texts of many equal lines would cost minutes without it."""
    before, after = SENTENCE.findall(old), SENTENCE.findall(new)
    found: list[Segment] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after).get_opcodes():
        if tag == "equal":
            found.append(Segment("same", "".join(before[i1:i2])))
            continue
        found += [Segment("delete", "".join(before[i1:i2])), Segment("insert", "".join(after[j1:j2]))]
    return found


def merged(segments: list[Segment]) -> list[Segment]:
    """Neighbours of a kind joined, and specks of unchanged text between changes made part of them."""
    kept = [one for one in segments if one.text]
    found: list[Segment] = []
    deleted = inserted = ""
    for place, one in enumerate(kept):
        between = (deleted or inserted) and place + 1 < len(kept)
        if one.kind == "same" and not (between and len(one.text) <= SPECK and "\n" not in one.text):
            found += flushed(deleted, inserted)
            deleted = inserted = ""
            found.append(one)
            continue
        deleted += one.text if one.kind != "insert" else ""
        inserted += one.text if one.kind != "delete" else ""
    return found + flushed(deleted, inserted)


def flushed(deleted: str, inserted: str) -> list[Segment]:
    pair = (Segment("delete", deleted), Segment("insert", inserted))
    return [one for one in pair if one.text]
