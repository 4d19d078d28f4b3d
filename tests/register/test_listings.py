"""Whatever happens to entries, the pages of a listing keep what they promise."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from wagtail.models import Site

from register import layout, pages, services
from register.facts import EntryFacts, ListingFacts
from register.models import Change, Cut, Entry, Listing, Placement
from tests.site import make_organ

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
PAGE_SIZE = 3
KEYS = ("a", "b")
MOMENTS = st.integers(min_value=0, max_value=6)  # few, so that many entries share one
SETS = st.sets(st.sampled_from(KEYS), min_size=1)


def facts(number: int, day: int, keys: set[str], organ_id: int, site_id: int) -> EntryFacts:
    """Facts of a publication without a page, listed on one of few days in the listings `keys`."""
    at = NOW + timedelta(days=day)
    return EntryFacts(
        uid=uuid.uuid5(uuid.NAMESPACE_OID, str(number)),
        site_id=site_id,
        organ_id=organ_id,
        page_id=None,
        tree_path="",
        url=f"/{number}/",
        kind="article",
        title=f"第{number}篇",
        column_id=None,
        column_title="",
        first_published_at=NOW - timedelta(days=400),
        original_published_at=at,
        listings=tuple(ListingFacts(Listing.Kind.COLUMN, key, f"/{key}/", key) for key in sorted(keys)),
    )


class Listings(RuleBasedStateMachine):
    """Publications that come, go, return, move and change their date in two listings."""

    @initialize()
    def start(self) -> None:
        Change.objects.all().delete()
        Entry.objects.all().delete()
        Listing.objects.all().delete()
        self.site, self.organ = Site.objects.get(is_default_site=True), make_organ()
        for key in KEYS:
            Listing.objects.create(
                site=self.site, kind="column", key=key, path=f"/{key}/", title=key, page_size=PAGE_SIZE, changed_at=NOW
            )
        self.days: dict[int, int] = {}
        self.sets: dict[int, set[str]] = {}
        self.newest = 10
        self.numbers: dict[str, set[int]] = {key: set() for key in KEYS}
        self.full: dict[int, tuple] = {}

    def record(self, number: int) -> None:
        services.record(facts(number, self.days[number], self.sets[number], self.organ.pk, self.site.pk), NOW)

    def pick(self, choice: int) -> int | None:
        return choice % len(self.days) if self.days else None

    @rule(keys=SETS)
    def publish_newest(self, keys: set[str]) -> None:
        self.newest += 1
        self.days[len(self.days)] = self.newest
        self.sets[len(self.sets)] = keys
        before = self.full_cuts()
        self.record(len(self.days) - 1)
        after = self.full_cuts()
        assert all(after[pk] == content for pk, content in before.items()), "a full page changed for something newer"

    @rule(day=MOMENTS, keys=SETS)
    def publish_back_dated(self, day: int, keys: set[str]) -> None:
        self.days[len(self.days)] = day
        self.sets[len(self.sets)] = keys
        self.record(len(self.days) - 1)

    @rule(choice=st.integers(min_value=0))
    def withdraw(self, choice: int) -> None:
        if (number := self.pick(choice)) is not None:
            entry = Entry.objects.get(url=f"/{number}/")
            before = set(Placement.objects.values_list("listing", "cut", "entry"))
            services.withdraw(entry, Entry.Reason.UNPUBLISHED, NOW)
            assert set(Placement.objects.values_list("listing", "cut", "entry")) == before, "a withdrawal moved others"

    @rule(choice=st.integers(min_value=0))
    def restore(self, choice: int) -> None:
        if (number := self.pick(choice)) is not None:
            self.record(number)

    @rule(choice=st.integers(min_value=0), keys=SETS)
    def move(self, choice: int, keys: set[str]) -> None:
        if (number := self.pick(choice)) is not None:
            self.sets[number] = keys
            self.record(number)

    @rule(choice=st.integers(min_value=0), day=MOMENTS)
    def change_date(self, choice: int, day: int) -> None:
        if (number := self.pick(choice)) is not None:
            self.days[number] = day
            self.record(number)

    def full_cuts(self) -> dict[int, tuple]:
        """What each full cut shows, and what says that it changed."""
        return {
            cut.pk: (cut.number, cut.last_seq, cut.changed_at, *cut.placements.order_by("pk").values_list("entry"))
            for cut in Cut.objects.filter(is_open=False)
        }

    @invariant()
    def every_listing_is_in_order(self) -> None:
        for listing in Listing.objects.all():
            assert layout.survey(listing).problems() == []
            cuts = list(listing.cuts.order_by("start_at", "start_uid"))
            assert all(cut.is_open == (cut is cuts[-1]) for cut in cuts)
            assert all(cut.size == cut.placements.count() <= PAGE_SIZE * (1 if cut.is_open else 2) for cut in cuts)
            self.numbers_stay(listing, cuts)
            self.concatenation_is_the_order(listing, cuts)
            self.chain_is_complete(listing)

    def numbers_stay(self, listing: Listing, cuts: list[Cut]) -> None:
        """No page loses its number, and no number comes back for another page."""
        numbers = {cut.number for cut in cuts}
        assert self.numbers[listing.key] <= numbers
        assert len(numbers) == len(cuts)
        assert numbers == set(range(1, len(cuts) + 1))
        self.numbers[listing.key] = numbers

    def concatenation_is_the_order(self, listing: Listing, cuts: list[Cut]) -> None:
        joined = [
            entry
            for cut in cuts
            for entry in cut.placements.order_by("listed_at", "uid").values_list("entry", flat=True)
        ]
        wanted = Entry.objects.filter(placements__listing=listing).order_by("listed_at", "uid")
        assert joined == list(wanted.values_list("pk", flat=True))
        assert {number for number, keys in self.sets.items() if listing.key in keys} >= {
            int(url.strip("/")) for url in wanted.live().values_list("url", flat=True)
        }

    def chain_is_complete(self, listing: Listing) -> None:
        """From the front, page after page, every live entry is read once."""
        page = pages.front(listing)
        read, cut = list(page.entries), page.older
        while cut is not None:
            page = pages.archive(cut)
            newer = pages.after(cut)
            assert newer is not None
            assert pages.before(newer) == cut
            read += page.entries
            cut = page.older
        live = Entry.objects.live().filter(placements__listing=listing).order_by("-listed_at", "-uid")
        assert [entry.pk for entry in read] == [entry.pk for entry in live]
        assert bool(pages.front(listing).entries) == live.exists()


class TestListings(TestCase):
    def test_pages_keep_their_promises__when_anything_happens(self) -> None:
        examples = settings(
            max_examples=6, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
        )
        run_state_machine_as_test(Listings, settings=examples)


@pytest.mark.django_db
def test_cut_is_divided_into_many__when_a_thousand_entries_come_at_once(home):
    from register import places
    from tests.register.entries import make_entries

    listing = Listing.objects.get(path="/yaowen/")
    entries = make_entries(200, listing)
    places.place([(entry, [listing]) for entry in entries[100:]], NOW)
    places.place([(entry, [listing]) for entry in entries], NOW)
    assert layout.survey(listing).problems() == []
    assert sum(listing.cuts.values_list("size", flat=True)) == 200
