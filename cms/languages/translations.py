"""What a translation translates, whether that has changed since, and what else says the same in other languages."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast
from wagtail.models import Page, Site

from register.facts import LinkFacts
from register.languages import MAIN
from register.models import Change, Entry, Listing

TRANSLATES = "translates"
"""The kind of `register.EntryLink` from a translation to its original."""
FOREIGN = "~"
"""Before the kind of every other link of a translation."""


def original_of(page: Page) -> Any:
    """The page in the main language, as its type, whether it is public or not; None where there is none."""
    found = Page.objects.filter(translation_key=page.translation_key, locale__language_code=MAIN.lower())
    original = found.exclude(pk=page.pk).first()
    return original.specific if original else None


def links_of(page: Any) -> tuple[LinkFacts, ...]:
    """What the register is told of a foreign page: what it names, under kinds by which nobody counts it beside the
    original; and the original, so that its own page is shown anew when that changes."""
    named = (replace(link, kind=f"{FOREIGN}{link.kind}") for link in page.entry_links())
    original = original_of(page)
    return (*named, *((LinkFacts(TRANSLATES, original.uid),) if original is not None else ()))


@dataclass(frozen=True)
class Departure:
    """How an original left its translation behind: `state` is "changed" or "withdrawn", `at` since when."""

    state: str
    at: datetime


def departures(pairs: Iterable[tuple[Entry, Entry, datetime]]) -> dict[uuid.UUID, Departure]:
    """By the translation's uid, of (translation, original, when the translation was written) those whose original is
    gone, or says something else than it did then. One query at most."""
    found: dict[uuid.UUID, Departure] = {}
    suspects: dict[int, list[tuple[Entry, Entry, datetime]]] = {}
    for translation, original, written_at in pairs:
        if original.withdrawn_at is not None:
            found[translation.uid] = Departure("withdrawn", original.withdrawn_at)
        elif original.updated_at > written_at:
            suspects.setdefault(original.pk, []).append((translation, original, written_at))
    if not suspects:
        return found
    history: dict[int, list[tuple[datetime, str]]] = {}
    rows = Change.objects.filter(entry__in=suspects).order_by("seq")
    for entry_id, at, digest in rows.values_list("entry", "occurred_at", "digest"):
        history.setdefault(entry_id, []).append((at, digest))
    for entry_id, waiting in suspects.items():
        for translation, original, written_at in waiting:
            if since := changed_since(history.get(entry_id, []), original.content_digest, written_at):
                found[translation.uid] = Departure("changed", since)
    return found


def changed_since(history: list[tuple[datetime, str]], digest: str, written_at: datetime) -> datetime | None:
    """When a text that says `digest` now came to say something else than at `written_at`; None while it has not.

    What was published only after the translation was written was there as a draft: its first text is taken for it.
    """
    before = [said for at, said in history if at <= written_at and said]
    then = before[-1] if before else next((said for _at, said in history if said), digest)
    if then == digest:
        return None
    return next((at for at, said in history if at > written_at and said and said != then), None)


def versions(site: Site, page: Page) -> list[Entry]:
    """The entries of a publication in all languages, withdrawn ones too. One query."""
    entries = Entry.objects.filter(site=site, page__translation_key=page.translation_key)
    return list(entries.defer("content_html").order_by("pk"))


def listing_versions(site: Site, page: Page) -> QuerySet[Listing]:
    """The public listings of a column in all languages that have something to show. One query."""
    pages = Page.objects.filter(translation_key=page.translation_key).annotate(key=Cast("pk", CharField()))
    listings = Listing.objects.filter(site=site, kind=Listing.Kind.COLUMN, is_public=True)
    return listings.filter(key__in=pages.values("key")).with_entries()


def written_at(page: Any) -> datetime:
    """When the text of a page that is public was written; it was reviewed later, and published later still."""
    revision = page.live_revision
    return revision.created_at if revision else page.last_published_at
