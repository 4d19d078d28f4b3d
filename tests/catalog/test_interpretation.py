"""政策解读: the page type, its blocks, and how it is bound to its documents."""

import json
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test.utils import CaptureQueriesContext
from wagtail.blocks.struct_block import StructBlockValidationError

from catalog.interpretation.binding import companions, naming
from catalog.interpretation.blocks import InterpretationBody
from catalog.models import InterpretationPage
from cms.clearance.gate import let_down
from cms.facts import files_of
from cms.models import UploadedDocument
from cms.review.differences import compare
from cms.review.findings import all_findings
from cms.review.passages import passages
from cms.views.publication import table_of_contents
from register.models import Entry, EntryFile, EntryLink
from tests.site import column, make_document, make_draft, make_organ, publish

pytestmark = pytest.mark.django_db

TABLE = {
    "columns": [{"type": "text", "heading": "项目"}, {"type": "number", "heading": "数额"}],
    "rows": [{"values": ["教育", "60"]}, {"values": ["医疗", "40"]}],
    "caption": "",
}
TRANSCRIPT = "大家好，今天说说停车新规。"
EVERYTHING: list[tuple[str, Any]] = [
    ("background", {"heading": "背景依据", "text": "<p>根据上级文件制定。</p>"}),
    ("aims", {"heading": "目标任务", "text": "<p>新增车位。</p>"}),
    ("points", {"heading": "主要内容", "text": '<p>见<a href="https://www.gov.cn/">原文</a>。</p>'}),
    ("comparison", {"heading": "新旧对照", "old_title": "旧", "new_title": "新", "items": [
        {"clause": "第一条", "old": "十五分钟", "new": "三十分钟", "note": "延长"},
        {"clause": "第二条", "old": "", "new": "减半", "note": ""},
    ]}),
    ("chart", {"title": "支出构成", "kind": "pie", "unit": "%", "table": TABLE, "note": "教育最多", "source": "财政局"}),
    ("case", {"heading": "案例一", "situation": "老周去医院。", "answer": "<p>不用交费。</p>"}),
    ("questions", {"heading": "政策问答", "items": [{"question": "谁能申请？", "answer": "<p>车主。</p>"}]}),
    ("terms", {"heading": "名词解释", "items": [{"term": "错时共享", "explanation": "空闲时给别人用。"}]}),
    ("media", {"heading": "三分钟看懂", "kind": "video", "url": "https://video.yunshan.gov.cn/a.mp4",
               "duration": "3分", "poster": None, "captions": None, "transcript": TRANSCRIPT}),
]  # fmt: skip


def bound_to(*documents):
    return [("document", {"document": one, "title": "", "number": "", "url": ""}) for one in documents]


OUTSIDE: list[tuple[str, Any]] = [
    ("document", {"document": None, "title": "上级意见", "number": "国办发〔2026〕1号", "url": "https://www.gov.cn/z"})
]


def draft(*, slug="zhengcewenjian", **fields):
    fields.setdefault("title", "停车办法政策解读")
    fields.setdefault("body", EVERYTHING)
    fields.setdefault("documents", OUTSIDE)
    organ = fields.pop("organ", None) or make_organ()
    return column(slug).add_child(instance=InterpretationPage(live=False, organ=organ, **fields))


def make_interpretation(**fields):
    return publish(draft(**fields))


def text_of(client, page):
    return client.get(page.url).content.decode()


