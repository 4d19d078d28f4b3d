"""Texts of the catalogue's structured types for tests, complete unless fields say otherwise."""

from decimal import Decimal
from typing import Any

from catalog.models import (
    DisclosureGuidePage,
    LeaderPage,
    OrganProfilePage,
    PowerItemPage,
    ServiceGuidePage,
)
from cms.models import PublicationPage, UploadedImage
from tests.site import column, make_organ, publish

from .figures import FIGURES

BODY = [("paragraph", "<p>贯彻落实教育工作的方针政策，拟订全市教育事业发展规划。</p>")]
WHOLE: dict[type[PublicationPage], dict[str, Any]] = {
    DisclosureGuidePage: {
        "title": "云杉市教育局政府信息公开指南",
        "catalogue_group": "20-02",
        "office_name": "云杉市教育局办公室",
        "office_address": "云杉市松林路8号教育局大楼301室",
        "office_hours": "工作日8:30—12:00，14:30—18:00",
        "office_telephone": "0000-6012345",
        "office_fax": "0000-6012346",
        "internet_contact": "gongkai@jyj.yunshan.example",
    },
    OrganProfilePage: {
        "title": "云杉市教育局机构职能",
        "catalogue_group": "20-02",
        "body": BODY,
        "head": "林知远",
        "address": "云杉市松林路8号",
        "office_hours": "工作日8:30—12:00，14:30—18:00",
        "telephone": "0000-6012345",
        "supervision_telephone": "0000-6012300",
        "units": [
            ("unit", {"name": "基础教育科", "duties": "管理义务教育。", "head": "周平", "telephone": "0000-6012311"})
        ],
        "affiliates": [
            ("affiliate", {"name": "市教育考试院", "duties": "组织考试。", "address": "松林路9号", "telephone": ""})
        ],
    },
    LeaderPage: {
        "title": "林知远",
        "catalogue_group": "20-02",
        "post": "云杉市教育局局长",
        "duties": "主持全面工作。\n分管人事科。",
        "body": [("paragraph", "<p>林知远，1972年3月生，大学学历。</p>")],
    },
    PowerItemPage: {
        "title": "食品经营许可",
        "catalogue_group": "20-05",
        "item_code": "XK-SP-0001",
        "power_kind": "行政许可",
        "exercise_level": "县级",
        "implementing_organ": "云杉市市场监督管理局",
        "undertaker": "行政审批科",
        "basis": "《中华人民共和国食品安全法》第三十五条：国家对食品生产经营实行许可制度。",
        "authority": "本市范围内食品销售、餐饮服务的经营许可由市级行使。",
        "duties": "受理责任：一次性告知补正材料。\n审查责任：核对材料并现场核查。",
        "accountability": "对符合条件的申请不予受理的，依法追究责任。",
        "supervision": "向市市场监督管理局机关党委书面举报。",
        "supervision_telephone": "0000-6018888",
    },
    ServiceGuidePage: {
        "title": "食品经营许可新办",
        "catalogue_group": "20-05",
        "item_code": "XK-SP-0001-01",
        "handling_type": "承诺件",
        "exercise_level": "县级",
        "audience": "business",
        "topics": [("business", "准营准办")],
        "basis": "《食品经营许可和备案管理办法》第十条。",
        "conditions": "有固定的经营场所。\n有食品安全管理人员。",
        "quantity": "不限制数量，符合条件即办",
        "materials": [("material", {"name": "食品经营许可申请书", "copies": 1, "needs_form": False})],
        "materials_note": "材料用A4纸打印并加盖公章。",
        "place": "云杉市政务服务中心二楼B区12号窗口",
        "in_service_centre": "entered",
        "office_hours": "工作日9:00—17:00",
        "telephone": "0000-6015012",
        "supervision_telephone": "0000-6015000",
        "process": [
            (
                "flow",
                {
                    "heading": "窗口办理流程",
                    "steps": [
                        {"kind": "step", "name": "提交申请书", "actor": "申请人", "time": "当场"},
                        {"kind": "decision", "name": "材料是否齐全", "otherwise": "一次性告知补正"},
                        {"kind": "step", "name": "现场核查", "text": "查看场所布局和设备。"},
                    ],
                },
            )
        ],
        "promised_limit": 8,
        "legal_limit": 20,
        "limit_note": "现场核查后整改的时间不计算在内",
        "is_charged": True,
        "fee_basis": "青岚省价费〔2020〕3号",
        "fees": [
            ("fee", {"name": "许可证工本费", "amount": Decimal("1280.50"), "unit": "证", "standard": "小微企业免收"})
        ],
        "results": [("result", {"name": "食品经营许可证", "delivery": "窗口领取或者邮寄"})],
        "consult_url": "https://zwfw.yunshan.example/zixun",
        "query_url": "https://zwfw.yunshan.example/chaxun",
        "apply_url": "https://zwfw.yunshan.example/shenqing",
        "questions": [("question", {"question": "网络经营也要办吗？", "answer": "要，申请时注明网络经营。"})],
        "remedy": "六十日内可以向云杉市人民政府申请行政复议。",
    },
}


def draft(model: type[PublicationPage], slug: str = "zhengcewenjian", **fields: Any) -> Any:
    """A whole page of `model` as a draft."""
    organ = fields.pop("organ", None) or make_organ()
    if model is ServiceGuidePage and "power_item" not in fields:
        fields["power_item"] = [("item", published_item(slug))]
    whole = {**WHOLE, **FIGURES}[model]
    made = {name: streamed(model, name, value) for name, value in {**whole, **fields}.items()}
    return column(slug).add_child(instance=model(live=False, organ=organ, **made))


def streamed(model: type[PublicationPage], name: str, value: Any) -> Any:
    """The value of a field; that of a stream of tables as it is stored, from its raw blocks."""
    if model not in FIGURES or not isinstance(value, list):
        return value
    block = model._meta.get_field(name).stream_block
    return block.to_python([{"type": kind, "value": raw} for kind, raw in value])


def published_item(slug: str = "zhengcewenjian") -> PowerItemPage:
    """The power item on which the guides of tests rest, made once."""
    return PowerItemPage.objects.filter(live=True).first() or published(PowerItemPage, slug)


def published(model: type[PublicationPage], slug: str = "zhengcewenjian", **fields: Any) -> Any:
    return publish(draft(model, slug, **fields))


def make_portrait(title: str = "照片") -> UploadedImage:
    """An upright picture."""
    from wagtail.images.tests.utils import get_test_image_file_jpeg

    return UploadedImage.objects.create(title=title, file=get_test_image_file_jpeg(f"{title}.jpg", size=(400, 560)))
