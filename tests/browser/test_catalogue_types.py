"""公文、公开指南、机构职能、负责人: each written by somebody new from an empty form, with every mistake that the form catches."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from .pages import entries
from .test_review_walk import assert_chinese, log_in
from .watching import Watched, choose_block

Opened = Callable[..., BrowserContext]

# A calendar opens a moment after its field has the focus: on a busy machine over the button that is pressed next.
CALENDARS_ASIDE = """addEventListener("DOMContentLoaded", () => { const sheet = new CSSStyleSheet();
    sheet.replaceSync(".xdsoft_datetimepicker { pointer-events: none; }"); document.adoptedStyleSheets.push(sheet); })"""
DOCUMENT = {
    "title": "云杉市人民政府关于印发云杉市城市绿化管理办法的通知",
    "document_number": "云政规〔2026〕88号",
}
GUIDE = {
    "office_name": "云杉市人民政府办公室政务公开科",
    "office_address": "云杉市云山路1号601室",
    "office_hours": "工作日8:30—12:00，14:30—18:00",
    "office_telephone": "0000-6010001",
    "office_fax": "无",
    "internet_contact": "gongkai@yunshan.example",
}
PROFILE = {
    "head": "林知远",
    "address": "云杉市云山路1号",
    "office_hours": "工作日8:30—12:00，14:30—18:00",
    "telephone": "0000-6010001",
    "supervision_telephone": "0000-6010009",
}
LEADER = {"title": "林知远", "post": "云杉市人民政府副市长", "duties": "分管教育、卫生健康工作。"}


def begin(page: Page, site: str, name: str) -> None:
    """From the dashboard to the empty form of a new text called `name`."""
    page.goto(f"{site}/admin/")
    page.locator(".house__more summary").click()  # types that are written seldom are folded away
    page.get_by_role("link", name=f"新建{name}", exact=True).click()
    page.locator(".house__columns a").first.click()
    page.locator("[name=title]").wait_for()


def fill(page: Page, values: dict[str, str]) -> None:
    for name, value in values.items():
        page.fill(f"[name={name}]", value)


def choose_organ(page: Page, name: str) -> None:
    """Another organ than the form began with, from the list of all."""
    field = page.locator("#id_organ-chooser")
    field.get_by_role("button", name="操作").click()
    page.get_by_text("另选机构", exact=True).click()
    page.locator(".modal-content a", has_text=name).first.click()
    expect(field).to_contain_text(name)
    expect(page.locator(".modal-content")).to_have_count(0)


def add_to(page: Page, field: str, kind: str = "") -> Locator:
    """Another item at the end of the stream `field`, which is given back whole; `kind` where it has several."""
    section = page.locator(f"[id$=-{field}-section]")
    button = section.locator(".c-sf-add-button:not([disabled])").last
    if kind:
        choose_block(page, button, kind)
    else:
        button.click()
    return section


def refused(page: Page, *words: str) -> None:
    """Send, and read each of `words` beside the fields."""
    page.locator("[name=action-submit]").click()
    expect(page.locator(".messages")).to_contain_text("填写有误")
    for one in words:
        expect(page.locator("main")).to_contain_text(one)
    assert_chinese(page)


def kept(page: Page, values: dict[str, str]) -> None:
    """Nothing typed was lost."""
    assert {name: page.input_value(f"[name={name}]") for name in values} == values


def sent(page: Page, site: str, title: str) -> None:
    page.locator("[name=action-submit]").click()
    page.wait_for_url(f"{site}/admin/")
    rows = page.locator(".house__row", has_text=title)  # it may be among what is late as well
    expect(rows.filter(has_text="审核中（初审）").first).to_be_visible()


def show_tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()


def write_body(page: Page, text: str) -> None:
    """A paragraph in the body, which stands among other streams."""
    section = add_to(page, "body", "段落")
    editor = section.locator(".public-DraftEditor-content").last
    editor.click()
    expect(editor).to_be_focused()
    page.wait_for_timeout(500)  # the editor takes the focus before it takes words
    page.keyboard.insert_text(text)
    expect(section.locator("input[name$=-value]").last).to_have_value(re.compile(text))


def as_editor(site: str, opened: Opened) -> Page:
    """The dashboard of the demo's editor."""
    watched = Watched(opened(viewport={"width": 1280, "height": 1000}))
    watched.page.add_init_script(CALENDARS_ASIDE)
    return log_in(watched, site, "editor")


@pytest.fixture
def page(site: str, opened: Opened) -> Page:
    return as_editor(site, opened)


