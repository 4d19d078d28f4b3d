"""Whose interpretations a document counts as its own, and what one organ learns of the texts of another."""

from datetime import date, datetime
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from catalog.interpretation.binding import companions, foreign_hints
from catalog.interpretation.missing import missing
from catalog.interpretation.plans import keep_plan, state_of
from catalog.models import InterpretationPage, InterpretationPlan, OfficialDocumentPage
from cms.models import ReviewSheet
from cms.review.lane_changes import plan_release
from cms.review.services import submit
from organs.models import Organ, Role
from tests.cms.review.items import sheet_of
from tests.recall import recall
from tests.site import column, give_column, make_draft, make_organ, make_person, publish, unguarded

pytestmark = pytest.mark.django_db
BEIJING = ZoneInfo("Asia/Shanghai")
LONG_AGO = datetime(2026, 3, 2, 9, tzinfo=BEIJING)
LATER = datetime(2026, 4, 2, 9, tzinfo=BEIJING)
SECRET = "尚未公开的救助标准"


@pytest.fixture
def world(home):
    return recall.scene(make_world)


def make_world():
    """A government over two bureaus that share a column; `document` of ours is public and needs an interpretation."""
    government = make_organ("zhengfu", name="云杉市政府", short_name="市政府")
    ours = make_organ("jiaoyuju", name="云杉市教育局", short_name="市教育局", parent=government)
    theirs = make_organ("minzhengju", name="云杉市民政局", short_name="市民政局", parent=government)
    give_column("zhengcewenjian", ours, theirs, government)
    return SimpleNamespace(
        government=government, ours=ours, theirs=theirs, document=public_document(ours),
        editor=make_person("wo", (Role.EDITOR, ours)), their_editor=make_person("ta", (Role.EDITOR, theirs)),
    )  # fmt: skip


def public_document(organ: Organ, **fields) -> OfficialDocumentPage:
    page = publish(make_draft("zhengcewenjian", document=True, organ=organ, is_normative=True, **fields))
    with unguarded():
        OfficialDocumentPage.objects.filter(pk=page.pk).update(first_published_at=LONG_AGO)
    return OfficialDocumentPage.objects.get(pk=page.pk)


def interpretation(organ: Organ, *documents, **fields) -> InterpretationPage:
    body = [("background", {"heading": "背景", "text": "<p>背景。</p>"})]
    fields.setdefault("title", "政策解读")
    page = InterpretationPage(live=False, organ=organ, documents=bound_to(*documents), body=body, **fields)
    return column("zhengcewenjian").add_child(instance=page)


def bound_to(*documents) -> Any:
    return [("document", {"document": one, "title": "", "number": "", "url": ""}) for one in documents]


def bind(text: InterpretationPage, document) -> None:
    text.documents = bound_to(document)


def plan(document, **fields):
    whole = {"organ": document.organ, "person": "李某", "forms": ["text"], "due_on": date(2026, 3, 5), **fields}
    return keep_plan(InterpretationPlan(document=document, **whole), None)


@pytest.mark.parametrize(
    ("whose", "planned", "counts"),
    [
        ("ours", "ours", True),
        ("government", "ours", True),  # it stands above
        ("theirs", "ours", False),
        ("theirs", "theirs", True),  # the plan names it
    ],
)
def test_document_is_explained__by_its_own_organ_one_above_or_the_one_in_its_plan(world, whose, planned, counts):
    made = plan(world.document, organ=getattr(world, planned))
    text = interpretation(getattr(world, whose), world.document)
    text.save_revision()
    assert state_of(made, LONG_AGO) == ("drafted" if counts else "planned")
    (row,) = missing(at=LATER)
    assert row.is_drafted is counts
    publish(text)
    assert state_of(made, LATER) == ("done" if counts else "overdue")
    assert len(missing(at=LATER)) == (0 if counts else 1)


def test_government_counts_for_nothing_beneath_it__when_a_bureau_explains_what_the_government_made(world):
    document = public_document(world.government, title="政府文件")
    publish(interpretation(world.ours, document))
    assert {row.document for row in missing(at=LATER)} == {world.document, document}


def test_reviewers_are_told__when_a_text_explains_what_another_organ_made(world, client):
    text = interpretation(world.theirs, world.document)
    text.save_revision(user=world.their_editor)
    (hint,) = foreign_hints(InterpretationPage.objects.get(pk=text.pk))
    assert world.document.title in hint.text
    assert "市教育局" in hint.text
    plan(world.document, organ=world.theirs)
    assert list(foreign_hints(text)) == []
    assert list(foreign_hints(interpretation(world.ours, world.document))) == []


