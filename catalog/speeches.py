"""The speeches of a leader as the page shows them: where they stand now, or what became of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wagtail.models import Site

from cms.blocks import uid_of
from cms.references import Reference, references
from register.facts import LinkFacts

if TYPE_CHECKING:
    from .models import LeaderPage

SPEECH = "speech"
"""The kind of `register.EntryLink` from a leader to what was published here."""


@dataclass(frozen=True)
class Speech:
    """A `reference` on this platform, or else title and address as typed."""

    reference: Reference | None
    title: str = ""
    url: str = ""


def links_of(page: "LeaderPage") -> tuple[LinkFacts, ...]:
    """The publications of this platform that `page` lists, each once."""
    found = (uid_of(child.value["page"]) for child in page.speeches)
    return tuple(LinkFacts(SPEECH, uid) for uid in dict.fromkeys(found) if uid and uid != page.uid)


def speeches_of(page: "LeaderPage", site: Site) -> Iterator[Speech]:
    """The speeches of `page` as a page of `site` shows them. One that is not public yet is not told of. One query."""
    values = [child.value for child in page.speeches]
    known = references(site, {uid for value in values if (uid := uid_of(value["page"]))})
    for value in values:
        uid = uid_of(value["page"])
        if uid is None:
            if value["title"]:
                yield Speech(None, value["title"], value["url"] or "")
        elif known[uid].state != "unpublished":
            yield Speech(known[uid])