def test_document_is_written__with_every_mistake_and_then_without(page: Page, site: str) -> None:
    used = next(one for one in entries(site) if one["organ"]["code"] == "yunshan" and one["document_number"])
    begin(page, site, "公文")
    refused(page, "此项必填", "正文还没有内容，不能送审")
    write_body(page, "现将《云杉市城市绿化管理办法》印发给你们，请遵照执行。")
    first = {"title": DOCUMENT["title"], "document_number": "云政规2026-88", "issued_on": "2026-11-20"}
    wrong = {
        "normative_number": "YSDR-2026-00088", "effective_on": "2027-01-01", "expires_on": "2026-12-31",
        "changed_on": "2026-11-10", "original_published_at": "昨天", "relations-0-value-url": "市政府网站",
    }  # fmt: skip
    fill(page, first)
    show_tab(page, "公开属性与著录")
    page.locator("[name=disclosure_attribute]").select_option("withheld")
    add_to(page, "relations")
    fill(page, wrong)
    refused(
        page, "发文字号应写作", "公开属性为“不予公开”的，须写明理由", "有效期届满日期不能早于实施日期", "请同时勾选“行政规范性文件”",
        "变更日期不能早于成文日期", "日期和时间请写作", "请填写完整的网址",
    )  # fmt: skip
    kept(page, {**first, **wrong})

    choose_organ(page, "云杉市人民政府")
    fill(page, {"document_number": used["document_number"]})
    show_tab(page, "公开属性与著录")
    page.locator("[name=relations-0-value-kind]").select_option("based_on")
    again = {
        "original_published_at": "2099-01-01 08:00", "relations-0-value-url": "", "relations-0-value-number": "国令第100号",
        "relations-0-value-holds_from": "2027-01-01", "changed_on": "2099-01-01",
    }  # fmt: skip
    fill(page, again)
    refused(
        page, "一个文号不能用两次", "原发布时间不能晚于现在", "请选择文件；本平台没有的，填写标题", "只有修改、废止才填起算日期",
        "变更日期不能晚于今天",
    )  # fmt: skip
    kept(page, {**first, **wrong, **again, "document_number": used["document_number"]})

    fill(page, {"document_number": DOCUMENT["document_number"]})
    show_tab(page, "公开属性与著录")
    page.locator("[name=disclosure_attribute]").select_option("proactive")
    page.locator("[name=is_normative]").check()
    fill(page, {
        "expires_on": "2031-12-31", "changed_on": "", "original_published_at": "", "relations-0-value-holds_from": "",
        "relations-0-value-title": "城市绿化条例",
    })  # fmt: skip
    sent(page, site, DOCUMENT["title"])


def test_guide_is_written__with_every_mistake_and_then_without(page: Page, site: str) -> None:
    begin(page, site, "公开指南")
    assert "20个工作日内答复" in page.input_value("[name=request_how]")
    fill(page, {"office_name": "", "office_address": "", "office_hours": "", "office_telephone": ""})
    refused(page, "此项必填")
    wrong = {
        **GUIDE, "office_telephone": "打总机", "office_fax": "没有", "internet_contact": "微信", "office_postcode": "12",
        "ways": "上网看",
    }  # fmt: skip
    fill(page, {"title": "云杉市人民政府政府信息公开指南", **wrong})
    refused(
        page,
        "电话只能填写数字",
        "没有传真的，填“无”",
        "请填写完整的电子邮箱地址",
        "邮政编码为6位数字",
        "请至少写20个字",
    )
    kept(page, wrong)
    fill(page, {**GUIDE, "office_postcode": "", "ways": "在本网站政府信息公开专栏检索、查阅和下载政府信息。"})
    sent(page, site, "云杉市人民政府政府信息公开指南")


def test_profile_is_written__with_every_mistake_and_for_an_organ_that_has_none(page: Page, site: str) -> None:
    begin(page, site, "机构职能")
    fill(page, {"title": "", "address": "", "office_hours": "", "telephone": ""})
    refused(page, "此项必填", "正文还没有内容，不能送审")
    wrong = {**PROFILE, "telephone": "见官网", "supervision_telephone": "无", "postcode": "12", "email": "不是邮箱"}
    fill(page, {"title": "雾岭乡人民政府机构职能", **wrong})
    refused(page, "电话只能填写数字", "邮政编码为6位数字", "请填写完整的电子邮箱地址")
    kept(page, wrong)
    fill(page, {**PROFILE, "postcode": "", "email": ""})
    add_to(page, "units")
    refused(page, "此项必填")
    page.locator("[name=units-0-value-name]").fill("政务公开科")
    page.locator("[name=units-0-value-telephone]").fill("见官网")
    refused(page, "电话只能填写数字")
    assert page.input_value("[name=units-0-value-name]") == "政务公开科"
    page.locator("[name=units-0-value-telephone]").fill("0000-6010002")
    write_body(page, "协助市政府领导处理日常工作。")
    refused(page, "“市政府办公室”已有公开的机构职能页")
    assert page.input_value("[name=units-0-value-name]") == "政务公开科"
    choose_organ(page, "雾岭乡人民政府")
    sent(page, site, "雾岭乡人民政府机构职能")


def test_leader_is_written__with_every_mistake_and_then_without(page: Page, site: str) -> None:
    begin(page, site, "负责人")
    refused(page, "此项必填", "正文还没有内容，不能送审")
    write_body(page, "林知远，1972年3月生。")
    wrong = {**LEADER, "position": "1000", "term_since": "2025-01-02", "term_until": "2024-01-02"}
    fill(page, wrong)
    refused(page, "排序请填1至999的整数", "离任时间不能早于任职时间")
    kept(page, wrong)
    expect(page.locator(".public-DraftEditor-content").first).to_contain_text("林知远，1972年3月生。")
    add_to(page, "speeches")
    fill(page, {"position": "1", "term_until": ""})
    refused(page, "请选择本平台发布的信息，或者填写标题和网址")
    page.locator("[name=speeches-0-value-title]").fill("在全市教育大会上的讲话")
    refused(page, "请填写网址")
    page.locator("[name=speeches-0-value-url]").fill("https://www.yunshan.example/1")
    sent(page, site, "林知远")
