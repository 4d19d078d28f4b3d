"""All detectors over the stories of one text or file."""

from collections.abc import Iterable, Iterator
from datetime import date

from .bank_cards import bank_cards
from .citizen_ids import citizen_ids
from .found import Found
from .landlines import landlines
from .mobiles import mobiles
from .secrecy import secrecy_marks
from .spans import Span, without_overlaps
from .stories import Story
from .wording import words_in
from .wordlists import WordLists


def findings_of(stories: Iterable[Story], words: WordLists, today: date) -> list[Found]:
    """In the order of the stories and their texts. A story read `again` adds only what its place has not given yet."""
    findings: list[Found] = []
    known: set[tuple[str, str, str]] = set()
    for story in stories:
        found = list(_found_in(story, words, today)) if story.segments else []
        if story.again:
            found = [one for one in found if (one.kind, one.normal, one.location) not in known]
        known |= {(one.kind, one.normal, one.location) for one in found}
        findings += found
    return findings


def _found_in(story: Story, words: WordLists, today: date) -> Iterator[Found]:
    numbers = [*_numbers_in(story, today)]
    if story.levelled is not None:
        numbers += _numbers_in(story.levelled, today)  # what overlaps a number that was found before adds nothing
    marks = without_overlaps(list(secrecy_marks(story)))
    found = [
        (span.start, _found(story, span.kind, span.start, span.end, span.normal))
        for span in (*without_overlaps(numbers), *marks)
    ]
    found += [
        (word.start, _found(story, word.kind, word.start, word.end, word.normal, word.advice))
        for word in words_in(story, words)
    ]
    yield from (one for _, one in sorted(found, key=lambda pair: pair[0]))


def _numbers_in(story: Story, today: date) -> Iterator[Span]:
    yield from citizen_ids(story, today)
    yield from bank_cards(story)
    yield from mobiles(story)
    yield from landlines(story)


def _found(story: Story, kind: str, start: int, end: int, normal: str, advice: str = "") -> Found:
    location = story.segment_at(start).location
    return Found(kind, story.folded.original(start, end), location, normal, advice)
