"""Records of the items of article 20: each kind in its own words, typed, complete, and of no person's name."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from catalog.catalogue_items import ITEMS
from catalog.models import DisclosureRecordPage
from catalog.records.kinds import FORMS, RecordKind
from cms.clearance.digest import content_digest
from cms.models import HomePage
from cms.review.differences.pages import compare
from cms.review.passages import passages
from register.models import Entry
from register.rebuild import rebuild
from tests.site import publish

from .records import record, today

pytestmark = pytest.mark.django_db
MORE: list[tuple[str, Any]] = [
    ("text", {"label": "案件来源", "value": "日常检查"}),
    ("day", {"label": "送达日期", "value": date(2026, 5, 6)}),
    ("amount", {"label": "没收违法所得", "value": Decimal("1500.50")}),
    ("count", {"label": "听证次数", "value": 2, "unit": "次"}),
]


def test_record_is_read_in_the_words_of_its_kind(home: HomePage, client: Any) -> None:
    page = publish(record(more=MORE))
    html = client.get(page.url).content.decode()
    entry = Entry.objects.get(uid=page.uid)
    for term, value in (
        ("处罚决定书文号", "云环罚〔2026〕12号"), ("当事人", "云杉市松涛科技有限公司"), ("违法事实", "未经验收投入生产。"),
        ("罚款金额", "200,000.00元"), ("案件来源", "日常检查"), ("送达日期", "2026年5月6日"),
        ("没收违法所得", "1,500.50元"), ("听证次数", "2次"),
    ):  # fmt: skip
        assert f'<th scope="row">{term}</th>' in html
        assert value in html
        assert value in entry.content_html
    assert (entry.catalogue, entry.document_number) == ("20-06", "云环罚〔2026〕12号")
    assert entry.extra["amount"] == "200000.00"
    assert list(rebuild(repair=False)) == []


def test_rows_are_typed_in_the_api(home: HomePage, client: Any) -> None:
    page = publish(record(more=MORE))
    rows = {row["label"]: row for row in client.get(f"/api/v2/pages/{page.pk}/").json()["rows"]}
    assert rows["罚款金额"] == {
        "name": "amount", "label": "罚款金额", "type": "amount", "value": "200000.00", "unit": "", "shown": "200,000.00元",
    }  # fmt: skip
    assert (rows["听证次数"]["value"], rows["听证次数"]["unit"], rows["送达日期"]["value"]) == (2, "次", "2026-05-06")


def test_nothing_typed_stays_unread__when_its_kind_has_no_name_for_it(home: HomePage, client: Any) -> None:
    page = publish(record(record_kind="licence", matter="排污许可", amount=Decimal(5)))
    assert '<th scope="row">金额</th>' in client.get(page.url).content.decode()


@pytest.mark.parametrize("kind", list(RecordKind))
def test_each_kind_asks_for_what_it_needs__in_its_own_words(home: HomePage, kind: str) -> None:
    fields = dict.fromkeys(("document_number", "matter", "party", "facts", "basis", "result", "authority"), "")
    page = record(record_kind=kind, amount=None, decided_on=None, **fields)
    told = page.demands()
    assert set(told) == FORMS[kind].needed != set()
    for name, words in told.items():
        assert f"须填写“{FORMS[kind].labels[name]}”" in words


def test_kinds_have_items_and_fields_that_there_are() -> None:
    assert set(FORMS) == set(RecordKind)
    for form in FORMS.values():
        assert form.item in ITEMS
        assert all(DisclosureRecordPage._meta.get_field(name) for name in form.labels)


def test_item_follows_the_kind__unless_another_was_chosen(home: HomePage) -> None:
    page = record(record_kind="fee", matter="停车收费")
    page.full_clean()
    assert page.catalogue_group == "20-08"
    page.catalogue_group = "21-02"
    page.full_clean()
    assert page.catalogue_group == "21-02"


@pytest.mark.parametrize(("name", "fits"), [("张三", False), ("张某某", True), ("张*", True), ("张××", True)])
def test_person_is_masked(home: HomePage, name: str, fits: bool) -> None:
    told = "".join(record(party=name, party_kind="person").publication_problems())
    assert told == ("" if fits else "当事人是自然人的，姓名须去标识化，只保留姓，如“张某某”；个体工商户填写字号。")


def test_mistake_is_told_in_chinese(home: HomePage) -> None:
    assert "日期不能晚于今天" in "".join(record(decided_on=today(1)).publication_problems())
    wrong = record(valid_from=date(2026, 5, 2), valid_until=date(2026, 5, 1))
    assert "截止日期不能早于起始日期" in "".join(wrong.publication_problems())


def test_decision_that_is_told_late_is_asked_about(home: HomePage) -> None:
    page = record(decided_on=today() - timedelta(days=30))
    assert "应自作出之日起7个工作日（国办发〔2018〕118号）内公开" in page.missing_facts()[0][1]
    assert record().missing_facts() == []
    assert record(record_kind="project", decided_on=today() - timedelta(days=30)).missing_facts() == []


def test_rows_count_for_signature_difference_and_inspection(home: HomePage) -> None:
    page = record(more=MORE)
    old, before = DisclosureRecordPage.objects.get(pk=page.pk), content_digest(page)
    page.more = [*MORE[:3], ("count", {"label": "听证次数", "value": 3, "unit": "次"})]
    assert content_digest(page) != before
    assert [one.path for one in compare(old, page)] == ["more"]
    assert "日常检查" in " ".join(one.text for one in passages(page))
