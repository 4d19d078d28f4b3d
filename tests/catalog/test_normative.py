"""行政规范性文件: what speaks for one is told, and nothing is set."""

from typing import Any

import pytest
from django.urls import reverse

from catalog.models import OfficialDocumentPage
from cms.models import HomePage
from tests.site import make_draft

NUMBERED = "文号为规范性文件编号，请核对是否勾选“行政规范性文件”。"
TITLED = "从标题看可能是规范性文件，请核对是否勾选“行政规范性文件”。"
ELSEWHERE = "组配分类为“其他应当主动公开的政府信息”，规范性文件一般归入“行政法规、规章和规范性文件”，请核对。"


@pytest.mark.parametrize(
    ("fields", "hints"),
    [
        ({"document_number": "云政规〔2026〕3号"}, [NUMBERED, ELSEWHERE]),
        ({"document_number": "云政办规〔2026〕3号", "catalogue_group": "20-01"}, [NUMBERED]),
        ({"document_number": "云政规〔2026〕3号", "is_normative": True}, [ELSEWHERE]),
        ({"is_normative": True, "catalogue_group": "20-01"}, []),
        ({"title": "云杉市人民政府关于印发《云杉市临时停车管理办法（试行）》的通知"}, [TITLED]),
        ({"title": "关于印发云杉市行政裁量权基准实施细则的通知"}, [TITLED]),
        ({"title": "关于促进就业的实施意见"}, [TITLED]),
        ({"title": "关于修改并重新印发《云杉市临时停车管理办法》的通知"}, [TITLED]),
        ({"title": "关于印发《云杉市行政规范性文件解读办法》的通知"}, [TITLED]),
        ({"title": "云杉市重大决策征求公众意见办法"}, [TITLED]),
        ({"title": "关于废止《云杉市临时停车管理办法》的决定"}, []),
        ({"title": "关于修改《云杉市临时停车管理办法》的决定"}, []),
        ({"title": "关于公开征求《云杉市临时停车管理办法》意见的公告"}, []),
        ({"title": "关于转发《国务院节约用水办法》的通知"}, []),
        ({"title": "关于转发省政府印发节约用水办法的通知"}, []),
        ({"title": "《云杉市临时停车管理办法》政策解读"}, []),
        ({"title": "《关于印发〈云杉市临时停车管理办法〉的通知》政策解读"}, []),
        ({"title": "关于加强防汛工作的通知", "document_number": "云政发〔2026〕8号"}, []),
        ({"title": "关于办法汇编征求意见的通知", "document_number": "云规划发〔2026〕8号"}, []),
    ],
)
def test_normative_document_is_hinted_at__when_nobody_said_that_it_is_one(
    fields: dict[str, Any], hints: list[str]
) -> None:
    told = OfficialDocumentPage(**{"title": "关于防汛的通知", **fields}).missing_facts()
    found = [hint for name, hint in told if name in {"is_normative", "catalogue_group"}]
    assert found == hints


@pytest.mark.django_db
def test_item_is_suggested_and_not_set__when_the_number_is_that_of_a_normative_document(
    home: HomePage, admin_client: Any
) -> None:
    for number, shown in (("云政规〔2026〕3号", True), ("云政发〔2026〕3号", False)):
        page = make_draft("zhengcewenjian", document=True, document_number=number)
        page.save_revision()
        answer = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
        assert ("建议归入“行政法规、规章和规范性文件”" in answer.content.decode()) is shown
        assert answer.context["form"]["catalogue_group"].value() == "20-15"
