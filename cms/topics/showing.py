"""What the page of a topic shows."""

from typing import TYPE_CHECKING, Any

from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast
from wagtail.models import Site

from register import pages
from register.languages import tag_of
from register.models import Entry, Listing

from ..blocks.publication import uid_of
from ..references import Reference, references
from .members import IN_PUBLIC, gatherings

if TYPE_CHECKING:
    from ..models import TopicPage

AT_HOME = 4
"""Topics on a home page."""
DRAFTED = 20
"""Publications that the preview of a draft shows of what its rules find."""


def topic_context(page: "TopicPage", site: Site) -> dict[str, Any]:
    """`sections` with the live publications among the chosen, `entries` of the listing beside them, and the way on. A
    fixed number of queries."""
    values = [(child.value, [uid_of(one) for one in child.value["publications"]]) for child in page.sections]
    known = references(site, {uid for _value, uids in values for uid in uids if uid})
    sections = [section(value, [known[uid] for uid in uids if uid]) for value, uids in values]
    shown = {one.uid for part in sections for one in part["publications"]}
    listing = page.shown_listing
    front = pages.front(listing) if listing else None
    found, older = (front.entries, front.older) if front else (drafted(page, site), None)
    entries = [entry for entry in found if entry.uid not in shown]
    sections = [part for part in sections if part["publications"]]
    return {
        "gathers": bool(found or sections),
        "sections": sections,
        "entries": entries,
        "older_url": f"{listing.path}archive/{older.number}/" if listing and older else "",
        "newer_url": "",
        "is_archive": False,
    }


def section(value: Any, publications: list[Reference]) -> dict[str, Any]:
    """A section without what the public cannot read."""
    live = [one for one in publications if one.is_live]
    return {"heading": value["heading"], "text": value["text"], "publications": live}


def newest_topics(site: Site, language: str) -> list[Entry]:
    """The newest topics of a site in one language that gather something. One query."""
    from ..models import TopicPage

    listings = Listing.objects.filter(site=site, kind=Listing.Kind.TOPIC, key=Cast(OuterRef("pk"), CharField()))
    topics = TopicPage.objects.filter(IN_PUBLIC, entry__site=site, entry__language=language)
    topics = topics.filter(Exists(listings.with_entries())).select_related("entry").order_by("-entry__listed_at")
    return [topic.entry for topic in topics[:AT_HOME]]


def drafted(page: "TopicPage", site: Site) -> list[Any]:
    """What the rules of a draft find now."""
    (gathering,) = gatherings([page])
    return list(gathering.entries(site.pk, tag_of(page.locale.language_code)).select_related("organ")[:DRAFTED])
