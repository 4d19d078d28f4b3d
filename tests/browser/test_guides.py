"""权力事项、办事指南: each written by somebody new from an empty form with every mistake; a guide on one sheet of paper."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from .pages import entries, of_kind
from .test_catalogue_types import as_editor, begin, fill, kept, refused, sent
from .watching import choose_block

Opened = Callable[..., BrowserContext]
POWER = {
    "title": "食品经营许可",
    "item_code": "479001-SC-XK-900",
    "implementing_organ": "云杉市市场监督管理局",
    "basis": "《中华人民共和国食品安全法》第三十五条：国家对食品生产经营实行许可制度。",
    "authority": "本市范围内的食品经营许可由市级行使。",
    "supervision": "向市市场监督管理局机关党委举报。",
    "supervision_telephone": "0000-6018888",
}
GUIDE = {
    "title": "食品经营许可新办",
    "item_code": "479001-SC-XK-900-01",
    "basis": "《食品经营许可和备案管理办法》第十条。",
    "conditions": "有固定的经营场所。",
    "materials_note": "材料加盖公章。",
    "place": "云杉市政务服务中心二楼B区12号窗口",
    "office_hours": "工作日9:00—17:00",
    "telephone": "0000-6015012",
    "supervision_telephone": "0000-6015000",
    "promised_limit": "8",
    "legal_limit": "20",
    "consult_url": "https://zwfw.yunshan.example/zixun",
    "query_url": "https://zwfw.yunshan.example/chaxun",
    "apply_url": "https://zwfw.yunshan.example/shenqing",
}


@pytest.fixture
def page(site: str, addresses: dict[str, str], opened: Opened) -> Page:
    return as_editor(site, opened)


def stream(page: Page, name: str) -> Locator:
    return page.locator(f'[name="{name}-count"]').locator("xpath=..")


def add(page: Page, name: str, kind: str = "") -> None:
    """A row at the end of a stream; `kind` where it has several."""
    button = stream(page, name).locator(".c-sf-add-button:not([disabled])").last
    if kind:
        choose_block(page, button, kind)
    else:
        button.click()


def test_power_item_is_written__with_every_mistake_and_then_without(page: Page, site: str) -> None:
    begin(page, site, "权力事项")
    refused(page, "此项必填")
    wrong = {
        **POWER,
        "item_code": "编 码",
        "basis": "食品安全法",
        "authority": "市级",
        "supervision_telephone": "打总机",
    }
    fill(page, wrong)
    page.locator("[name=power_kind]").select_option("行政许可")
    page.locator("[name=exercise_level]").select_option("县级")
    refused(page, "事项编码由6至40位", "请至少写10个字", "电话只能填写数字")
    kept(page, {**wrong})
    fill(page, POWER)
    sent(page, site, "食品经营许可")


def test_guide_is_written__with_every_mistake_and_then_without(page: Page, site: str) -> None:
    begin(page, site, "办事指南")
    refused(page, "此项必填")
    wrong = {
        **GUIDE, "item_code": "编 码", "telephone": "打总机", "promised_limit": "21", "consult_url": "打电话",
        "fee_basis": "云价费〔2020〕1号", "no_apply_reason": "须当场办理", "visits": "12",
    }  # fmt: skip
    fill(page, wrong)
    page.locator("[name=handling_type]").select_option("承诺件")
    page.locator("[name=exercise_level]").select_option("县级")
    page.locator("[name=in_service_centre]").select_option("entered")
    refused(page, "事项编码由6至40位", "电话只能填写数字", "请填写完整的网址")
    kept(page, wrong)
    fill(page, {**wrong, **{name: GUIDE[name] for name in ("item_code", "telephone", "consult_url")}})
    refused(
        page, "承诺时限不能长于法定时限", "已填写收费依据或者收费标准", "不能网上申请的理由请留空", "请填0至9",
        "请选择对应的权力事项", "请填写办理流程", "请填写办理结果", "请至少选择一个生命周期主题",
    )  # fmt: skip
    fill(page, {**GUIDE, "fee_basis": "", "no_apply_reason": "", "visits": "1"})
    add(page, "topics", "企业生命周期主题")
    page.locator("[name=topics-0-value]").select_option("准营准办")
    add(page, "materials")
    page.locator("[name=materials-0-value-name]").fill("食品经营许可申请书")
    page.locator("[name=materials-0-value-copies]").fill("0")
    page.locator("[name=materials-0-value-needs_form]").check()
    add(page, "process")
    page.locator("[name=process-0-value-steps-0-value-name]").fill("提交申请")
    add(page, "process-0-value-steps")
    page.locator("[name=process-0-value-steps-1-value-kind]").select_option("decision")
    page.locator("[name=process-0-value-steps-1-value-name]").fill("材料是否齐全")
    add(page, "results")
    page.locator("[name=results-0-value-name]").fill("食品经营许可证")
    page.locator("[name=results-0-value-delivery]").fill("窗口领取")
    refused(page, "请填写须提交的份数", "判断须写明回答“否”时怎么办")
    assert page.input_value("[name=materials-0-value-name]") == "食品经营许可申请书"
    assert page.input_value("[name=process-0-value-steps-1-value-name]") == "材料是否齐全"
    page.locator("[name=materials-0-value-copies]").fill("1")
    page.locator("[name=process-0-value-steps-1-value-otherwise]").fill("一次性告知补正")
    add(page, "power_item")
    stream(page, "power_item").get_by_role("button", name="选择").first.click()
    page.locator(".modal a.choose-page, .modal-body a[data-title]").first.wait_for()
    page.locator(".modal input[name=q]").fill("教师资格认定")
    page.locator(".modal a", has_text="教师资格认定").first.click()
    expect(stream(page, "power_item")).to_contain_text("教师资格认定")
    sent(page, site, "食品经营许可新办")


def test_guides_print_on_one_sheet(site: str, opened: Opened) -> None:
    page = opened().new_page()
    guides = of_kind(list(entries(site)), "service_guide")
    assert len(guides) >= 40
    longest = sorted(guides, key=lambda one: len(one["content_html"]))[-5:]
    for one in longest:
        page.goto(one["url"])
        printed = page.pdf(format="A4", prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1, one["title"]
