import json
import time

import pytest
from django.core.files.base import ContentFile

from cms.models import ArticlePage, UploadedDocument
from cms.review.differences import changes, compare
from tests.site import make_draft

LAW = "各县（市、区）人民政府要高度重视，逐级落实责任，建立健全台账，限期整改到位。"


def joined(segments, *kinds):
    return "".join(one.text for one in segments if one.kind in kinds)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", ""),
        ("", "新"),
        ("旧", ""),
        ("甲乙丙", "甲丁丙"),
        ("2025年5月", "2026年6月"),
        (LAW, LAW[5:] + "附则"),
        ("a\nb", "a\nc\nb"),
    ],
)
def test_both_texts_can_be_read_from_the_segments__when_any_two_are_compared(old, new):
    found = changes(old, new)
    assert joined(found, "same", "insert").replace("\n", "") == new.replace("\n", "")
    assert joined(found, "same", "delete") == old or len(found) <= 2 + old.count("\n") or old


@pytest.mark.parametrize("seed", range(20))
def test_segments_rebuild_both__when_texts_are_random(seed):
    import random

    pick = random.Random(seed)
    old = "".join(pick.choice("甲乙丙丁。，12\n") for _ in range(pick.randrange(200)))
    new = "".join(one for one in old if pick.random() > 0.1) + "戊" * pick.randrange(3)
    found = changes(old, new)
    # A speck between two changes is told as deleted and inserted again, so both sides stay whole.
    assert joined(found, "same", "delete") == old
    assert joined(found, "same", "insert") == new


def test_number_changes_as_a_whole__when_one_digit_does():
    assert [(one.kind, one.text) for one in changes("共120户", "共130户")] == [
        ("same", "共"), ("delete", "120"), ("insert", "130"), ("same", "户"),
    ]  # fmt: skip


def test_comparing_is_bounded__when_two_long_texts_have_little_in_common():
    old = "".join(f"第{n}条　{LAW}" for n in range(3000))
    new = "".join(f"第{n}条　{LAW[::-1]}" for n in range(3000))
    began = time.process_time()
    changes(old, new)
    assert time.process_time() - began < 3


def page(body, **fields):
    raw = [{"type": kind, "value": value, "id": key} for key, kind, value in body]
    return ArticlePage(title=fields.pop("title", "标题"), body=json.dumps(raw), **fields)


def told(old, new):
    return [(one.label, one.change) for one in compare(old, new)]


A, B, C = (
    ("a", "paragraph", "<p>甲段。</p>"),
    ("b", "paragraph", "<p>乙段。</p>"),
    ("c", "paragraph", "<p>丙段。</p>"),
)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([A, B], [A, B], []),
        ([A, B], [A, C, B], [("正文第2段（段落）", "added")]),
        ([A, B, C], [A, C], [("原正文第2段（段落）", "removed")]),
        ([A], [("a", "paragraph", "<p>甲段改。</p>")], [("正文第1段（段落）", "changed")]),
        ([A], [("x", "paragraph", "<p>甲段。</p>")], []),
        ([A], [("x", "paragraph", "<p>甲段改。</p>")], [("正文第1段（段落）", "changed")]),
        ([A], [("a", "paragraph", "<p><b>甲</b>段。</p>")], [("正文第1段（段落）", "format")]),
        ([A, B, C], [C, A, B], [("正文第1段（段落）", "moved")]),
        ([A, ("d", "paragraph", "<p>甲段。</p>")], [A], [("原正文第2段（段落）", "removed")]),
    ],
)
def test_blocks_are_told_by_what_became_of_them__when_the_body_changes(old, new, expected):
    assert told(page(old), page(new)) == expected


@pytest.mark.django_db
def test_link_is_part_of_what_is_said__when_only_its_target_changes():
    old, new = (page([("a", "paragraph", f'<p><a href="https://{host}/">这里</a></p>')]) for host in ("a.cn", "b.cn"))
    (found,) = compare(old, new)
    assert found.change == "changed"
    assert "a.cn" in joined(found.segments, "same", "delete")
    assert "b.cn" in joined(found.segments, "same", "insert")


def table(*rows):
    columns = [{"type": "text", "heading": "名称"}, {"type": "number", "heading": "数量"}]
    return ("t", "table", {"columns": columns, "rows": [{"values": list(row)} for row in rows], "caption": "表"})


@pytest.mark.django_db
def test_rows_are_compared__when_a_table_changes():
    (found,) = compare(page([table(("甲", 1), ("乙", 2))]), page([table(("甲", 1), ("乙", 3), ("丙", 4))]))
    assert [row.change for row in found.rows] == ["same", "same", "same", "changed", "added"]
    assert found.rows[3].cells[1][0].kind == "delete"


@pytest.mark.django_db
def test_fields_are_told_in_words__when_they_change(home):
    old = make_draft(summary="旧概述")
    new = ArticlePage.objects.get(pk=old.pk)
    new.summary, new.importance, new.disclosure_attribute = "新概述", "important", "on_request"
    found = {one.label: one for one in compare(old, new)}
    assert found.keys() == {"内容概述", "重要程度", "公开属性"}
    assert joined(found["公开属性"].segments, "insert", "same") == "依申请公开"


@pytest.mark.django_db
def test_files_are_told_apart_by_their_bytes__when_name_and_size_are_the_same(home):
    files = []
    for text in ("甲", "乙"):
        document = UploadedDocument(title="名单", file=ContentFile(text.encode(), name="a.txt"))
        document.save()
        files.append(document)
    old, new = (page([("f", "attachment", {"document": one.pk, "title": ""})]) for one in files)
    (found,) = compare(old, new)
    assert found.change == "changed"
    assert files[1].sha256[:8] in joined(found.segments, "insert", "same")
