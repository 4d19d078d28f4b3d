"""办事指南和权力事项: what they refuse, what keeps a guide from going live, and where its files go."""

import re
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.models import TaskState

from catalog.models import PowerItemPage, ServiceGuidePage
from cms.blocks.flow import FlowBlock, StepBlock
from cms.charts.flow import draw_flow, flow_of
from cms.clearance.digest import content_digest
from cms.clearance.gate import let_down
from cms.models import ColumnPage, HomePage, UploadedDocument
from cms.review.arrangements import arrangements
from cms.review.differences.pages import compare
from cms.review.inspecting import documents_of
from cms.review.passages import passages
from cms.review.services import submit
from register.models import Entry
from register.rebuild import rebuild
from tests.site import column, make_people, pass_steps, publish

from .pages import draft, published, published_item

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def form_file(title: str = "食品经营许可申请书") -> UploadedDocument:
    return UploadedDocument.objects.create(title=title, file=ContentFile("申请人：".encode(), f"{title}.txt"))


def material(**fields: Any) -> list[tuple[str, Any]]:
    return [("material", {**MATERIAL, **fields})]


MATERIAL = {
    "name": "食品经营许可申请书", "source": "申请人自备", "form": "原件", "copies": 1, "necessity": "必要", "needs_form": True,
    "blank_form": None, "sample": None, "note": "",
}  # fmt: skip

MISTAKES: list[tuple[dict[str, Any], str]] = [
    ({"promised_limit": 21}, "承诺时限不能长于法定时限（20工作日）"),
    ({"handling_type": "即办件", "promised_limit": 3}, "即办件应当场办结"),
    ({"promised_limit": 0}, "当场办结的，办件类型请改选“即办件”"),
    ({"fee_basis": ""}, "须写明收费依据"),
    ({"fees": []}, "须列出收费标准"),
    ({"is_charged": False}, "已填写收费依据或者收费标准"),
    ({"apply_url": ""}, "请填写网上申请地址；不能网上申请的"),
    ({"no_apply_reason": "须当场办理"}, "不能网上申请的理由请留空"),
    ({"apply_url": "", "no_apply_reason": "须当场办理", "visits": 0}, "到办事现场0次的"),
    ({"visits": 12}, "请填0至9"),
    ({"item_code": "编码 1"}, "事项编码由6至40位"),
    ({"telephone": "打总机"}, "电话只能填写数字"),
    ({"consult_url": "打电话"}, "请填写完整的网址"),
    ({"power_item": []}, "请选择对应的权力事项"),
    ({"materials": [], "materials_note": ""}, "请逐项填写办理材料"),
    ({"process": []}, "请填写办理流程"),
    ({"results": []}, "请填写办理结果"),
    ({"topics": []}, "请至少选择一个生命周期主题"),
    ({"materials": material()}, "材料“食品经营许可申请书”须填写表格，但没有空白表格，不能发布"),
]


@pytest.mark.parametrize(("fields", "words"), MISTAKES)
def test_mistake_of_a_guide_is_told_in_chinese(home: HomePage, fields: dict[str, Any], words: str) -> None:
    page = draft(ServiceGuidePage)
    for name, value in fields.items():
        setattr(page, name, value)
    problems = page.publication_problems()
    assert any(words in one for one in problems), problems


def test_guide_is_signed__when_its_form_is_there_and_not_before(home: HomePage) -> None:
    people = make_people()
    page = draft(ServiceGuidePage, materials=material())
    page.save_revision(user=people["editor"])
    submit(page, people["editor"])
    page = pass_steps(page, people, "checker", "secrecy", "signer")
    assert not page.live
    comment = TaskState.objects.filter(workflow_state__object_id=str(page.pk)).latest("pk").comment
    assert "系统退回，暂不能发布：材料“食品经营许可申请书”须填写表格，但没有空白表格" in comment
    assert ("materials", "材料“食品经营许可申请书”没有空白表格，签发前须补上。") in page.missing_facts()
    other = draft(ServiceGuidePage, item_code="XK-SP-0001-02", materials=material(blank_form=form_file()))
    other.save_revision(user=people["editor"])
    submit(other, people["editor"])
    assert pass_steps(other, people, "checker", "secrecy", "signer").live


def test_code_of_another_guide_is_refused(home: HomePage) -> None:
    published(ServiceGuidePage)
    (problem,) = draft(ServiceGuidePage).publication_problems()
    assert "编码与已公开的办事指南“食品经营许可新办”相同" in problem


