"""Publications that name each other, in the register."""

import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from cms.facts import facts_of
from register import links, services
from register.facts import LinkFacts
from register.links import linked
from register.models import Change, Entry, EntryLink
from register.rebuild import rebuild
from tests.site import make_article

pytestmark = pytest.mark.django_db


def entry_of(page) -> Entry:
    return Entry.objects.get(uid=page.uid)


@pytest.fixture
def pair(home):
    """(facts of one publication, another that it may name)."""
    return facts_of(make_article(title="甲")), make_article(title="乙")


def test_links_are_kept_in_order__when_recorded(pair):
    facts, other = pair
    named = (LinkFacts("repeals", other.uid, date(2026, 12, 1)), LinkFacts("based_on", uuid.uuid4()))
    services.record(replace(facts, links=named))
    assert linked(Entry.objects.get(uid=facts.uid)) == list(named)


def test_change_is_logged_once__when_only_links_differ(pair):
    facts, other = pair
    named = replace(facts, links=(LinkFacts("based_on", other.uid),))
    change = services.record(named)
    assert change is not None
    assert change.kind == Change.Kind.UPDATED
    assert services.record(named) is None


def test_both_ends_show_the_moment__when_one_of_them_changes(pair):
    facts, other = pair
    at = timezone.now() + timedelta(hours=1)
    services.record(replace(facts, links=(LinkFacts("based_on", other.uid),)), at)
    assert entry_of(other).shown_at == at
    later = at + timedelta(hours=1)
    services.withdraw(entry_of(other), Entry.Reason.UNPUBLISHED, later)
    assert Entry.objects.get(uid=facts.uid).shown_at == later
    assert Change.objects.filter(entry__uid=facts.uid).count() == 2  # it did not change itself


def test_target_shows_the_moment__when_it_is_no_longer_named(pair):
    facts, other = pair
    services.record(replace(facts, links=(LinkFacts("based_on", other.uid),)))
    at = timezone.now() + timedelta(hours=1)
    services.record(facts, at)
    assert entry_of(other).linked_at == at
    assert not EntryLink.objects.exists()


def test_tombstone_names_nothing__when_withdrawn(pair):
    facts, other = pair
    services.record(replace(facts, links=(LinkFacts("based_on", other.uid),)))
    services.withdraw(Entry.objects.get(uid=facts.uid), Entry.Reason.UNPUBLISHED)
    assert not EntryLink.objects.exists()


def test_rebuild_finds_and_removes_links__when_the_page_does_not_name_them(pair):
    facts, other = pair
    EntryLink.objects.create(entry=entry_of(other), kind="repeals", target_uid=facts.uid, position=0)
    assert [found.problems for found in rebuild(repair=True)] == [("所指的其他信息不一致",)]
    assert not EntryLink.objects.exists()
    assert list(rebuild(repair=False)) == []


@pytest.fixture
def gathering():
    """Links of the kind `together` gather."""
    links.gather({"together"})
    yield
    links._gathering.discard("together")


def test_all_who_share_a_name_show_the_moment__when_one_comes_changes_leaves_or_goes(home, gathering):
    name, at = uuid.uuid4(), timezone.now()
    pages = [make_article(title=title) for title in "甲乙丙丁"]
    facts = list(filter(None, map(facts_of, pages)))
    shared = (LinkFacts("together", name),)
    # The last has no name, and is named by the first: two steps away from the others.
    first = (*shared, LinkFacts("together", pages[3].uid))

    def shown() -> set:
        return {entry_of(page).shown_at for page in pages}

    for number, links_of_one in enumerate((first, shared, shared)):
        services.record(replace(facts[number], links=links_of_one), at + timedelta(hours=number + 1))
    assert shown() == {at + timedelta(hours=3)}
    services.record(replace(facts[3], title="另一个标题"), at + timedelta(hours=4))
    assert shown() == {at + timedelta(hours=4)}
    services.record(replace(facts[2], links=()), at + timedelta(hours=5))
    assert shown() == {at + timedelta(hours=5)}
    services.withdraw(entry_of(pages[1]), Entry.Reason.UNPUBLISHED, at + timedelta(hours=6))
    assert [entry_of(page).shown_at for page in pages] == [at + timedelta(hours=hour) for hour in (6, 6, 5, 6)]


def test_links_of_other_kinds_reach_no_further_than_their_ends(home, gathering):
    name, at = uuid.uuid4(), timezone.now() + timedelta(hours=1)
    pages = [make_article(title="甲"), make_article(title="乙")]
    for facts in filter(None, map(facts_of, pages)):
        services.record(replace(facts, links=(LinkFacts("based_on", name),)), at)
    assert [entry_of(page).linked_at for page in pages] == [None, None]