def test_any_public_document_may_be_explained(world):
    text = interpretation(world.theirs)
    bind(text, world.document)
    text.save_revision(user=world.their_editor)
    assert text.get_latest_revision() is not None


def test_draft_of_another_organ_is_bound_by_nobody__whatever_the_way(world, client):
    hidden = make_draft("zhengcewenjian", document=True, organ=world.ours, title=SECRET)
    hidden.save_revision(user=world.editor)
    text = interpretation(world.theirs, world.document)
    text.save_revision(user=world.their_editor)
    bind(text, hidden)
    with pytest.raises(PermissionDenied, match="不属于本单位"):
        text.save_revision(user=world.their_editor)
    assert str(hidden.uid) not in str(InterpretationPage.objects.get(pk=text.pk).get_latest_revision().content)
    own = interpretation(world.ours)
    bind(own, hidden)
    own.save_revision(user=world.editor)


def test_form_refuses_the_draft_of_another_organ__and_tells_no_title(world, client):
    hidden = make_draft("zhengcewenjian", document=True, organ=world.ours, title=SECRET)
    hidden.save_revision(user=world.editor)
    text = interpretation(world.theirs, world.document)
    text.save_revision(user=world.their_editor)
    client.force_login(world.their_editor)
    form = {
        "title": "政策解读", "organ": world.theirs.pk, "interpretation_form": "text", "documents-count": "1",
        "documents-0-deleted": "", "documents-0-order": "0", "documents-0-type": "document", "documents-0-id": "",
        "documents-0-value-document": str(hidden.pk), "body-count": "0", "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0", "importance": "ordinary", "disclosure_attribute": "proactive",
    }  # fmt: skip
    answer = client.post(reverse("wagtailadmin_pages:edit", args=[text.pk]), form)
    assert answer.status_code == 200
    assert "尚未公开且不属于本单位" in str(answer.context["form"].errors["documents"])
    assert str(hidden.uid) not in str(InterpretationPage.objects.get(pk=text.pk).get_latest_revision().content)


# --- companions of what is hot ---------------------------------------------------------------------------------------


def test_companions_name_no_draft_of_another_organ(world):
    editor = world.editor
    page = make_draft("zhengcewenjian", document=True, organ=world.ours)
    page.save_revision(user=editor, log_action=True)
    stranger = interpretation(world.theirs, page, title=SECRET)
    stranger.save_revision()
    own = interpretation(world.ours, page, title="本单位的解读")
    own.save_revision()
    assert companions(page) == [(own.pk, "本单位的解读")]
    plan(page, organ=world.theirs)
    assert dict(companions(page)) == {own.pk: "本单位的解读", stranger.pk: "市民政局的未公开稿件"}
    submit(page, editor)
    sheet = sheet_of(page)
    plan_release(sheet, editor, release="at_once", release_manner="同步", companion_page_id=stranger.pk)
    assert ReviewSheet.objects.get(pk=sheet.pk).companion_title == "市民政局的未公开稿件"


def test_companions_name_of_another_organ_what_is_public__not_what_it_is_changed_to(world):
    page = public_document(world.ours)
    plan(page, organ=world.theirs)
    text = publish(interpretation(world.theirs, page, title="公开的解读"))
    text.title = SECRET
    text.save_revision()
    assert companions(page) == [(text.pk, "公开的解读")]


def test_editor_is_told_whose_document_it_is__when_it_does_not_count(world, client):
    with unguarded():
        OfficialDocumentPage.objects.filter(pk=world.document.pk).update(title="<b>救助</b>办法")
    rule = "其他机关的文件也可以解读"
    named = "《&lt;b&gt;救助&lt;/b&gt;办法》是市教育局的文件，其解读方案没有指定本单位"
    for organ, editor, told in ((world.theirs, world.their_editor, True), (world.ours, world.editor, False)):
        text = interpretation(organ, world.document)
        text.save_revision(user=editor)
        client.force_login(editor)
        html = client.get(reverse("wagtailadmin_pages:edit", args=[text.pk])).content.decode()
        assert rule in html
        assert (named in html) is told
        assert "<b>救助" not in html
