"""An ordinary, an important and an emergency item from the empty form to the public page, by those whom the lane asks."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from .officials import Official, entries_of, picture, public_page
from .watching import Watched

SIZES = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

Opened = Callable[..., BrowserContext]


class Office:
    """The people of one lane, each at a window of the same size; all of them are heard at the end."""

    def __init__(self, site: str, opened: Opened, size: str) -> None:
        self.site, self.opened, self.size = site, opened, size
        self.people: dict[str, Official] = {}

    def __getitem__(self, name: str) -> Official:
        if name not in self.people:
            watched = Watched(self.opened(viewport=SIZES[self.size], has_touch=self.size == "phone"))
            self.people[name] = Official(watched, self.site, name)
        return self.people[name]

    def show(self, name: str, what: str, place: str = "") -> None:
        """What `name` sees now fits their window; a picture of it for the docs, when somebody asks for them."""
        page = self[name].page
        assert page.evaluate(TOO_WIDE) == 0, f"{what}: {page.url}"
        picture(page, f"{what}-{self.size}", place)

    def complaints(self) -> list[str]:
        return [line for one in self.people.values() for line in one.watched.complaints]


@pytest.fixture(params=SIZES)
def office(site: str, opened: Opened, request: pytest.FixtureRequest) -> Office:
    return Office(site, opened, request.param)


def test_ordinary_item_becomes_public__when_three_pass_it(site: str, office: Office) -> None:
    title = {"desktop": "关于做好汛期值班工作的通知", "phone": "关于做好高温天气值班工作的通知"}[office.size]
    editor = office["editor"]
    editor.begin("通知公告")
    editor.write(title, "6月1日至9月15日，各单位24小时值班。", "各单位从6月1日起实行24小时值班，值班安排见附件。")
    editor.attach("fangzai-mingbaika.docx", "防灾明白卡")
    office.show("editor", "editor")
    editor.send()
    expect(editor.row(title)).to_contain_text("审核中（初审）")

    office["checker"].open_item(title)
    office["checker"].check()
    secrecy = office["secrecy"]
    expect(secrecy.waiting(title)).to_contain_text("保密审查")
    office.show("secrecy", "waiting")
    secrecy.open_item(title)
    office.show("secrecy", "review-screen")
    secrecy.clear()
    assert title not in [one["title"] for one in entries_of(site)]

    signer = office["signer"]
    signer.open_item(title)
    signer.sign()
    editor.page.goto(public_page(site, title))
    expect(editor.page.locator("main")).to_contain_text("防灾明白卡")
    office.show("editor", "published")
    expect(editor.row(title)).to_contain_text("已发布")
    assert office.complaints() == []


def test_important_item_waits_for_the_head_of_the_organ__when_the_office_may_not_sign(
    site: str, office: Office
) -> None:
    title = {"desktop": "云杉市发布全民健身实施计划", "phone": "云杉市发布全民阅读实施计划"}[office.size]
    editor = office["editor"]
    editor.begin("通知公告")
    editor.write(title, "到2030年，人均体育场地面积达到3平方米。", "到2030年，全市人均体育场地面积达到3平方米。")
    editor.set_importance("重要")
    editor.send()
    office["checker"].open_item(title)
    office["checker"].check()
    office["secrecy"].open_item(title)
    office["secrecy"].clear()

    expect(office["signer"].waiting(title)).to_have_count(0)
    head = office["head"]
    expect(head.waiting(title)).to_contain_text("重要通道")
    head.open_item(title)
    office.show("head", "decision", "#decision")
    head.sign()
    editor.page.goto(public_page(site, title))
    assert office.complaints() == []


def test_emergency_is_public_at_once_and_reviewed_afterwards__when_two_decide_together(
    site: str, office: Office
) -> None:
    title = {"desktop": "松岚河发布洪水红色预警", "phone": "雾岭乡发布山洪灾害红色预警"}[office.size]
    editor = office["editor"]
    editor.begin("通知公告")
    editor.write(title, "请沿河居民立即转移到高处。", "今天下午有特大暴雨，请沿河居民立即转移到高处。")
    editor.send(urgently=True)
    expect(editor.row(title)).to_contain_text("审核中（保密审查）")

    # One sitting: the head has it on the desk before the confidentiality review is done.
    head, secrecy = office["head"], office["secrecy"]
    expect(head.waiting(title)).to_contain_text("请同步审阅")
    office.show("head", "emergency")
    head.open_item(title)
    secrecy.open_item(title)
    secrecy.clear()
    head.open_item(title)
    head.sign()
    address = public_page(site, title)

    expect(editor.row(title)).to_contain_text("已应急发布，补审中（初审）")
    for name, decide in [("checker", Official.check), ("secrecy", Official.clear), ("signer", Official.sign)]:
        expect(office[name].waiting(title)).to_contain_text("应急发布后补审")
        if name == "checker":
            office.show(name, "after-review")
        office[name].open_item(title)
        decide(office[name])
    expect(editor.row(title)).to_contain_text("已发布")
    editor.page.goto(address)
    expect(editor.page.locator("h1")).to_contain_text(title)
    assert office.complaints() == []
