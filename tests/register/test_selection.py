"""Which entries a reader asks for, and in which order."""

import random
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from register import selection as module
from register import services
from register.models import Entry, Shelf
from register.ordering import OLDEST, ORDERS
from register.rebuild import rebuild
from register.selection import Selection, beijing_year, select
from register.shelves import settle
from tests.recall import recall
from tests.site import column, make_article, make_document, make_organ
from tests.syndication.entries import make_entry

pytestmark = pytest.mark.django_db

BEGIN = datetime(2019, 12, 31, 15, 0, tzinfo=UTC)


@pytest.fixture
def mixed(home):
    return recall.scene(make_mixed)


def make_mixed():
    """Sixty entries of all sorts, a month apart, and their site."""
    chance = random.Random(5)
    organs = [make_organ(), make_organ("minzhengju")]
    for number in range(60):
        make_entry(
            number,
            at=BEGIN + timedelta(days=30 * number),
            organ=chance.choice(organs),
            kind=chance.choice(["article", "official_document"]),
            column_id=chance.choice([None, column("yaowen").pk, column("shizhengfu").pk, column("zhengcewenjian").pk]),
            theme=chance.choice(["", "综合政务\\信访", "综合政务\\其他", "民族、宗教\\宗教事务", "其他"]),
            genre=chance.choice(["", "通知", "意见"]),
            validity=chance.choice(["", "valid", "repealed"]),
        )
    for entry in Entry.objects.all()[:7]:
        services.withdraw(entry, Entry.Reason.OUTDATED)
    return Site.objects.get()


def expected(selection: Selection) -> list[Entry]:
    """The same by looking at each."""
    columns = {"/yaowen/": ["yaowen"], "/zhengcewenjian/": ["zhengcewenjian", "shizhengfu"], "/keine/": []}
    wanted_columns = {column(slug).pk for slug in columns.get(selection.column, [])}

    def fits(entry: Entry) -> bool:
        local = entry.listed_at + timedelta(hours=8)
        plain = all(
            getattr(entry, name) == value
            for name in ("kind", "genre", "validity")
            if (value := getattr(selection, name))
        )
        return (
            entry.withdrawn_at is None
            and plain
            and selection.organ in ("", entry.organ.code)
            and (not selection.column or entry.column_id in wanted_columns)
            and (not selection.theme or selection.theme in (entry.theme, entry.theme.split("\\")[0]))
            and selection.year in (None, local.year)
            and (selection.updated_after is None or entry.updated_at > selection.updated_after)
        )

    rows = [entry for entry in Entry.objects.select_related("organ") if fits(entry)]
    return sorted(rows, key=lambda one: (one.listed_at, one.uid), reverse=selection.sort != OLDEST)


def some_selections() -> list[Selection]:
    chance = random.Random(11)
    values: dict[str, list[Any]] = {
        "organ": ["yunshan", "minzhengju", "keines"],
        "column": ["/yaowen/", "/zhengcewenjian/", "/keine/"],
        "kind": ["article", "official_document"],
        "theme": ["综合政务", "综合政务\\信访", "民族、宗教", "其他", "综合"],
        "genre": ["通知", "意见"],
        "validity": ["valid", "repealed"],
        "year": [2019, 2020, 2021, 2024],
        "updated_after": [BEGIN + timedelta(days=900)],
    }
    found = [Selection(**{name: value}) for name, options in values.items() for value in options]
    for _ in range(60):
        names = chance.sample(list(values), chance.randint(2, 4))
        sort = chance.choice(["newest", "oldest"])
        found.append(Selection(**{name: chance.choice(values[name]) for name in names}, sort=sort))
    return found


@pytest.mark.parametrize("few", [0, 5, 500])
def test_selected_are_those_that_fit__when_few_or_many(mixed, monkeypatch, few):
    monkeypatch.setattr(module, "FEW", few)
    sizes = set()
    for selection in some_selections():
        found = list(select(mixed, selection))
        assert found == expected(selection), selection
        sizes.add(len(found))
    assert len(sizes) > 8


