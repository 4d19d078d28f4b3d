"""A stretch of folded text that a pattern took for a number."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Span:
    kind: str
    start: int
    end: int
    normal: str


def without_overlaps(spans: list[Span]) -> list[Span]:
    """In the order of the text; of two that overlap, the one that was named first stays."""
    kept: list[Span] = []
    taken: set[int] = set()
    for span in spans:
        places = range(span.start, span.end)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)
