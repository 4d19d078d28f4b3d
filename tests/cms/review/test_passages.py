import pytest

from cms.review.passages import passages, text_of
from tests.site import make_draft, publish

pytestmark = pytest.mark.django_db


def saved(**fields):
    page = make_draft(**fields)
    page.save_revision()
    return page.get_latest_revision_as_object()


def test_words_stay_joined__when_elements_part_them():
    assert (
        text_of("<p>联系<b>138</b>00138<i>000</i></p><ul><li>甲</li><li>乙&amp;丙<br>丁</li></ul>")
        == "联系13800138000\n甲\n乙&丙\n丁"
    )


def test_every_text_has_a_place__when_the_body_has_all_kinds_of_blocks(home):
    table = {
        "columns": [{"type": "text", "heading": "姓名"}, {"type": "number", "heading": "数"}],
        "rows": [{"values": ["甲", 3]}],
        "caption": "表一",
    }
    body = [
        {"type": "heading", "value": {"level": "2", "text": "一、总则"}},
        {"type": "paragraph", "value": '<p>见<a href="mailto:a@b.cn">邮箱</a></p>'},
        {"type": "quotation", "value": {"text": "引文", "source": "出处"}},
        {"type": "notice", "value": {"kind": "info", "title": "提示", "text": "内容"}},
        {"type": "table", "value": table},
    ]
    import json

    page = saved(summary="概述", body=json.dumps(body))
    found = {one.label: one for one in passages(page)}
    assert found["标题"].path == "title"
    assert found["内容概述"].text == "概述"
    ids = [block.id for block in page.body]
    assert found["正文第1段（小标题）"].path == f"body.{ids[0]}.text"
    assert found["正文第2段"].path == f"body.{ids[1]}"
    assert "mailto:a@b.cn" in found["正文第2段"].text
    assert found["正文第3段（引文）"].text == "引文\n出处"
    assert found["正文第4段（提示框）"].text == "内容\n提示"
    cells = {text: place for place, text in found["正文第5段（表格）"].pieces}
    assert cells["甲"] == "正文第5段（表格）第1行第1列"
    assert {"表一", "姓名", "数", "3"} <= cells.keys()


def test_title_and_keywords_are_told__when_a_document_has_fields_of_its_own(home):
    page = make_draft("zhengcewenjian", document=True, document_number="云政发〔2026〕8号", addressees="各县")
    page.keywords.set(["防汛", "应急"])
    page = publish(page)
    found = {one.path: one.text for one in passages(page)}
    assert found["document_number"] == "云政发〔2026〕8号"
    assert found["addressees"] == "各县"
    assert found["keywords"] == "应急、防汛" or found["keywords"] == "防汛、应急"
    assert "slug" not in found
