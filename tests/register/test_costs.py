"""What a change costs in queries does not grow with the site."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.facts import facts_of, listing_facts
from register import services
from register.models import Change, Entry, Listing
from register.places import place
from register.relocation import Relocation, relocate
from tests.register.entries import make_entries
from tests.site import column, make_article, make_draft, sign, unguarded

pytestmark = pytest.mark.django_db


def cost(call: object, *args: object) -> int:
    with CaptureQueriesContext(connection) as queries:
        call(*args)  # type: ignore[operator]
    return len(queries)


@pytest.fixture
def facts(home):
    """Facts of an article that no entry exists for yet, in listings that others stand in."""
    make_article("shizhengfu", title="先发布的")
    page = make_draft("shizhengfu")
    sign(page.save_revision())
    with unguarded():
        type(page).objects.filter(pk=page.pk).update(live=True)
    return facts_of(type(page).objects.get(pk=page.pk))


def test_recording_costs_a_fixed_number_of_queries__when_published_updated_and_withdrawn(facts):
    published = cost(services.record, facts)
    same = cost(services.record, facts)
    entry = Entry.objects.get(uid=facts.uid)
    withdrawn = cost(services.withdraw, entry, Entry.Reason.UNPUBLISHED)
    assert published <= 26
    assert same <= 7
    assert withdrawn <= 16


def test_relocation_costs_per_batch__when_many_entries_get_another_address(home):
    listing, page = Listing.objects.get(path="/yaowen/"), column("yaowen")
    above = (listing_facts(page),)

    def renaming(count: int, prefix: str) -> list[Relocation]:
        entries = make_entries(count, listing, prefix=prefix)
        place([(entry, [listing]) for entry in entries], entries[0].updated_at)
        return [Relocation(e.pk, f"/new/{e.pk}/", e.tree_path, page.pk, "新", ["新"], above) for e in entries]

    few, many = cost(relocate, renaming(50, "a")), cost(relocate, renaming(450, "b"))
    assert many <= few + 15  # SQLite takes fewer rows in one statement
    moved = Change.objects.filter(kind="moved").order_by("seq").values_list("seq", flat=True)
    assert list(moved) == [*range(moved[0], moved[0] + 50), *range(moved[50], moved[50] + 450)]
