"""The entry points: a text or a file in, findings out."""

import os
from datetime import date

from ..readers.parent import answer_of_child, opened, opened_bytes
from ..readers.structure import Unreadable
from .detect import findings_of
from .extract import Extract
from .found import HIDDEN_CONTENT, Found, Inspection
from .limits import ANSWER_BYTES, MAX_SECONDS
from .reasons import message, refusal
from .stories import Story
from .wordlists import WordLists, configured_words

CHILD = "intake.inspection.child"


def inspect_text(
    text: str, location: str = "", *, words: WordLists | None = None, today: date | None = None
) -> list[Found]:
    """Findings of one text in memory. Without a `location` each finding names its line.

    words: the configured lists unless given; today: the latest plausible date of birth.
    """
    story = Story()
    for number, line in enumerate(text.split("\n"), 1):
        story.add(line, location or f"第{number}行")
    return findings_of([story], configured_words() if words is None else words, today or date.today())


def inspect_file(
    source: str | os.PathLike[str] | bytes,
    name: str = "",
    *,
    words: WordLists | None = None,
    today: date | None = None,
) -> Inspection:
    """Findings of one file, by path or by its bytes; `name` only helps to say what is wrong with it.

    What the file really is decides how it is read, in a child with limits. Never raises for what is in it: `error`
    says why it could not be read, or not wholly.
    """
    try:
        with opened_bytes(source) if isinstance(source, bytes) else opened(source) as stream:
            kind, reason = refusal(stream, name or ("" if isinstance(source, bytes) else os.fspath(source)))
            if reason:
                return Inspection(message(reason))
            answer, reason = answer_of_child(CHILD, kind, stream, seconds=MAX_SECONDS, size=ANSWER_BYTES)
    except Unreadable as error:
        return Inspection(message(error.reason))
    extract = Extract(reason=reason) if reason else Extract.from_answer(answer)
    return judged(extract, configured_words() if words is None else words, today or date.today())


def judged(extract: Extract, words: WordLists, today: date) -> Inspection:
    """What is found in a file that was taken apart."""
    hidden = [Found(HIDDEN_CONTENT, one.text, one.location, one.text) for one in extract.hidden]
    findings = findings_of(extract.stories, words, today)
    return Inspection(message(extract.reason), (*findings, *dict.fromkeys(hidden)), tuple(extract.notices))
