"""`cms` as a provider of the register: what all pages together say is public."""

import uuid
from collections.abc import Collection, Iterator
from contextlib import suppress
from datetime import datetime

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, transaction

from organs.models import Organ
from register.facts import EntryFacts, ListingFacts
from register.languages import MAIN
from register.models import Entry

from .clearance.refusal import NotCleared
from .entries import follow, withdraw
from .facts import Surroundings, facts_of, listing_facts, organ_listing
from .models import ColumnPage, HomePage, PublicationPage
from .topics.members import public_topics

CHUNK = 100


def publication_models() -> list[type[PublicationPage]]:
    """Every concrete type of publication."""
    return [model for model in apps.get_models() if issubclass(model, PublicationPage)]


def live_pages() -> Iterator[models.QuerySet]:
    """A queryset for each type, of the pages that are live and 主动公开."""
    proactive = PublicationPage.DisclosureAttribute.PROACTIVE
    for model in publication_models():
        yield (
            model.objects.filter(live=True, disclosure_attribute=proactive)
            .select_related("organ", "locale")
            .order_by("pk")
        )


def page_of(uid: uuid.UUID) -> PublicationPage | None:
    """The page with this uid as it is stored, whatever its type and state."""
    found = (model.objects.filter(uid=uid).first() for model in publication_models())
    return next((page for page in found if page is not None), None)


class PageProvider:
    """Speaks for every kind of publication that is a page."""

    name = "cms"

    def kinds(self) -> Collection[str]:
        return {model.kind for model in publication_models()}

    def count(self) -> int:
        return sum(pages.count() for pages in live_pages())

    def current(self) -> Iterator[EntryFacts]:
        for pages in live_pages():
            last = 0
            while chunk := list(pages.filter(pk__gt=last)[:CHUNK]):
                last, around = chunk[-1].pk, Surroundings(chunk)
                yield from (facts for page in chunk if (facts := facts_of(page, around)))

    def unregistered(self) -> Iterator[tuple[uuid.UUID, str]]:
        registered = Entry.objects.live().values("uid")
        for model in publication_models():
            pages = model.objects.filter(live=True).exclude(uid__in=registered).order_by("pk")
            yield from ((page.uid, page.title) for page in pages.iterator(CHUNK) if facts_of(page) is None)

    def facts(self, uid: uuid.UUID) -> EntryFacts | None:
        page = page_of(uid)
        return facts_of(page) if page else None

    def follow(self, uid: uuid.UUID, at: datetime) -> None:
        """Follow the page; one that became live behind everybody's back gets what its first publication gives."""
        page = page_of(uid)
        if page is None:
            for entry in Entry.objects.live().filter(uid=uid):
                withdraw(entry, Entry.Reason.DELETED, at)
            return
        if page.live and not page.first_published_at:
            # Without a signature, or an index number to be had, it stays as it is and is not public.
            with suppress(ValidationError, NotCleared), transaction.atomic():
                page.save(clean=False)
        follow(type(page).objects.get(pk=page.pk), at)

    def listings(self) -> Iterator[tuple[int, ListingFacts]]:
        for model in (HomePage, ColumnPage):
            for page in model.objects.select_related("locale").order_by("path").iterator(CHUNK):
                if parts := page.get_url_parts():
                    yield parts[0], listing_facts(page)
        yield from ((topic.site_id, topic.listing) for topic in public_topics())
        organs = Organ.objects.in_bulk()
        for site_id, organ_id in (
            Entry.objects.filter(language=MAIN).order_by().values_list("site_id", "organ_id").distinct()
        ):
            yield site_id, organ_listing(organs[organ_id])
