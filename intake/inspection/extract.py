"""What the limited child hands over: stories to search, hidden content, and why there is no more."""

import json
from dataclasses import dataclass, field

from .limits import MAX_CHARACTERS, MAX_HIDDEN, MAX_SEGMENTS, SHOWN
from .stories import Segment, Story


@dataclass(frozen=True)
class Hidden:
    """Words that a reader of the file does not see, or the name of what is hidden, and where."""

    text: str
    location: str


@dataclass
class Extract:
    """Everything in one file. `reason` is a code of `reasons.py`; `notices` are sentences for people."""

    stories: list[Story] = field(default_factory=list)
    hidden: list[Hidden] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    reason: str = ""

    def story(self, text: str, location: str, *, again: bool = False) -> None:
        """A story of one segment."""
        made = Story(again=again)
        made.add(text, location)
        self.stories.append(made)

    def hide(self, text: str, location: str) -> None:
        """Notes hidden content; nothing but blanks hides nothing."""
        words = text.strip()
        if words and len(self.hidden) < MAX_HIDDEN:
            self.hidden.append(Hidden(words[:SHOWN], location))

    def take(self, other: "Extract", place: str) -> None:
        """Adds what a file within the file holds, each place with the name of that file before it."""
        for story in other.stories:
            moved = [Segment(s.text, place + s.location, s.context, s.cell, s.figure) for s in story.segments]
            self.stories.append(Story(moved, story.again))
        self.hidden += [Hidden(one.text, place + one.location) for one in other.hidden]

    @property
    def is_too_long(self) -> bool:
        segments = [segment for story in self.stories for segment in story.segments]
        return len(segments) > MAX_SEGMENTS or sum(len(segment.text) for segment in segments) > MAX_CHARACTERS

    def as_answer(self) -> str:
        stories = [
            [story.again, [[s.text, s.location, s.context, s.cell, s.figure] for s in story.segments]]
            for story in self.stories
            if story.segments
        ]
        hidden = [[one.text, one.location] for one in self.hidden]
        return json.dumps([stories, hidden, self.notices, self.reason], separators=(",", ":"))

    @classmethod
    def from_answer(cls, answer: bytes) -> "Extract":
        """Believes nothing but the shape; anything else is a crash."""
        try:
            stories, hidden, notices, reason = json.loads(answer)
            made = [Story([Segment(*segment) for segment in segments], again) for again, segments in stories]
            return cls(made, [Hidden(*one) for one in hidden], list(map(str, notices)), str(reason))
        except (ValueError, TypeError):
            return cls(reason="crashed")
