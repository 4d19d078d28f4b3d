"""The stages of one project as one line of time.

Announcements of one organ with the same project number belong together, and so do those that name one another: an
intention has no number yet, and a project that failed comes again under a new one. Nothing of this is stored; it is read
from the links in the register (`register.links.gather`), so that no announcement is signed again for the next one.
"""

import unicodedata
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from wagtail.models import Site

from cms.blocks import uid_of
from cms.references import references
from register.addresses import absolute
from register.facts import LinkFacts
from register.models import Entry, EntryLink

from .vocabularies import Stage

if TYPE_CHECKING:
    from ..models import ProcurementPage

PROJECT = "project"
"""The kind of link to the name that all announcements of a project share."""
FOLLOWS, CORRECTS = "follows", "corrects"
"""Kinds of links from an announcement to an earlier one."""
KINDS = (PROJECT, FOLLOWS, CORRECTS)
NAMESPACE = uuid.UUID("5a0f2f52-5f0e-4c42-9d6b-0d6a3c1b7e44")
ROUNDS = 5
"""How many times the line is followed further: each costs a query."""
ORDER = {stage: number for number, stage in enumerate(Stage.values)}


@dataclass(frozen=True)
class Step:
    """One announcement on the line. `url` is absolute and empty for a draft; `published_at` None for a draft."""

    uid: uuid.UUID
    title: str
    url: str
    stage: str
    published_at: datetime | None
    corrects: uuid.UUID | None = None
    is_current: bool = False
    """The announcement from which the line is seen."""
    is_latest: bool = False

    @property
    def stage_title(self) -> str:
        return str(Stage(self.stage).label) if self.stage in Stage.values else ""


def normal(number: str) -> str:
    """A project number as it is compared: half-width, in capitals, without blanks, with one kind of hyphen."""
    folded = unicodedata.normalize("NFKC", number).upper()
    return "".join("-" if sign in "‐‑‒–—―−" else sign for sign in folded if not sign.isspace())


def project_uid(organ_code: str, number: str) -> uuid.UUID | None:
    """The name under which the announcements of a project are linked; None without a number."""
    return uuid.uuid5(NAMESPACE, f"{organ_code}\n{normal(number)}") if normal(number) else None


def own_links(page: "ProcurementPage") -> tuple[LinkFacts, ...]:
    """The project of `page`, then the earlier announcements of this platform that it names, each once."""
    project = project_uid(page.organ.code, page.project_number)
    named = [(CORRECTS, page.corrects), (FOLLOWS, page.earlier)]
    links = [LinkFacts(PROJECT, project)] if project else []
    for kind, stream in named:
        for uid in (uid_of(child.value["document"]) for child in stream):
            if uid and uid != page.uid and uid not in {link.target_uid for link in links}:
                links.append(LinkFacts(kind, uid))
    return tuple(links)


def line(page: "ProcurementPage", site: Site) -> list[Step]:
    """Every public announcement of the project of `page`, itself included, in the order of time.

    At most `ROUNDS` queries and one more; of another site one more for each.
    """
    corrected: dict[uuid.UUID, uuid.UUID] = {}
    uids = found_around(page, corrected)
    entries = Entry.objects.live().filter(uid__in=uids, kind=page.kind).exclude(uid=page.uid)
    steps = [step(site, entry) for entry in entries.select_related("site")]
    steps.append(own_step(page))
    steps = [replace(one, corrects=corrected.get(one.uid)) for one in sorted(steps, key=position)]
    shown = [one for one in steps if one.published_at]
    last = shown[-1].uid if shown else None
    return [replace(one, is_latest=one.uid == last) for one in steps]


def position(one: Step) -> tuple[bool, str, int, str]:
    """By the day of publication, then by stage; a draft stands at the end."""
    day = one.published_at.isoformat()[:10] if one.published_at else ""
    moment = one.published_at.isoformat() if one.published_at else ""
    return (not day, day, ORDER.get(one.stage, 0), moment)


def step(site: Site, entry: Entry) -> Step:
    home = site if entry.site_id == site.pk else entry.site
    stage = str(entry.extra.get("stage", ""))
    return Step(entry.uid, entry.title, absolute(home, entry.url), stage, entry.listed_at)


def own_step(page: "ProcurementPage") -> Step:
    """The announcement itself: as it is held here, so that a preview shows where it will stand."""
    at = page.original_published_at or page.first_published_at
    return Step(page.uid, page.title, page.full_url or "", page.stage, at if page.live else None, is_current=True)


def found_around(page: "ProcurementPage", corrected: dict[uuid.UUID, uuid.UUID]) -> set[uuid.UUID]:
    """Uids on the line of `page`; notes in `corrected` which announcement corrects which.

    What names an announcement is followed only where that has a number, or is `page` itself: one intention may be the
    beginning of many projects, which have nothing to do with each other.
    """
    uids, forward = {page.uid}, {page.uid}
    projects: set[uuid.UUID] = set()
    for link in own_links(page):
        note(page.uid, link.kind, link.target_uid, uids, projects, corrected)
    for _round in range(ROUNDS):
        before = (len(uids), len(projects), len(forward))
        for uid, kind, target in around(uids, projects, forward):
            uids.add(uid)
            note(uid, kind, target, uids, projects, corrected)
            if kind == PROJECT:
                forward.add(uid)
        if before == (len(uids), len(projects), len(forward)):
            break
    return uids


def around(uids: set[uuid.UUID], projects: set[uuid.UUID], forward: set[uuid.UUID]) -> Iterator[Any]:
    """(uid, kind, target) of the links that concern what is known. One query."""
    concerned = (
        Q(entry__uid__in=uids)
        | Q(kind=PROJECT, target_uid__in=projects)
        | Q(kind__in=(FOLLOWS, CORRECTS), target_uid__in=forward)
    )
    links = EntryLink.objects.filter(concerned, kind__in=KINDS, entry__withdrawn_at=None)
    return iter(links.values_list("entry__uid", "kind", "target_uid"))


def note(
    uid: uuid.UUID,
    kind: str,
    target: uuid.UUID,
    uids: set[uuid.UUID],
    projects: set[uuid.UUID],
    corrected: dict[uuid.UUID, uuid.UUID],
) -> None:
    if kind == PROJECT:
        projects.add(target)
        return
    uids.add(target)
    if kind == CORRECTS:
        corrected[uid] = target


def corrected(page: "ProcurementPage", site: Site) -> dict[str, Any]:
    """What `page` corrects: `corrects` of this platform, `corrects_elsewhere` as typed. One query."""
    uids = [uid for child in page.corrects if (uid := uid_of(child.value["document"])) and uid != page.uid]
    known = references(site, uids)
    typed = [child.value for child in page.corrects if not child.value["document"] and child.value["title"]]
    return {
        "corrects": [known[uid] for uid in uids if known[uid].state != "unpublished"],
        "corrects_elsewhere": typed,
    }
