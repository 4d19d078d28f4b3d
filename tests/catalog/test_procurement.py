"""政府采购与招投标: what each stage demands, the periods of the law, and the line of time of a project."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.blocks.struct_block import StructBlockValidationError

from catalog.fields import AmountFormField
from catalog.models import ProcurementPage
from catalog.procurement.demands import FIELDS
from catalog.procurement.timeline import ROUNDS, line, normal
from catalog.procurement.vocabularies import Stage
from cms.clearance.digest import content_digest
from cms.clearance.gate import let_down
from cms.models import HomePage
from cms.review.differences.pages import compare
from cms.review.passages import passages
from organs.models import Organ
from register.models import Entry
from register.rebuild import rebuild
from tests.site import column, give_column, make_organ

from .records import announced, announcement, in_days, naming, of_stage, supplier, today

pytestmark = pytest.mark.django_db
MOMENT = datetime.fromisoformat("2026-06-01T10:00:00+08:00")
every_stage = pytest.mark.parametrize("stage", list(Stage))


@pytest.fixture(autouse=True)
def a_day() -> Iterator[None]:
    """Monday, 1 June 2026, with a calendar of that year."""
    with time_machine.travel(MOMENT, tick=False):
        yield


def problems(page: ProcurementPage) -> str:
    return "\n".join(page.publication_problems())


def text_of(client: Any, page: Any) -> str:
    return client.get(page.url).content.decode()


@every_stage
def test_announcement_is_public__when_it_says_what_its_stage_demands(home: HomePage, client: Any, stage: str) -> None:
    page = announced(stage)
    html = text_of(client, page)
    assert page.project_name in html
    assert "云杉市教育局" in html
    assert Entry.objects.get(uid=page.uid).extra["stage"] == stage
    assert list(rebuild(repair=False)) == []


@every_stage
def test_each_missing_field_is_asked_for_by_its_name__when_sent(home: HomePage, stage: str) -> None:
    empty = {"suppliers": [], "corrects": [], "corrections": [], "project_number": "", "requirement": "", "method": ""}
    given = of_stage(stage)
    blank = {name: empty.get(name, None if not isinstance(given.get(name), str) else "") for name in FIELDS[stage]}
    page = announcement(stage)
    for name, value in blank.items():
        setattr(page, name, value)
    told = page.demands()
    assert set(told) >= set(FIELDS[stage])
    for name in FIELDS[stage]:
        assert str(ProcurementPage._meta.get_field(name).verbose_name) in told[name]


def test_correction_is_refused__until_it_names_what_it_corrects(home: HomePage) -> None:
    page = announcement(Stage.CORRECTION, corrects=[])
    assert "须填写“被更正的公告”" in problems(page)
    page.corrects = naming(announced(Stage.NOTICE, project_number="YSCG-2026-099"))
    assert "所选公告的项目编号为“YSCG-2026-099”" in problems(page)
    page.corrects = naming(announcement(Stage.NOTICE, project_number="YSCG-2026-098"))
    assert problems(page) == ""  # of a draft nothing is told
    page.corrects = naming(announced(Stage.NOTICE))
    assert problems(page) == ""


PERIODS: list[tuple[str, str, int, str]] = [
    ("open", "procurement", 20, "不得少于20日（《政府采购法》第三十五条），最早为2026-06-21"),
    ("open", "tender", 20, "不得少于20日（《招标投标法》第二十四条）"),
    ("consultation", "procurement", 10, "不得少于10日（《政府采购竞争性磋商采购方式管理暂行办法》第十条）"),
    (
        "negotiation",
        "procurement",
        3,
        "不得少于3个工作日（《政府采购非招标采购方式管理办法》第二十九条），最早为2026-06-04",
    ),
    ("inquiry", "procurement", 3, "第四十五条"),
]


@pytest.mark.parametrize(("method", "regime", "days", "words"), PERIODS)
def test_deadline_is_refused_with_the_rule__when_too_near(
    home: HomePage, method: str, regime: str, days: int, words: str
) -> None:
    page = announcement(method=method, regime=regime, submission_deadline=in_days(days - 1))
    assert words in problems(page)
    page.submission_deadline = in_days(days)
    assert problems(page) == ""


def test_deadline_counts_from_the_day_of_the_documents__when_that_is_later(home: HomePage) -> None:
    page = announcement(documents_from=in_days(3), submission_deadline=in_days(20))
    assert "自采购（招标）文件发出之日（2026-06-04）起" in problems(page)


def test_deadline_is_refused__when_it_is_over(home: HomePage) -> None:
    page = announcement(submission_deadline=in_days(0, hour=9, minute=59))
    assert "截止时间2026-06-01 09:59已过" in problems(page)


def test_announcement_of_old_is_not_refused__when_its_deadline_is_long_over(home: HomePage) -> None:
    before = timezone.now() - timedelta(days=400)
    page = announcement(original_published_at=before, submission_deadline=before + timedelta(days=21))
    assert problems(page) == ""


def test_public_announcement_can_be_corrected__when_its_deadline_is_over(home: HomePage) -> None:
    page = announced()
    with time_machine.travel(MOMENT + timedelta(days=60), tick=False):
        page.agency = "云杉市招标代理有限公司"
        page.correction_note = "补充代理机构。"
        assert problems(page) == ""


@pytest.mark.parametrize(
    ("stage", "days", "words"),
    [
        (Stage.SINGLE_SOURCE, 3, "不得少于5个工作日（《政府采购非招标采购方式管理办法》第三十八条），至少到2026-06-05"),
        (Stage.CANDIDATES, 1, "不得少于3日（《招标投标法实施条例》第五十四条），至少到2026-06-03"),
    ],
)
def test_display_is_refused_with_the_rule__when_too_short(home: HomePage, stage: str, days: int, words: str) -> None:
    page = announcement(stage, notice_until=today(days))
    assert words in problems(page)
    page.notice_until = today(days + 1)
    assert problems(page) == ""


UNFIT: list[tuple[str, dict[str, Any], str]] = [
    (Stage.CANDIDATES, {"regime": "procurement"}, "中标候选人公示属于工程建设项目招标投标"),
    (Stage.INTENTION, {"regime": "tender"}, "采购意向、单一来源公示属于政府采购"),
    (Stage.SINGLE_SOURCE, {"method": "open"}, "单一来源公示的采购方式为“单一来源采购”"),
    (Stage.NOTICE, {"method": "other"}, "采购方式选“其他”的，请写明名称"),
    (Stage.NOTICE, {"method_other": "电子反拍"}, "请在“采购方式”中选“其他”"),
    (Stage.NOTICE, {"documents_from": in_days(3), "documents_until": in_days(2)}, "结束时间须晚于开始时间"),
    (Stage.NOTICE, {"documents_until": in_days(400)}, "截止时间不能早于获取文件结束时间"),
    (Stage.NOTICE, {"opening_at": MOMENT}, "不能早于截止时间"),
    (Stage.CANDIDATES, {"notice_until": date(2026, 5, 1)}, "结束日期不能早于开始日期"),
    (Stage.CONTRACT, {"signed_on": date(2026, 6, 2)}, "合同签订日期不能晚于今天"),
    (Stage.ACCEPTANCE, {"accepted_on": date(2026, 6, 2)}, "验收日期不能晚于今天"),
    (Stage.ACCEPTANCE, {"signed_on": date(2026, 6, 1), "accepted_on": date(2026, 5, 2)}, "不能早于合同签订日期"),
    (Stage.CANDIDATES, {"suppliers": [supplier()]}, "中标候选人须填写排名"),
    (Stage.CANDIDATES, {"suppliers": [supplier(rank=1), supplier(rank=1)]}, "两个候选人的排名相同"),
    (Stage.RESULT, {"suppliers": [supplier(price=None)]}, "每个供应商都须填写报价"),
]


@pytest.mark.parametrize(("stage", "fields", "words"), UNFIT)
def test_mistake_is_told_in_chinese(home: HomePage, stage: str, fields: dict[str, Any], words: str) -> None:
    assert words in problems(announcement(stage, **fields))


def test_draft_may_lack_everything__but_not_contradict_itself(home: HomePage) -> None:
    page = announcement(Stage.NOTICE, project_number="", method="", budget=None, submission_deadline=None)
    page.full_clean()
    page.opening_at, page.submission_deadline = in_days(1), in_days(2)
    with pytest.raises(ValidationError, match="不能早于截止时间"):
        page.full_clean()


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("1280000", "1280000.00"), ("1,280,000.5", "1280000.50"), ("￥ 1，280，000 元", "1280000.00"), ("0", "0.00")],
)
def test_amount_is_read__when_typed_as_officials_do(typed: str, amount: str) -> None:
    assert AmountFormField().clean(typed) == Decimal(amount)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("128万元", "换算成元"),
        ("一百", "请填写数字"),
        ("1.234", "最多两位"),
        ("-1", "不能小于0"),
        ("1e9999", "位数过多"),
    ],
)
def test_amount_is_refused_with_advice__when_it_is_none(typed: str, words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        AmountFormField().clean(typed)


def test_money_over_the_budget_is_asked_about__and_not_refused(home: HomePage) -> None:
    page = announcement(Stage.RESULT, budget=Decimal(1000000), ceiling_price=Decimal(1100000))
    assert problems(page) == ""
    hints = dict(page.missing_facts())
    assert "超过" in hints["amount"]
    assert "1,180,000.00元超过预算金额1,000,000.00元" in " ".join(text for _name, text in page.missing_facts())


def test_budget_is_that_of_the_notice__when_the_result_says_none(home: HomePage) -> None:
    announced(Stage.NOTICE, budget=Decimal(900000))
    hints = " ".join(text for _name, text in announcement(Stage.RESULT).missing_facts())
    assert "超过预算金额900,000.00元" in hints


HINTS: list[tuple[str, dict[str, Any], str]] = [
    (Stage.RESULT, {"amount": Decimal(1170000)}, "合计为1,180,000.00元，与总金额1,170,000.00元不一致"),
    (Stage.INTENTION, {"expected_on": date(2026, 6, 20)}, "采购活动开始前30日"),
    (Stage.CONTRACT, {"signed_on": date(2026, 5, 20)}, "2个工作日（《政府采购法实施条例》第五十条）内公告，现已逾期"),
    (Stage.CONTRACT, {}, "没有附上合同文本"),
    (Stage.CORRECTION, {"method": "open", "submission_deadline": in_days(14)}, "请顺延截止时间"),
    (Stage.NOTICE, {"qualification": ""}, "没有填写供应商资格条件"),
    (Stage.RESULT, {"experts": ""}, "没有填写评审专家名单"),
]


@pytest.mark.parametrize(("stage", "fields", "words"), HINTS)
def test_oddity_is_asked_about(home: HomePage, stage: str, fields: dict[str, Any], words: str) -> None:
    with time_machine.travel(MOMENT, tick=False):
        fields = {**fields, **({"submission_deadline": in_days(14)} if "submission_deadline" in fields else {})}
        assert words in " ".join(text for _name, text in announcement(stage, **fields).missing_facts())


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("suppliers", {**supplier()[1], "credit_code": "123"}, "统一社会信用代码为18位"),
        ("corrections", {"item": "时间", "before": "", "after": ""}, "请填写更正后的内容"),
        ("corrections", {"item": "时间", "before": "一", "after": "一"}, "更正前后的内容相同"),
        ("corrects", {"document": None, "title": "", "url": ""}, "请选择本平台的信息"),
        ("corrects", {"document": None, "title": "公告", "url": ""}, "请填写网址"),
        ("corrects", {"document": None, "title": "公告", "url": "ftp://a.example/"}, "请填写完整的网址"),
    ],
)
def test_row_is_refused__when_it_says_nothing(kind: str, value: dict[str, Any], words: str) -> None:
    (block,) = ProcurementPage._meta.get_field(kind).stream_block.child_blocks.values()
    typed = block.to_python(value)
    typed.update({"url": value["url"]} if "url" in value else {})  # what is stored is read otherwise
    with pytest.raises(StructBlockValidationError) as refusal:
        block.clean(typed)
    assert words in str([error.messages for error in refusal.value.block_errors.values()])


def test_new_form_knows_purchaser_and_item(home: HomePage, admin_client: Any, organ: Organ) -> None:
    give_column("tongzhi", organ)
    args = ["catalog", "procurementpage", column("tongzhi").pk]
    form = admin_client.get(reverse("wagtailadmin_pages:add", args=args)).context["form"]
    assert form["purchaser"].value() == organ.name
    assert form["catalogue_group"].value() == "20-09"


def test_rows_count_for_signature_difference_and_inspection(home: HomePage) -> None:
    page = announcement(Stage.RESULT)
    before, old = content_digest(page), ProcurementPage.objects.get(pk=page.pk)
    page.suppliers = [supplier(price=Decimal("1180000.01"))]
    assert content_digest(page) != before
    assert [one.path for one in compare(old, page)] == ["suppliers"]
    assert "云杉市松涛科技有限公司" in " ".join(one.text for one in passages(page))


def test_content_stays_signed__when_saved_and_read_again(home: HomePage) -> None:
    page = announced(Stage.CONTRACT, budget=Decimal("1200000.5"))
    again = ProcurementPage.objects.get(pk=page.pk)
    assert content_digest(again) == content_digest(page)
    assert content_digest(again.get_latest_revision_as_object()) == content_digest(page)


def titles(page: ProcurementPage) -> list[str]:
    return [one.stage for one in line(page, page.get_site())]


def project(**fields: Any) -> dict[str, ProcurementPage]:
    """A project whose announcements came a day apart; the intention has no number, and the notice names it."""
    pages: dict[str, ProcurementPage] = {}
    for number, stage in enumerate((Stage.INTENTION, Stage.NOTICE, Stage.CORRECTION, Stage.RESULT, Stage.CONTRACT)):
        with time_machine.travel(MOMENT + timedelta(days=number), tick=False):
            if stage == Stage.NOTICE:
                fields["earlier"] = naming(pages[Stage.INTENTION])
            if stage == Stage.CORRECTION:
                fields["corrects"] = naming(pages[Stage.NOTICE])
            pages[stage] = announced(stage, **fields)
            fields.pop("earlier", None), fields.pop("corrects", None)
    return pages


LINE = ["intention", "notice", "correction", "result", "contract"]


def test_every_stage_shows_the_whole_line__itself_marked(home: HomePage, client: Any) -> None:
    pages = project()
    for stage, page in pages.items():
        steps = line(page, page.get_site())
        assert [one.stage for one in steps] == LINE
        assert [one.stage for one in steps if one.is_current] == [stage]
        assert [one.stage for one in steps if one.is_latest] == ["contract"]
        html = text_of(client, page)
        assert html.count('aria-current="step"') == 1
        for other in pages.values():
            assert (f'<a href="http://testserver{other.url}">{other.title}</a>' in html) == (other != page)


def test_line_is_in_the_api__with_the_current_stage(home: HomePage, client: Any) -> None:
    pages = project()
    told = client.get(f"/api/v2/pages/{pages['notice'].pk}/").json()["timeline"]
    assert [one["stage"] for one in told] == LINE
    assert [one["stage"] for one in told if one["is_current"]] == ["notice"]
    assert told[0]["url"] == f"http://testserver{pages['intention'].url}"
    assert client.get("/api/v2/pages/?type=catalog.ProcurementPage&timeline=1").status_code == 400
    assert client.get("/api/v2/pages/?type=catalog.ProcurementPage&stage=notice&fields=timeline").status_code == 200


def test_earlier_pages_are_new_to_their_readers__when_a_stage_comes_goes_or_changes_project(
    home: HomePage, client: Any
) -> None:
    pages = project()
    moments = iter(MOMENT + timedelta(days=10 + number) for number in range(9))

    def shown(stage: str) -> datetime:
        return Entry.objects.get(uid=pages[stage].uid).shown_at

    with time_machine.travel(at := next(moments), tick=False):
        accepted = announced(Stage.ACCEPTANCE)
    assert {shown(stage) for stage in LINE} == {at}
    assert accepted.title in text_of(client, pages["intention"])
    with time_machine.travel(at := next(moments), tick=False):
        let_down(accepted).unpublish()
    assert {shown(stage) for stage in LINE} == {at}
    assert accepted.title not in text_of(client, pages["intention"])
    with time_machine.travel(at := next(moments), tick=False):
        let_down(pages["notice"]).unpublish()  # it held intention and project together
    assert shown("intention") == shown("result") == at
    assert titles(pages["intention"]) == ["intention"]
    assert titles(pages["result"]) == ["correction", "result", "contract"]


def test_corrected_announcement_says_so_first(home: HomePage, client: Any) -> None:
    pages = project()
    assert "本公告已更正，以更正公告为准" in text_of(client, pages["notice"])
    assert "本公告已更正" not in text_of(client, pages["result"])
    html = text_of(client, pages["correction"])
    assert "被更正的公告" in html
    let_down(pages["notice"]).unpublish()
    html = text_of(client, pages["correction"])
    assert "（该信息已撤下）" in html
    assert pages["notice"].title not in html


def test_line_is_of_one_organ_and_one_number(home: HomePage) -> None:
    page = announced(Stage.NOTICE)
    announced(Stage.RESULT, organ=make_organ("jiaoyuju"))
    announced(Stage.RESULT, project_number="YSCG-2026-019")
    assert titles(page) == ["notice"]
    announced(Stage.RESULT, project_number=" yscg－2026－018 ")
    assert titles(page) == ["notice", "result"]


def test_projects_stay_apart__when_one_intention_is_the_beginning_of_both(home: HomePage) -> None:
    hub = announced(Stage.INTENTION)
    first = announced(Stage.NOTICE, earlier=naming(hub))
    second = announced(Stage.NOTICE, earlier=naming(hub), project_number="YSCG-2026-019")
    assert titles(first) == titles(second) == ["intention", "notice"]
    assert titles(hub) == ["intention", "notice", "notice"]


def test_failed_project_leads_to_the_one_that_came_again(home: HomePage) -> None:
    failed = announced(Stage.FAILURE)
    again = announced(Stage.NOTICE, project_number="YSCG-2026-018-2", earlier=naming(failed))
    announced(Stage.RESULT, project_number="YSCG-2026-018-2")
    assert titles(failed) == titles(again) == ["notice", "failure", "result"]


def test_drafts_are_on_no_line__but_their_own_preview(home: HomePage) -> None:
    page = announced(Stage.NOTICE)
    draft = announcement(Stage.RESULT)
    assert titles(page) == ["notice"]
    steps = line(draft, draft.get_site())
    assert [(one.stage, one.published_at is None) for one in steps] == [("notice", False), ("result", True)]


def test_queries_do_not_grow__when_the_line_is_long(home: HomePage, django_assert_max_num_queries: Any) -> None:
    page = project()["notice"]
    for _number in range(6):
        announced(Stage.CONTRACT)
    site = page.get_site()
    with django_assert_max_num_queries(ROUNDS + 2):
        assert len(line(page, site)) == 11


@pytest.mark.parametrize("written", ["YSCG-2026-018", "yscg-2026-018", "ＹＳＣＧ－２０２６－０１８", "YSCG—2026 - 018"])
def test_number_is_the_same__however_it_is_written(written: str) -> None:
    assert normal(written) == "YSCG-2026-018"
