"""What one publication shows of another that it names, or that names it: never a dead link, never a hidden title."""

import uuid
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.models import Site

from register.addresses import absolute
from register.models import Entry, EntryLink

from .tree import with_place


@dataclass(frozen=True)
class Reference:
    """A publication as others show it. `url` is absolute, and empty where there is nothing to go to.

    A withdrawn one shows neither title nor content: why it went, and what replaces it (`successor_url`).
    """

    uid: uuid.UUID
    title: str
    url: str
    state: str  # "live", "withdrawn" or "unpublished"
    kind: str = ""
    document_number: str = ""
    issued_on: date | None = None
    listed_on: date | None = None
    validity: str = ""
    reason: str = ""
    successor_url: str = ""

    @property
    def is_live(self) -> bool:
        return self.state == "live"

    def as_json(self) -> dict[str, Any]:
        """{uid, title, url}, as the API shows references; what is not public adds why and what replaces it."""
        shown = {"uid": str(self.uid), "title": self.title, "url": self.url or None}
        if self.is_live:
            return shown
        return shown | {"state": self.state, "reason": self.reason, "successor_url": self.successor_url or None}


def references(site: Site, uids: Collection[uuid.UUID]) -> dict[uuid.UUID, Reference]:
    """Each of `uids` as a page of `site` shows it. One query, and one for each other site that they stand on."""
    if not uids:
        return {}
    found = {entry.uid: of_entry(site, entry) for entry in Entry.objects.filter(uid__in=uids).select_related("site")}
    return {uid: found.get(uid) or unpublished(uid) for uid in uids}


def referring(site: Site, uid: uuid.UUID, kinds: Iterable[str]) -> dict[str, list[Reference]]:
    """The live publications that name `uid`, by kind of link, newest first within each. One query."""
    found: dict[str, list[Reference]] = {}
    for link, reference in links_to(site, uid, kinds):
        found.setdefault(link.kind, []).append(reference)
    return found


def links_to(site: Site, uid: uuid.UUID, kinds: Iterable[str]) -> Iterator[tuple[EntryLink, Reference]]:
    """Each link of a live publication to `uid`, with the publication, newest first. One query."""
    links = EntryLink.objects.filter(target_uid=uid, kind__in=list(kinds), entry__withdrawn_at=None)
    for link in links.select_related("entry", "entry__site").order_by("-entry__listed_at", "-entry__uid"):
        yield link, of_entry(site, link.entry)


def of_entry(site: Site, entry: Entry) -> Reference:
    """`entry` as a page of `site` shows it."""
    home = site if entry.site_id == site.pk else entry.site
    if not entry.is_live:
        successor = absolute(home, entry.successor_url) if entry.successor_url else ""
        return Reference(
            entry.uid,
            _("（该信息已撤下）"),
            "",
            "withdrawn",
            entry.kind,
            reason=reason_text(entry),
            successor_url=successor,
        )
    return Reference(
        uid=entry.uid,
        title=entry.title,
        url=absolute(home, entry.url),
        state="live",
        kind=entry.kind,
        document_number=entry.document_number,
        issued_on=entry.issued_on,
        listed_on=localtime(entry.listed_at).date(),
        validity=entry.validity,
    )


def reason_text(entry: Entry) -> str:
    return str(Entry.Reason(entry.reason).label) if entry.reason in Entry.Reason.values else ""


def unpublished(uid: uuid.UUID) -> Reference:
    """A publication that is not public yet, or never will be."""
    return Reference(uid, _("（该信息尚未公开）"), "", "unpublished")


def pages_by_uid(uids: Collection[uuid.UUID]) -> dict[uuid.UUID, Any]:
    """The pages that have these uids, whatever their type and state, as `Page`, each as `with_place`
    has it. Two queries."""
    from wagtail.models import Page

    from .providing import publication_models

    if not uids:
        return {}
    rows = [model._base_manager.filter(uid__in=uids).values_list("pk", "uid") for model in publication_models()]
    found: models.QuerySet[Any, Any] = rows[0].union(*rows[1:], all=True) if len(rows) > 1 else rows[0]
    named = dict(found)
    pages = with_place(Page.objects.all()).in_bulk(list(named))
    return {named[pk]: page for pk, page in pages.items()}
