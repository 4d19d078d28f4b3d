"""The register's lock: who takes it, when, and what becomes of its numbers."""

import re
from dataclasses import replace

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from cms.clearance.gate import let_down
from cms.columns import move_column, rename_column
from cms.facts import facts_of
from cms.models import ArticlePage, HomePage
from register import services
from register.models import Change, Entry, Sequence
from register.rebuild import rebuild
from register.sequence import allot, hold
from tests.site import column, make_article, make_draft, publish

WRITES = re.compile(r'^(INSERT INTO|UPDATE|DELETE FROM) "(?!register_sequence)|FOR UPDATE', re.IGNORECASE)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("call", [allot, hold])
def test_lock_is_refused__when_no_transaction_is_open(call):
    with pytest.raises(transaction.TransactionManagementError):
        call()


@pytest.mark.django_db
def test_number_returns__when_savepoint_is_rolled_back(db):
    first = allot()
    with pytest.raises(RuntimeError), transaction.atomic():  # noqa: PT012 - the rollback is what is tested
        assert allot() == first + 1
        raise RuntimeError
    assert allot() == first + 1


@pytest.mark.django_db
def test_numbers_are_consecutive__when_several_are_allotted(db):
    first = allot(3)
    assert allot() == first + 3
    assert Sequence.objects.get().last == first + 3


@pytest.mark.django_db
def test_change_is_not_numbered__when_publication_fails_in_a_savepoint(home):
    make_article()
    page = make_draft()
    with pytest.raises(RuntimeError), transaction.atomic():  # noqa: PT012 - the rollback is what is tested
        publish(page)
        raise RuntimeError
    make_article(title="第二篇")
    seqs = list(Change.objects.values_list("seq", flat=True))
    assert seqs == list(range(seqs[0], seqs[0] + 2))


def recorded(page: ArticlePage) -> None:
    facts = facts_of(ArticlePage.objects.get(pk=page.pk))
    assert facts is not None
    services.record(replace(facts, title="换了标题"))


def rebuilt(page: ArticlePage) -> None:
    Entry.objects.update(title="错的")
    assert list(rebuild(repair=True))


OPERATIONS = {
    "publish": lambda page: publish(make_draft()),
    "save through the base class": lambda page: Page.objects.get(pk=page.pk).save(),
    "save a revision": lambda page: page.save_revision(),
    "unpublish": lambda page: let_down(page).unpublish(),
    "delete": lambda page: make_draft().delete(),
    "delete the column": lambda page: column("tongzhi").delete(),
    "move": lambda page: page.move(column("tongzhi"), pos="last-child"),
    "add a draft": lambda page: make_draft(),
    "rename the column": lambda page: rename_column(column("yaowen"), slug="neue"),
    "move the column": lambda page: move_column(column("yaowen"), column("tongzhi")),
    "withdraw": lambda page: services.withdraw(Entry.objects.get(), Entry.Reason.UNPUBLISHED),
    "restrict": lambda page: PageViewRestriction.objects.create(page=HomePage.objects.get(), restriction_type="login"),
}
UNLOCKED = re.compile(r'"(wagtailcore_(revision|pagelogentry|modellogentry|pageviewrestriction|comment)|organs_)')
"""Rows that nobody waits for while holding the lock."""


@pytest.mark.django_db
@pytest.mark.parametrize("name", OPERATIONS)
def test_lock_comes_before_every_row__when_pages_change(home, name):
    page = make_article()
    with CaptureQueriesContext(connection) as queries:
        OPERATIONS[name](page)
    statements = [query["sql"] for query in queries]
    locked = next(index for index, sql in enumerate(statements) if '"register_sequence"' in sql)
    written = [index for index, sql in enumerate(statements) if WRITES.search(sql) and not UNLOCKED.search(sql)]
    assert all(index > locked for index in written if "register_sequence" not in statements[index])


@pytest.mark.django_db
@pytest.mark.parametrize("operation", [recorded, rebuilt])
def test_lock_is_taken__when_only_the_register_is_written(home, operation):
    page = make_article()
    with CaptureQueriesContext(connection) as queries:
        operation(page)
    statements = [query["sql"] for query in queries]
    locked = next(index for index, sql in enumerate(statements) if '"register_sequence"' in sql)
    inserted = next(index for index, sql in enumerate(statements) if 'INSERT INTO "register_change"' in sql)
    assert locked < inserted