def test_forms_are_public_while_the_guide_is(home: HomePage, client: Any) -> None:
    blank, sample = form_file(), form_file("样表")
    rows = material(blank_form=blank, sample=sample)
    page = draft(ServiceGuidePage, materials=rows)
    assert documents_of(page) == [blank, sample]
    assert client.get(blank.public_url).status_code == 404
    page = publish(page)
    entry = Entry.objects.get(uid=page.uid)
    assert [one["title"] for one in entry.attachments] == ["食品经营许可申请书", "样表"]
    assert client.get(blank.public_url).status_code == 200
    html = client.get(page.url).content.decode()
    assert f'<a href="{blank.public_url}">空白表格' in html
    assert f'href="{sample.public_url}"' in entry.content_html
    assert list(rebuild(repair=False)) == []
    let_down(page).unpublish()
    assert client.get(blank.public_url).status_code == 404


def test_another_form_is_another_content(home: HomePage) -> None:
    page = draft(ServiceGuidePage, materials=material(blank_form=form_file()))
    before, old = content_digest(page), ServiceGuidePage.objects.get(pk=page.pk)
    other = ServiceGuidePage.objects.get(pk=page.pk)
    other.materials = material(blank_form=form_file("新的申请书"))
    assert content_digest(other) != before
    (told,) = compare(old, other)
    assert "新的申请书" in "".join(segment.text for segment in told.segments)


def test_every_row_counts_for_the_signature_and_is_told_as_a_difference(home: HomePage) -> None:
    page = draft(ServiceGuidePage)
    before, old = content_digest(page), ServiceGuidePage.objects.get(pk=page.pk)
    others: dict[str, Any] = {
        "topics": [("business", "设立变更")],
        "materials": material(copies=2, needs_form=False),
        "fees": [("fee", {**page.fees[0].value, "amount": Decimal("1.00")})],
        "results": [("result", {**page.results[0].value, "delivery": "网上下载"})],
        "questions": [("question", {"question": "要多久？", "answer": "八个工作日。"})],
        "process": [("flow", {"heading": "网上办理流程", "steps": [*page.process[0].value["steps"]]})],
        "power_item": [],
        "visits": 2, "legal_limit": None, "is_charged": False, "by_post": True, "handled_in": "全市",
    }  # fmt: skip
    for name, value in others.items():
        changed = ServiceGuidePage.objects.get(pk=page.pk)
        setattr(changed, name, value)
        assert content_digest(changed) != before, name
        assert [one.path for one in compare(old, changed)] == [name]


def test_what_the_office_fetches_itself_is_not_counted_among_what_is_handed_in(home: HomePage, client: Any) -> None:
    fetched = {**MATERIAL, "name": "营业执照", "source": "数据共享", "copies": 0, "needs_form": False}
    page = publish(draft(ServiceGuidePage, materials=[*material(needs_form=False), ("material", fetched)]))
    html = client.get(page.url).content.decode()
    assert "1样" in html[html.index('class="glance"') : html.index("申请条件</h2>")]
    assert "营业执照" in html


def test_words_of_every_row_are_inspected(home: HomePage) -> None:
    found = "\n".join(one.text for one in passages(draft(ServiceGuidePage)))
    for words in (
        "食品经营许可申请书",
        "一次性告知补正",
        "查看场所布局和设备。",
        "小微企业免收",
        "窗口领取或者邮寄",
        "网络经营也要办吗？",
    ):
        assert words in found


def test_reader_finds_the_answers_first(home: HomePage, client: Any) -> None:
    html = client.get(published(ServiceGuidePage).url).content.decode()
    glance = html[html.index('class="glance"') : html.index("申请条件</h2>")]
    for words in ("8个工作日", "收费", "1次", "1样", "网上申请", "查办理进度", "网上咨询"):
        assert words in glance
    for words in ("1,280.50元/证；小微企业免收", "法定时限20个工作日", "已进驻政务服务中心", "一次性告知补正"):
        assert words in html
    for table in re.findall(r"<table.*?</table>", html[html.index('class="glance"') :], re.DOTALL):
        assert "<caption" in table
        assert 'scope="row"' in table


def test_drawing_stays_at_home__when_the_guide_travels(home: HomePage, client: Any) -> None:
    page = published(ServiceGuidePage)
    html, entry = client.get(page.url).content.decode(), Entry.objects.get(uid=page.uid)
    assert '<svg class="chart" role="img"' in html
    assert "svg" not in entry.content_html
    assert "<ol" in entry.content_html
    assert "一次性告知补正" in entry.content_html


