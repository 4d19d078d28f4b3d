"""回应关切、专题: each written by somebody new from an empty form, with every mistake that the form catches."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.timezone import localtime
from playwright.sync_api import Page, expect

from .test_catalogue_types import Opened, as_editor, begin, fill, kept, refused, sent
from .test_guides import add, stream

INCIDENT = {"title": "南溪路燃气管道泄漏情况通报", "place": "云杉市城关镇南溪路"}
CONCERN = {"title": "关于南溪路公交改线的回应", "responds_to": "南溪路施工期间公交改线，老年人出行不便。"}


@pytest.fixture
def page(site: str, addresses: dict[str, str], opened: Opened) -> Page:
    return as_editor(site, opened)


def hours_from_now(hours: int) -> str:
    return f"{localtime(timezone.now() + timedelta(hours=hours)):%Y-%m-%d %H:%M}"


def write_paragraph(page: Page, name: str, text: str) -> None:
    """A paragraph at the end of the stream `name`."""
    add(page, name, "段落")
    editor = stream(page, name).locator(".public-DraftEditor-content").last
    editor.click()
    expect(editor).to_be_focused()
    page.wait_for_timeout(500)  # the editor takes the focus before it takes words
    page.keyboard.insert_text(text)
    page.wait_for_function(
        "text => [...document.querySelectorAll('[name$=-value]')].some(one => one.value.includes(text))", arg=text
    )


def test_incident_is_written__with_every_mistake_and_then_without(page: Page, site: str) -> None:
    begin(page, site, "回应关切")
    refused(page, "此项必填")
    fill(page, {**INCIDENT, "began_at": hours_from_now(3), "channel_other": "来访"})
    page.select_option("[name=response_kind]", "incident")
    add(page, "updates")
    fill(page, {"updates-0-value-at": hours_from_now(5), "updates-0-value-title": "泄漏点已关阀"})
    write_paragraph(page, "updates-0-value-content", "泄漏点上下游阀门已经关闭，没有人员伤亡。")
    refused(
        page, "发生（发现）时间不能晚于现在", "续报的时间不能晚于现在", "反映渠道不是“其他”",
        "请选择事件类别", "请选择事件级别",
    )  # fmt: skip
    kept(page, {**INCIDENT, "updates-0-value-title": "泄漏点已关阀"})
    fill(page, {"began_at": hours_from_now(-2), "updates-0-value-at": hours_from_now(-3), "channel_other": ""})
    page.select_option("[name=incident_category]", "accident")
    page.select_option("[name=incident_level]", "ordinary")
    refused(page, "续报的时间不能早于事件的发生（发现）时间")
    fill(page, {"updates-0-value-at": hours_from_now(-1)})
    sent(page, site, INCIDENT["title"])


def test_answer_is_written__with_every_mistake_and_then_without(page: Page, site: str) -> None:
    begin(page, site, "回应关切")
    fill(page, {**CONCERN, "responds_to": "", "began_at": hours_from_now(-5)})
    page.select_option("[name=response_kind]", "concern")
    page.select_option("[name=channel]", "other")
    page.select_option("[name=verdict]", "true")
    refused(page, "请写明所回应的内容", "请写明是什么渠道", "只有澄清填写核实结论", "正文还没有内容")
    fill(page, CONCERN)
    page.select_option("[name=channel]", "hotline")
    page.select_option("[name=verdict]", "")
    write_paragraph(page, "body", "自12月1日起，在南溪路北口增设临时站点。")
    sent(page, site, CONCERN["title"])


def test_topic_is_written__with_every_mistake_and_then_without(page: Page, site: str) -> None:
    begin(page, site, "专题")
    refused(page, "此项必填")
    fill(page, {"title": "冬季供暖保障", "banner_alt": ""})
    refused(page, "专题还没有内容")
    add(page, "rules")
    fill(page, {"rules-0-value-since": "2026-11-01", "rules-0-value-until": "2026-10-01"})
    refused(page, "请至少填写类型、主题分类、发布机构、栏目、关键词中的一项")
    fill(page, {"rules-0-value-keywords": "供暖"})
    refused(page, "截止日期不能早于起始日期")
    kept(page, {"title": "冬季供暖保障", "rules-0-value-keywords": "供暖", "rules-0-value-until": "2026-10-01"})
    fill(page, {"rules-0-value-until": "2027-03-31"})
    write_paragraph(page, "body", "供暖期为11月15日至次年3月15日。")
    sent(page, site, "冬季供暖保障")
