"""The relations of one document, its own and those that others state, as its page shows them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from cms.blocks import uid_of
from cms.json_schema import ADDRESS, DAY, REFERENCE, TEXT, Schema, closed, exactly, many, maybe
from cms.references import Reference, links_to, references
from cms.review.hints import Hint
from cms.titles import in_title_marks
from organs.models import Organ
from register.facts import LinkFacts
from register.models import Entry, EntryLink

from .blocks import Relation
from .blocks.relations import OF_VALIDITY, OPPOSITE

if TYPE_CHECKING:
    from .models import OfficialDocumentPage

BASIS_OF = "basis_of"
"""The other side of `based_on`; nobody states it."""
MOST_STEPS = 20
"""Documents between one and itself that are asked for what they abolish."""
HEADINGS = {
    Relation.AMENDS: _("修改的文件"),
    Relation.REPEALS: _("废止的文件"),
    Relation.BASED_ON: _("制定依据"),
    Relation.AMENDED_BY: _("修改本文件的文件"),
    Relation.REPEALED_BY: _("废止本文件的文件"),
    BASIS_OF: _("以本文件为依据的文件"),
}
"""What a group of related documents is called, in the order of the page."""


@dataclass(frozen=True)
class Related:
    """One related document: a `reference` on this platform, or else title, number and address as typed."""

    kind: str
    reference: Reference | None
    title: str = ""
    number: str = ""
    url: str = ""
    holds_from: date | None = None

    @property
    def key(self) -> tuple[str, UUID | None]:
        """The same relation to the same document of this platform, whoever states it."""
        return self.kind, self.reference.uid if self.reference else None

    def as_json(self) -> dict[str, Any]:
        """{kind, document: {uid, title, url} | null, title, number, url, holds_from}; `title` and `url` are typed ones."""
        reference = self.reference
        return {
            "kind": str(self.kind),
            "document": reference.as_json() if reference else None,
            "title": self.title,
            "number": reference.document_number if reference else self.number,
            "url": self.url or None,
            "holds_from": self.holds_from.isoformat() if self.holds_from else None,
        }


def related_schema() -> Schema:
    """JSON Schema of what `Related.as_json` writes of each document."""
    row = {
        "kind": closed(HEADINGS.items()),
        "document": maybe(REFERENCE),
        "title": TEXT,
        "number": TEXT,
        "url": maybe(ADDRESS),
        "holds_from": maybe(DAY),
    }
    told = _now("本文件写明的关系，以及其他文件写明的与本文件的关系，与页面所示相同；kind 说明该文件是本文件的什么。")
    return many(exactly(row, title=_now("相关文件（双向）"), description=told))


def own_links(page: "OfficialDocumentPage") -> tuple[LinkFacts, ...]:
    """The documents of this platform that `page` names, each once for each relation."""
    found: dict[tuple[str, object], LinkFacts] = {}
    for child in page.relations:
        uid, kind = uid_of(child.value["document"]), child.value["kind"]
        if uid and uid != page.uid:
            found.setdefault((kind, uid), LinkFacts(kind, uid, day_of(page, child.value)))
    return tuple(found.values())


def day_of(page: "OfficialDocumentPage", value: dict) -> date | None:
    """From which day a relation holds; None where it changes nothing, or the day is not known.

    What this document does holds from its own 实施日期 or 成文日期 when nothing else is said.
    """
    if value["kind"] not in OF_VALIDITY:
        return None
    if value["holds_from"] or value["kind"] in (Relation.AMENDED_BY, Relation.REPEALED_BY):
        return value["holds_from"]
    return page.effective_on or page.issued_on


def contradicted(page: "OfficialDocumentPage") -> list[str]:
    """The titles of public documents of which each abolishes the next, the first abolished by `page`, and the last
    abolishing `page`, by the word of whichever; empty where there are none.

    One query for each step between them, and one for the titles; none for a page that neither abolishes nor is abolished.
    """
    own = {(link.kind, link.target_uid) for link in own_links(page)}
    does = {uid for kind, uid in own if kind == Relation.REPEALS}
    suffers = {uid for kind, uid in own if kind == Relation.REPEALED_BY}
    ring = ring_from(page.uid, does, suffers) if does | suffers else []
    titles = dict(Entry.objects.live().filter(uid__in=ring).values_list("uid", "title")) if ring else {}
    return [titles[uid] for uid in ring] if len(titles) == len(ring) else []


def ring_from(uid: UUID, does: set[UUID], suffers: set[UUID]) -> list[UUID]:
    """The shortest way along what abolishes what from the document `uid` back to it, without itself; empty for none.

    `does` and `suffers` are what the document says now; what its entry says may be old.
    """
    stated = abolished_by({uid}, uid)
    before: dict[UUID, UUID] = dict.fromkeys([*does, *(target for _by, target in stated)], uid)
    level = set(before)
    for _step in range(MOST_STEPS):
        found = abolished_by(level, uid)
        ends = (level & suffers) | {by for by, target in found if target == uid}
        if ends:
            return way_to(sorted(ends)[0], before, uid)
        new = {target: by for by, target in found if target not in before}
        before |= new
        level = set(new)
        if not level:
            break
    return []


def way_to(end: UUID, before: dict[UUID, UUID], start: UUID) -> list[UUID]:
    """The way from behind `start` to `end`."""
    way = [end]
    while before[way[-1]] != start:
        way.append(before[way[-1]])
    return way[::-1]


def abolished_by(uids: set[UUID], without: UUID) -> list[tuple[UUID, UUID]]:
    """(who abolishes, what) where public documents, other than `without`, say that one of `uids` abolishes another. One
    query."""
    links = EntryLink.objects.filter(
        Q(kind=Relation.REPEALS, entry__uid__in=uids) | Q(kind=Relation.REPEALED_BY, target_uid__in=uids),
        entry__withdrawn_at=None,
    ).exclude(entry__uid=without)
    rows = links.order_by("pk").values_list("kind", "entry__uid", "target_uid")
    return [(said, named) if kind == Relation.REPEALS else (named, said) for kind, said, named in rows]


def reached_beyond(page: "OfficialDocumentPage") -> list["OfficialDocumentPage"]:
    """Documents that `page` amends or repeals although they are neither of its organ nor of one beneath it.

    Only who made a document, and who stands above, may do that to it; but organs are merged, and successors act for
    those before them: people decide. Two queries, and one for each level of organs; none for a page that does neither.
    """
    from .models import OfficialDocumentPage

    uids = {link.target_uid for link in own_links(page) if link.kind in (Relation.AMENDS, Relation.REPEALS)}
    if not uids:
        return []
    others = OfficialDocumentPage.objects.filter(uid__in=uids).exclude(organ=page.organ_id).select_related("organ")
    found = list(others.order_by("pk"))
    beneath = organs_beneath(page.organ_id) if found else set()
    return [one for one in found if one.organ_id not in beneath]


def organs_beneath(organ_id: int) -> set[int]:
    """Ids of all organs below one. A query for each level."""
    found: set[int] = set()
    level = {organ_id}
    while level:
        level = set(Organ.objects.filter(parent__in=level).values_list("pk", flat=True)) - found - {organ_id}
        found |= level
    return found


def reach_hints(page: Any) -> Iterator[Hint]:
    """Tells the reviewers of a document that it changes the validity of what others made."""
    from .models import OfficialDocumentPage

    if not isinstance(page, OfficialDocumentPage):
        return
    for one in reached_beyond(page):
        text = _now("%(title)s是%(organ)s的文件，请核实本机关是否有权修改、废止。") % {
            "title": in_title_marks(one.title),
            "organ": one.organ.short_name,
        }
        yield Hint(_now("修改、废止其他机关的文件"), text)


def related(page: "OfficialDocumentPage", site: Site) -> list[tuple[str, list[Related]]]:
    """Everything related to `page`, as (heading, documents). Two queries, whatever their number."""
    found = both_sides(page, site)
    groups = {kind: [one for one in found if one.kind == kind] for kind in HEADINGS}
    return [(str(HEADINGS[kind]), group) for kind, group in groups.items() if group]


def both_sides(page: "OfficialDocumentPage", site: Site) -> list[Related]:
    """What the document states, then what live others state of it and it does not. Two queries."""
    own = list(own_relations(page, site))
    known = {one.key for one in own if one.reference}
    return [*own, *(one for one in stated_by_others(page, site) if one.key not in known)]


def own_relations(page: "OfficialDocumentPage", site: Site) -> Iterator[Related]:
    """What the document itself names."""
    values = [child.value for child in page.relations]
    found = references(site, {uid for value in values if (uid := uid_of(value["document"])) and uid != page.uid})
    for value in values:
        uid, day = uid_of(value["document"]), day_of(page, value)
        if uid in found:
            yield Related(value["kind"], found[uid], holds_from=day)
        elif not uid:
            yield Related(value["kind"], None, value["title"], value["number"], value["url"], day)


def stated_by_others(page: "OfficialDocumentPage", site: Site) -> Iterator[Related]:
    """What live documents state of this one, seen from here."""
    for link, reference in links_to(site, page.uid, [*OPPOSITE, Relation.BASED_ON]):
        here = OPPOSITE[Relation(link.kind)] if link.kind in OPPOSITE else BASIS_OF
        yield Related(here, reference, holds_from=link.holds_from)