def test_power_item_and_guide_show_each_other__while_both_are_public(home: HomePage, client: Any) -> None:
    item = published_item()
    guide = published(ServiceGuidePage)
    assert "食品经营许可新办" in client.get(item.url).content.decode()
    assert f'href="{item.get_full_url()}"' in client.get(guide.url).content.decode()
    let_down(guide).unpublish()
    assert "食品经营许可新办" not in client.get(item.url).content.decode()


def test_guide_waits_for_its_power_item(home: HomePage) -> None:
    item = draft(PowerItemPage)
    page = draft(ServiceGuidePage, power_item=[("item", item)])
    (told,) = [one for one in arrangements(page) if one.label == "权力事项"]
    assert told.is_open
    assert told.address == reverse("cms_review", args=[item.pk])
    publish(item)
    assert [one for one in arrangements(page) if one.label == "权力事项"] == []


def test_power_item_says_what_it_rests_on__at_some_length(home: HomePage) -> None:
    problems = draft(PowerItemPage).publication_problems()
    assert problems == []
    (problem,) = draft(PowerItemPage, basis="食品安全法").publication_problems()
    assert "请至少写10个字" in problem


STEPS: list[tuple[dict[str, Any], str]] = [
    ({"kind": "decision", "name": "材料是否齐全", "otherwise": ""}, "判断须写明回答“否”时怎么办"),
    ({"kind": "step", "name": "受理", "otherwise": "退回"}, "步骤没有“否则”"),
]


@pytest.mark.parametrize(("step", "words"), STEPS)
def test_step_is_refused__when_its_ways_are_not_clear(step: dict[str, Any], words: str) -> None:
    block = StepBlock()
    with pytest.raises(StructBlockValidationError) as refusal:
        block.clean(block.to_python({"actor": "", "time": "", "text": "", **step}))
    assert words in str([error.messages for error in refusal.value.block_errors.values()])


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"source": "数据共享", "copies": 1}, "copies"),
        ({"copies": 0}, "copies"),
        ({"necessity": "特定情形"}, "note"),
        ({"needs_form": False, "blank_form": "file"}, "needs_form"),
    ],
)
def test_material_is_refused__when_it_contradicts_itself(fields: dict[str, Any], name: str) -> None:
    block = ServiceGuidePage._meta.get_field("materials").stream_block.child_blocks["material"]
    value = {**MATERIAL, **fields}
    if value["blank_form"]:
        value["blank_form"] = form_file()
    with pytest.raises(StructBlockValidationError) as refusal:
        block.clean(block.normalize(value))
    assert list(refusal.value.block_errors) == [name]


def test_flow_is_told_in_words_and_escaped() -> None:
    steps = [
        {"name": "提交<申请>", "actor": "申请人", "time": "当场"},
        {"name": "材料是否齐全", "otherwise": "一次性告知补正"},
        {"name": "办结"},
    ]
    flow = flow_of("办理流程", steps)
    svg = str(draw_flow(flow, "x"))
    assert (
        "共3步。1. 提交<申请>（申请人，当场）；2. 材料是否齐全：是，继续；否，一次性告知补正；3. 办结。" in flow.summary
    )
    assert "提交&lt;申请&gt;" in svg
    assert "<申请>" not in svg
    assert (svg.count("<polygon"), svg.count("<rect"), svg.count("marker-end")) == (1, 3, 3)
    assert "style=" not in svg


def test_flow_of_a_draft_is_drawn__whatever_it_lacks() -> None:
    block = FlowBlock()
    value = block.to_python(
        {"heading": "流程", "steps": [{"kind": "step", "name": ""}, {"kind": "decision", "name": None}]}
    )
    assert "<svg" in block.render(value)


def test_column_of_services_shows_guides_by_topic__in_a_fixed_number_of_queries(home: HomePage, client: Any) -> None:
    page = column("tongzhi")
    page.column_type = ColumnPage.ColumnType.SERVICES
    page.save()
    item = [("item", published_item())]
    published(ServiceGuidePage, "tongzhi", power_item=item)
    client.get("/tongzhi/")
    with CaptureQueriesContext(connection) as few:
        html = client.get("/tongzhi/").content.decode()
    assert re.findall(r'<h2 id="topic-\d+">(.*?)</h2>', html) == ["准营准办"]
    for number in range(3):
        topics = [("personal", "婚姻登记"), ("business", "准营准办")]
        published(ServiceGuidePage, "tongzhi", power_item=item, item_code=f"XK-HY-000{number}", topics=topics)
    with CaptureQueriesContext(connection) as many:
        html = client.get("/tongzhi/").content.decode()
    assert re.findall(r'<h2 id="topic-\d+">(.*?)</h2>', html) == ["婚姻登记", "准营准办"]
    assert len(many) == len(few)
