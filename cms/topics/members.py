"""Which publications a topic gathers, and its listing, which carries them. Call what writes under the register's lock."""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Page

from register import places
from register.facts import EntryFacts, ListingFacts
from register.languages import tag_of
from register.listings import close, ensure
from register.models import Entry, Listing

from ..blocks.publication import read_uid
from .rules import TOPIC, Rule, rules_in

if TYPE_CHECKING:
    from ..models import TopicPage

IN_PUBLIC = Q(live=True, entry__isnull=False, entry__withdrawn_at=None)
"""Topics that have a live entry."""
MOST = 5000
"""Publications of one topic: they are placed while everybody who publishes waits."""


@dataclass(frozen=True)
class Gathering:
    """What one topic gathers: what stands under one of its `rules`, and what was `chosen`, in its order."""

    rules: tuple[Rule, ...]
    chosen: tuple[uuid.UUID, ...]

    def takes(self, facts: EntryFacts, organ: str) -> bool:
        if facts.kind == TOPIC:
            return False
        return facts.uid in self.chosen or any(rule.takes(facts, organ) for rule in self.rules)

    def entries(self, site_id: int, language: str) -> QuerySet[Entry]:
        """Live entries of the site, in one language, that belong to the topic, newest first."""
        wanted = Q(uid__in=self.chosen)
        for rule in self.rules:
            wanted |= rule.condition()
        found = Entry.objects.live().filter(wanted, site=site_id, language=language).exclude(kind=TOPIC)
        return found.order_by("-listed_at", "-uid")


@dataclass(frozen=True)
class PublicTopic:
    """A topic that the public sees, with its listing."""

    site_id: int
    gathering: Gathering
    listing: ListingFacts


def gatherings(topics: Sequence["TopicPage"]) -> list[Gathering]:
    """What each of `topics` gathers, as its stored streams say. One query where a rule names a column."""
    numbers = {child["value"].get("column") for topic in topics for child in topic.rules.raw_data}
    named = [number for number in numbers if number]
    columns = dict(Page.objects.filter(pk__in=named).values_list("pk", "path")) if named else {}
    return [Gathering(tuple(rules_in(topic.rules.raw_data, columns)), tuple(chosen_in(topic))) for topic in topics]


def chosen_in(topic: "TopicPage") -> Iterator[uuid.UUID]:
    """The uids that its sections name, each once."""
    values = (item for child in topic.sections.raw_data for item in child["value"].get("publications", ()))
    stored = (item["value"] if isinstance(item, dict) and "value" in item else item for item in values)
    yield from dict.fromkeys(uid for uid in map(read_uid, stored) if uid)


def public_topics() -> list[PublicTopic]:
    """Every topic that has a live entry. One query, two where a rule names a column."""
    from ..models import TopicPage

    topics = list(TopicPage.objects.filter(IN_PUBLIC).select_related("entry").order_by("pk"))
    found = zip(topics, gatherings(topics), strict=True)
    return [PublicTopic(topic.entry.site_id, gathering, listing_of(topic.entry)) for topic, gathering in found]


def listing_of(entry: Entry) -> ListingFacts:
    """The listing of the topic with this entry."""
    kind = Listing.Kind.TOPIC
    return ListingFacts(
        kind, str(entry.page_id), entry.url, entry.title, entry.summary, entry.tree_path, language=entry.language
    )


def listings_with(topics: Iterable[PublicTopic], facts: EntryFacts, organ: str) -> tuple[ListingFacts, ...]:
    """The listings of the topics that gather what `facts` say."""
    here = (one for one in topics if (one.site_id, one.listing.language) == (facts.site_id, facts.language))
    return tuple(one.listing for one in here if one.gathering.takes(facts, organ))


def settle(topic: "TopicPage", at: datetime) -> None:
    """Make the listing of `topic`, as it is stored, carry what it gathers; dissolve it when it is not public."""
    entry = Entry.objects.live().filter(uid=topic.uid).first()
    dissolve(topic.pk, at, but=entry.site_id if entry else None)
    if entry is not None:
        (gathering,) = gatherings([topic])
        listing = ensure(entry.site_id, listing_of(entry), at)
        places.fill(listing, gathering.entries(entry.site_id, entry.language)[:MOST], at)


def dissolve(page_id: int, at: datetime, but: int | None = None) -> None:
    """Take the listing of the topic with this page off every site `but` one, and everything out of it."""
    listings = Listing.objects.filter(kind=Listing.Kind.TOPIC, key=str(page_id), is_public=True)
    if but is not None:
        listings = listings.exclude(site=but)
    for listing in listings:
        places.fill(listing, [], at)
    close(listings, at)


def settle_below(page: Page, site_id: int, at: datetime) -> None:
    """After columns moved: topics beneath have other addresses, and what stands in a column may stand in another."""
    from ..models import TopicPage

    beneath = Q(path__startswith=page.path)
    for topic in TopicPage.objects.filter(IN_PUBLIC, beneath | Q(entry__site=site_id)):
        settle(topic, at)


def number_problem(topic: "TopicPage") -> str:
    """Why `topic` cannot be published with what it gathers now; '' when it can."""
    parts = topic.get_url_parts()
    (gathering,) = gatherings([topic])
    count = gathering.entries(parts[0], tag_of(topic.locale.language_code))[: MOST + 1].count() if parts else 0
    elsewhere = Entry.objects.live().filter(uid__in=gathering.chosen).exists() if not count else False
    if not count and not elsewhere:
        return _("专题还没有收入任何已经公开的信息，空白专题不能发布。请放宽收录条件，或者在“编排”中选择已公开的信息。")
    if count > MOST:
        return _("专题收入的信息超过%(most)d条，请增加收录条件，缩小范围。") % {"most": MOST}
    return ""
