"""Questions and answers are looked for in the text that is signed; what explains is offered before everything else."""

import pytest

from catalog.models import InterpretationPage
from cms.review.answers import answers_in
from cms.review.companions import offered
from cms.review.forms import PlanForm
from cms.review.lane_changes import mark, plan_release
from cms.review.services import submit
from tests.cms.review.items import fresh, sent, sheet_of
from tests.site import column, make_draft, make_organ

pytestmark = pytest.mark.django_db

PLAIN = ("paragraph", "<p>欢迎访问：政府网站。</p>")


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ([PLAIN], ""),
        ([PLAIN, ("paragraph", "<p>问：为何？</p>")], ""),
        ([PLAIN, ("paragraph", "<p>请回答：是否同意。</p>")], ""),
        ([("heading", {"level": "2", "text": "政策问答"}), PLAIN], "问答见正文第1段（小标题）"),
        ([PLAIN, ("paragraph", "<p>记者问：为何？答：为民。</p>")], "问答见正文第2段"),
        ([PLAIN, ("paragraph", "<p>问1：为何？</p>"), ("paragraph", "<p>答1：为民。</p>")], "问答见正文第2段"),
    ],
)
def test_answers_are_found__where_they_stand_in_the_text(home, body, place):
    assert answers_in(make_draft(body=body)) == place


def test_interpretations_are_offered_first__when_newer_texts_are_of_another_kind(people):
    text = InterpretationPage(title="某办法的解读", live=False, organ=make_organ(), body=[PLAIN])
    column("yaowen").add_child(instance=text)
    text.save_revision(user=people["editor"])
    submit(text, people["editor"])
    sent(people, title="动态")
    page = sent(people)
    groups = offered(sheet_of(page), [])
    assert groups[0] == ("", "---------")
    assert groups[1:] == [
        ("本机构的政策解读", [(text.pk, "某办法的解读")]),
        ("本机构的其他信息", [(fresh(page).pk - 1, "动态")]),
    ]


def test_form_says_that_answers_belong_into_the_text__when_there_are_none(people):
    page = sent(people, body=[PLAIN])
    mark(sheet_of(page), people["checker"], misreadable=True)
    form = type("Form", (PlanForm,), {"sheet": sheet_of(page), "page": fresh(page), "__module__": __name__})()
    assert "须在本件正文中写有问答" in form.fields["companion_page_id"].help_text
    assert "companion_text" not in form.fields


def test_answers_of_older_sheets_stay__while_only_the_release_is_planned(people):
    page = sent(people, body=[PLAIN])
    sheet = sheet_of(page)
    sheet.companion_text = "问：为何？答：为民。"
    sheet.save()
    plan_release(sheet, people["editor"], release="at_once", release_manner="网站")
    assert sheet_of(page).companion_text == "问：为何？答：为民。"