def test_day_is_that_of_beijing__when_it_was_published_at_night(home, client):
    document = make_document(title="停车办法")
    night = datetime(2026, 1, 2, 1, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
    make_interpretation(documents=bound_to(document), original_published_at=night)
    assert '<time datetime="2026-01-02">2026-01-02</time>' in text_of(client, document)


def test_both_pages_show_each_other__when_both_are_public(home, client):
    document = make_document(title="停车办法", document_number="云政规〔2026〕3号")
    page = make_interpretation(documents=[*bound_to(document), *OUTSIDE])
    shown = text_of(client, page)
    assert f'<a href="http://testserver{document.url}">停车办法</a>' in shown
    assert "云政规〔2026〕3号" in shown
    assert '<a href="https://www.gov.cn/z">上级意见</a>' in shown
    box = text_of(client, document).partition('id="interpretations-heading"')[2]
    assert f'<a href="http://testserver{page.url}">停车办法政策解读</a>' in box


def test_no_title_and_no_dead_link_is_left__when_one_is_withdrawn(home, client):
    document = make_document(title="停车办法甲")
    page = make_interpretation(documents=bound_to(document), title="停车解读乙", body=EVERYTHING[:1])
    let_down(document).unpublish()
    shown = text_of(client, page)
    assert "停车办法甲" not in shown
    assert document.url not in shown
    assert "（该信息已撤下）" in shown
    other = make_document(title="另一件")
    second = make_interpretation(documents=bound_to(other), title="停车解读丙")
    let_down(second).unpublish()
    assert "政策解读" not in text_of(client, other).partition("<main")[2].partition("</main")[0]


def test_document_says_gone__when_its_page_was_deleted(home, client):
    document = make_document(title="停车办法甲")
    page = make_interpretation(documents=bound_to(document))
    let_down(document).unpublish()
    type(document).objects.get(pk=document.pk).delete()
    page = InterpretationPage.objects.get(pk=page.pk)
    assert page.live
    assert Entry.objects.get(uid=page.uid).is_live
    assert "（该信息已撤下）" in text_of(client, page)


def test_draft_document_is_not_told_of__until_it_is_public(home, client):
    document = make_draft("zhengcewenjian", document=True, title="秘而不宣")
    page = make_interpretation(documents=[*bound_to(document), *OUTSIDE])
    assert "秘而不宣" not in text_of(client, page)
    publish(document)
    assert "秘而不宣" in text_of(client, page)


def test_queries_stay_the_same__however_many_documents_are_bound(home, client):
    from django.db import connection

    counts = []
    for number in (1, 6):
        documents = [make_document(title=f"文件{number}之{one}") for one in range(number)]
        page = make_interpretation(documents=bound_to(*documents), title=f"解读{number}")
        client.get(page.url)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            client.get(page.url)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_entry_tells_form_and_documents__for_feeds_and_api(home):
    document = make_document()
    page = make_interpretation(
        documents=[*bound_to(document), *OUTSIDE], interpretation_form="expert", interpreter="专家李某"
    )
    entry = Entry.objects.get(uid=page.uid)
    assert entry.kind == "interpretation"
    assert entry.index_number
    assert entry.extra["interpretation_form"] == "专家解读"
    assert entry.extra["interpreter"] == "专家李某"
    assert entry.extra["interprets"] == [
        {"uid": str(document.uid)},
        {"title": "上级意见", "number": "国办发〔2026〕1号", "url": "https://www.gov.cn/z"},
    ]
    links = EntryLink.objects.filter(entry=entry).values_list("kind", "target_uid")
    assert list(links) == [("interprets", document.uid)]


def test_feed_has_every_word_and_nothing_forbidden__when_all_blocks_are_used(home):
    page = make_interpretation()
    html = Entry.objects.get(uid=page.uid).content_html
    for word in (
        "根据上级文件",
        "三十分钟",
        "（无，新增）",
        "支出构成",
        "教育",
        "60",
        "老周",
        "谁能申请",
        "错时共享",
        TRANSCRIPT,
    ):
        assert word in html, word
    assert 'href="https://video.yunshan.gov.cn/a.mp4"' in html
    assert not any(f"<{tag}" in html for tag in ("svg", "video", "audio", "details", "div"))


def test_page_shows_every_block_with_its_heading__and_a_table_of_contents(home, client):
    page = make_interpretation()
    shown = text_of(client, page)
    ids = {block.block_type: block.id for block in page.body}
    for kind, heading in [
        ("background", "背景依据"),
        ("case", "案例一"),
        ("terms", "名词解释"),
        ("media", "三分钟看懂"),
    ]:
        assert f'id="s-{ids[kind]}">{heading}</h' in shown
        assert (f"s-{ids[kind]}", heading) in [(one["anchor"], one["text"]) for one in table_of_contents(page)]
    assert '<svg class="chart" role="img"' in shown
    assert '<th scope="row">教育</th>' in shown
    assert 'src="https://video.yunshan.gov.cn/a.mp4" type="video/mp4"' in shown


def test_api_gives_blocks_as_plain_data__without_ids_or_marks(home):
    page = make_interpretation()
    stream = page.body.stream_block.get_api_representation(page.body)
    told = {block["type"]: block["value"] for block in stream}
    assert told["questions"] == {
        "heading": "政策问答",
        "items": [{"question": "谁能申请？", "answer": {"html": "<p>车主。</p>"}}],
    }
    assert told["media"]["type"] == "video/mp4"
    assert told["media"]["captions"] is None
    assert told["comparison"]["items"][1] == {"clause": "第二条", "old": "", "new": "减半", "note": ""}
    written = json.dumps(stream, ensure_ascii=False)
    assert not any(mark in written for mark in ("data-block-key", "linktype", "<embed", "<a id=", "<svg"))


def test_words_of_every_part_are_checked__with_their_places(home):
    body = [("questions", {"heading": "问", "items": [{"question": "找谁？", "answer": "<p>联系张三13800138000</p>"}]})]
    page = draft(body=body)
    page.save_revision()
    content = page.get_latest_revision_as_object()
    told = [one for one in all_findings(page) if one.kind == "mobile"]
    assert [one.text for one in told] == ["13800138000"]
    assert "第1项" in told[0].shown_places
    words = "".join(text for one in passages(content) for _place, text in one.pieces)
    assert "上级意见" in words  # of the documents too


def test_difference_is_told_in_words__when_a_figure_or_a_document_changes(home):
    old = draft(body=EVERYTHING)
    new = InterpretationPage.objects.get(pk=old.pk)
    table = {**TABLE, "rows": [{"values": ["教育", "70"]}, {"values": ["医疗", "30"]}]}
    new.body = [(kind, {**value, "table": table} if kind == "chart" else value) for kind, value in EVERYTHING]
    new.documents = [("document", {**OUTSIDE[0][1], "title": "另一份意见"})]
    found = {one.label: "".join(part.text for part in one.segments) for one in compare(old, new)}
    assert any("70" in words and "数据" in label for label, words in found.items())
    assert "另一份意见" in found["解读的文件"]


def test_digest_covers_figures_documents_and_form(home):
    from cms.clearance.digest import content_digest

    page = draft()
    before = content_digest(page)
    table = {**TABLE, "rows": [{"values": ["教育", "61"]}, {"values": ["医疗", "39"]}]}
    for name, value in [
        ("body", [(kind, {**one, "table": table} if kind == "chart" else one) for kind, one in EVERYTHING]),
        ("documents", bound_to(make_document())),
        ("interpretation_form", "diagram"),
        ("source_url", "https://a.example.cn/"),
    ]:
        changed = InterpretationPage.objects.get(pk=page.pk)
        setattr(changed, name, value)
        assert content_digest(changed) != before, name


def vtt(text="WEBVTT\n\n00:00.000 --> 00:02.000\n大家好\n", name="a.vtt"):
    document = UploadedDocument(title="字幕")
    document.file = ContentFile(text.encode(), name=name)
    document.save()
    return document


def test_captions_are_public_with_the_page__and_inspected_before(home, client):
    captions = vtt("WEBVTT\n\n00:00.000 --> 00:02.000\n请拨打13800138000\n")
    body = [("media", {**EVERYTHING[-1][1], "captions": captions})]
    page = draft(body=body)
    page.save_revision()
    assert ("document", captions.pk) in set(files_of(page))
    assert [one.text for one in all_findings(page) if one.kind == "mobile"] == ["13800138000"]
    page = publish(page)
    assert EntryFile.objects.filter(kind="document", object_id=captions.pk).exists()
    answer = client.get(captions.public_url)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/vtt")
    assert f'src="{captions.public_url}" default' in text_of(client, page)


@pytest.mark.parametrize(
    ("changes", "field", "told"),
    [
        ({"url": "http://video.yunshan.gov.cn/a.mp4"}, "url", "https://"),
        ({"url": "https://video.example.com/a.mp4"}, "url", "不在可信的主机之列"),
        ({"url": "https://gov.cn.example.com/a.mp4"}, "url", "不在可信的主机之列"),
        ({"url": "https://u@video.yunshan.gov.cn/a.mp4"}, "url", "不带用户名"),
        ({"transcript": " "}, "transcript", "须有字幕文件或者文字稿"),
        ({"kind": "audio", "transcript": ""}, "transcript", "音频须附文字稿"),
    ],
)
def test_film_is_refused_with_what_to_do__when_unsafe_or_mute(changes, field, told):
    block = InterpretationBody().child_blocks["media"]
    value = block.to_python({**EVERYTHING[-1][1], **changes})
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(value)
    assert told in str(refused.value.block_errors[field])


def test_captions_are_refused__when_they_are_no_captions(home):
    block = InterpretationBody().child_blocks["media"]
    for document in (vtt("第一行", "b.vtt"), vtt("WEBVTT", "c.txt")):
        value = block.to_python({**EVERYTHING[-1][1], "captions": document.pk})
        with pytest.raises(StructBlockValidationError) as refused:
            block.clean(value)
        assert "WebVTT" in str(refused.value.block_errors["captions"])


def test_page_that_plays_is_linked_and_not_played(home, client):
    page = make_interpretation(body=[("media", {**EVERYTHING[-1][1], "url": "https://tv.yunshan.gov.cn/play?id=3"})])
    shown = text_of(client, page)
    assert "<video" not in shown
    assert 'href="https://tv.yunshan.gov.cn/play?id=3"' in shown


@pytest.mark.parametrize(
    ("item", "field", "told"),
    [
        ({"clause": "一", "old": "", "new": " ", "note": ""}, "new", "至少填写一项"),
        ({"clause": "一", "old": "同", "new": "同", "note": ""}, "new", "完全相同"),
    ],
)
def test_clause_is_refused__when_nothing_changes(item, field, told):
    block = InterpretationBody().child_blocks["comparison"].child_blocks["items"].child_block
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(block.to_python(item))
    assert told in str(refused.value.block_errors[field])


def typed(block, item):
    """A row as a form brings it: what is stored is read otherwise."""
    value = block.to_python(item)
    value.update(item)
    return value


@pytest.mark.parametrize(
    ("item", "field", "told"),
    [
        ({"title": "", "number": "", "url": ""}, "document", "请选择所解读的文件"),
        ({"title": "上级意见", "number": "", "url": ""}, "url", "请填写文件的网址"),
        ({"title": "", "number": "", "url": "https://www.gov.cn/"}, "title", "请填写文件的标题"),
        ({"title": "意见", "number": "", "url": "ftp://www.gov.cn/"}, "url", "请填写完整的网址"),
    ],
)
def test_document_is_refused__when_it_is_not_named(item, field, told):
    block = InterpretationPage._meta.get_field("documents").stream_block.child_blocks["document"]
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(typed(block, {"document": None, **item}))
    assert told in str(refused.value.block_errors[field])


def test_document_is_refused__when_chosen_and_typed(home):
    document = make_document()
    block = InterpretationPage._meta.get_field("documents").stream_block.child_blocks["document"]
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(block.to_python({"document": str(document.uid), "title": "又一个", "number": "", "url": ""}))
    assert "请留空" in str(refused.value.block_errors["title"])


@pytest.mark.parametrize(
    ("fields", "field", "told"),
    [
        ({"is_reprinted": True, "source_url": "https://www.gov.cn/"}, "source", "须写明来源"),
        ({"is_reprinted": True, "source": "省政府"}, "source_url", "须填写原文网址"),
        ({"source_url": "https://www.gov.cn/"}, "is_reprinted", "请勾选“转载”"),
        ({"interpretation_form": "briefing"}, "interpreter", "请填写解读人"),
    ],
)
def test_page_is_refused_with_what_to_do__when_facts_miss(home, fields, field, told):
    page = draft(**fields)
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert told in "".join(refused.value.message_dict[field])


def test_new_draft_is_kept__before_its_document_is_named(home):
    form_class = InterpretationPage.get_edit_handler().get_form_class()
    typed = {"title": "解读", "interpretation_form": "text", "documents-count": "0", "body-count": "0"}
    form = form_class(typed, instance=InterpretationPage(), parent_page=column("zhengcewenjian"))
    form.defer_required_fields()
    assert "documents" not in form.errors


def test_nothing_goes_live__without_a_document(home):
    page = draft(documents=[])
    assert any("所解读的文件" in problem for problem in page.publication_problems())


def test_reprint_names_and_links_its_source(home, client):
    page = make_interpretation(is_reprinted=True, source="云山省人民政府", source_url="https://www.yunshan.gov.cn/x")
    assert '<a href="https://www.yunshan.gov.cn/x">云山省人民政府</a>' in text_of(client, page)
    entry = Entry.objects.get(uid=page.uid)
    assert entry.origin == {"name": "云山省人民政府", "url": "https://www.yunshan.gov.cn/x"}
    assert entry.source == "云山省人民政府"


def test_hostile_words_stay_words__on_the_public_page(home, client):
    evil = '"><script>alert(1)</script>'
    body = [
        ("chart", {"title": evil, "kind": "bar", "unit": "", "table": TABLE, "note": evil, "source": evil}),
        ("terms", {"heading": evil, "items": [{"term": evil, "explanation": evil}]}),
        ("media", {**EVERYTHING[-1][1], "heading": evil, "transcript": evil, "duration": evil[:20]}),
    ]
    page = make_interpretation(body=body, interpreter=evil, title=evil)
    assert "<script>alert" not in text_of(client, page)


def test_companions_are_what_names_the_document__drafts_too(home):
    document = make_document()
    other = draft(title="别的解读")
    bound = draft(documents=bound_to(document), title="草稿解读")
    bound.save_revision()
    other.save_revision()
    assert list(naming(document.uid)) == [bound]
    assert companions(document) == [(bound.pk, "草稿解读")]
    publish(bound)
    assert companions(document) == [(bound.pk, "草稿解读")]