@pytest.mark.parametrize("few", [0, 500])
@pytest.mark.parametrize("sort", ORDERS)
def test_keys_lead_on__when_followed_in_any_order(mixed, monkeypatch, sort, few):
    monkeypatch.setattr(module, "FEW", few)
    order = ORDERS[sort]
    for number, entry in enumerate(Entry.objects.order_by("title")):
        day = BEGIN.date() + timedelta(days=number // 5)
        Entry.objects.filter(pk=entry.pk).update(
            formed_on=day, index_number=f"2026-{number // 3:05d}" * (number % 4 > 0)
        )
    settle(Entry.objects.all())
    selection, seen = Selection(kind="article", sort=sort), list[Entry]()
    while page := list(
        select(mixed, selection).filter(order.beyond(order.key_of(seen[-1]), seen[-1].uid) if seen else Q())[:4]
    ):
        seen += page
    every = [one for one in Entry.objects.live().filter(kind="article") if sort != "number" or one.index_number]
    assert seen == sorted(every, key=lambda one: (order.key_of(one), one.uid), reverse=order.is_down)
    assert len(seen) > 10


def test_years_are_beijings__when_it_is_new_year_there_first():
    begin, end = beijing_year(2020)
    assert (begin, end) == (datetime(2019, 12, 31, 16, tzinfo=UTC), datetime(2020, 12, 31, 16, tzinfo=UTC))


def test_entry_changes_its_shelf__when_its_column_or_validity_changes(home):
    site, page = Site.objects.get(), make_document(validity="valid", genre="通知")
    assert [one.page_id for one in select(site, Selection(validity="valid", genre="通知"))] == [page.pk]
    Entry.objects.filter(page=page.pk).update(validity="repealed")
    page.refresh_from_db()
    services.record(facts(page))
    assert [one.page_id for one in select(site, Selection(validity="valid"))] == [page.pk]
    page.move(column("shizhengfu"), "last-child")
    assert [one.page_id for one in select(site, Selection(column="/zhengcewenjian/shizhengfu/"))] == [page.pk]
    home_column = column("shizhengfu")
    home_column.move(column("yaowen"), "last-child")
    assert [one.page_id for one in select(site, Selection(column="/yaowen/"))] == [page.pk]
    assert not select(site, Selection(column="/zhengcewenjian/")).exists()


def facts(page):
    from cms.facts import facts_of

    return facts_of(page)


def test_rebuild_puts_it_back__when_an_entry_stands_on_the_wrong_shelf(home):
    first, second = make_article(), make_document()
    Entry.objects.filter(page=first.pk).update(shelf=Entry.objects.get(page=second.pk).shelf)
    Entry.objects.filter(page=second.pk).update(shelf=None)
    told = [one.problems for one in rebuild(repair=False)]
    assert told == [("分类索引不一致",)] * 2 + [("信息分类组合的状态不一致",)]
    assert len(list(rebuild(repair=True))) == 2
    assert list(rebuild(repair=True)) == []
    assert select(Site.objects.get(), Selection(kind="article")).get().page_id == first.pk


def test_shelf_knows_whether_something_is_public_on_it__when_that_comes_and_goes(home):
    page = make_document(validity="valid")
    entry = Entry.objects.get(page=page.pk)
    first = entry.shelf
    assert list(Shelf.objects.filled()) == [first]
    services.withdraw(entry, Entry.Reason.OUTDATED)
    assert not Shelf.objects.filled().exists()
    services.record(facts(page))
    assert list(Shelf.objects.filled()) == [first]
    page.move(column("shizhengfu"), "last-child")
    assert [one.column for one in Shelf.objects.filled()] == [column("shizhengfu").pk]
    page.move(column("zhengcewenjian"), "last-child")
    assert list(Shelf.objects.filled()) == [first]


def test_rebuild_tells_and_mends__when_a_shelf_is_noted_wrongly(home):
    make_article()
    other = Shelf.objects.get()
    other.pk = None
    other.kind = "leer"
    other.save()
    Shelf.objects.exclude(pk=other.pk).update(is_filled=False)
    told = [one.problems for one in rebuild(repair=False)]
    assert told == [("分类索引不一致",)] + [("信息分类组合的状态不一致",)] * 2
    list(rebuild(repair=True))
    assert list(rebuild(repair=False)) == []
    assert [one.kind for one in Shelf.objects.filled()] == ["article"]


def test_rebuild_widens_the_shelf__when_it_forgot_how_far_it_reaches(home):
    make_article()
    known = Shelf.objects.get()
    for forgotten in ({"newest_at": BEGIN, "oldest_at": BEGIN}, {"formed_until": BEGIN.date()}, {"is_filled": False}):
        Shelf.objects.update(**forgotten)
        assert list(rebuild(repair=True))
        known.refresh_from_db()
        assert known.is_filled
        assert known.formed_until == Entry.objects.get().formed_on
    assert list(rebuild(repair=True)) == []
    assert select(Site.objects.get(), Selection(kind="article")).count() == 1


def test_queries_do_not_grow__when_there_are_more_entries(mixed):
    def cost(selection: Selection) -> int:
        with CaptureQueriesContext(connection) as queries:
            list(select(mixed, selection)[:20])
        return len(queries)

    selections = [Selection(), Selection(kind="article"), Selection(column="/yaowen/", theme="综合政务", year=2021)]
    before = [cost(one) for one in selections]
    for number in range(100, 130):
        make_entry(
            number, column_id=column("yaowen").pk, theme="综合政务\\信访", at=BEGIN + timedelta(days=500 + number)
        )
    assert [cost(one) for one in selections] == before
    assert max(before) <= 4
