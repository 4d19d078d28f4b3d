"""Three steps, three people, and only the last one publishes."""

from datetime import datetime

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from cms.models import ArticlePage, ColumnPage, ConfidentialityTaskState
from cms.review.services import submit
from organs.models import Membership, Role
from register.models import Entry
from tests.recall import recall
from tests.site import CHECKED, PUBLIC, decide, make_draft, make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(home):
    return {**recall.scene(make_people), "admin": User.objects.create_superuser("admin", password="x")}


def submitted(people, **fields):
    page = make_draft(**fields)
    page.save_revision(user=people["editor"])
    submit(page, people["editor"])
    return page


def fresh(page):
    return ArticlePage.objects.get(pk=page.pk)


def test_page_is_published__when_the_third_step_is_signed(people):
    page = submitted(people)
    decide(fresh(page), people["checker"], "approve", **CHECKED)
    assert not fresh(page).live
    decide(fresh(page), people["secrecy"], "approve", **PUBLIC)
    assert not fresh(page).live
    decide(fresh(page), people["signer"], "approve")
    assert fresh(page).live
    assert Entry.objects.get(uid=page.uid).is_live


def test_confidentiality_step_keeps_its_record__when_approved(people):
    page = submitted(people)
    decide(fresh(page), people["checker"], "approve", **CHECKED)
    decide(fresh(page), people["secrecy"], "approve", **PUBLIC)
    record = ConfidentialityTaskState.objects.get()
    assert (record.decision, record.basis, record.finished_by) == ("public", "本单位保密审查制度", people["secrecy"])


@pytest.mark.parametrize(
    "details", [{}, {"decision": "public"}, {"basis": "依据"}, {"decision": "not_public", "basis": "x"}]
)
def test_confidentiality_step_does_not_pass__when_record_is_incomplete(people, details):
    page = submitted(people)
    decide(fresh(page), people["checker"], "approve", **CHECKED)
    with pytest.raises(PermissionDenied):
        decide(fresh(page), people["secrecy"], "approve", **details)
    assert fresh(page).current_workflow_task_state.status == "in_progress"


@pytest.mark.parametrize("name", ["editor", "secrecy", "signer", "head", "admin"])
def test_step_is_refused__when_it_is_not_the_persons(people, name):
    page = submitted(people)
    with pytest.raises(PermissionDenied):
        decide(fresh(page), people[name], "approve", **CHECKED)


def test_last_editor_may_not_approve__when_reviewer_too(people):
    Membership.objects.create(user=people["editor"], role=Role.CHECKER)
    page = submitted(people)
    editor = User.objects.get(pk=people["editor"].pk)
    assert [name for name, _label, _form in fresh(page).current_workflow_task.get_actions(page, editor)] == ["reject"]
    with pytest.raises(PermissionDenied, match="最后由您修改"):
        decide(fresh(page), editor, "approve", **CHECKED)
    decide(fresh(page), people["checker"], "approve", **CHECKED)


def test_reviewer_who_edits_may_not_approve__when_revision_is_theirs(people):
    page = submitted(people)
    edited = fresh(page)
    edited.title = "改过的标题"
    edited.save_revision(user=people["checker"])
    with pytest.raises(PermissionDenied, match="最后由您修改"):
        decide(fresh(page), people["checker"], "approve", **CHECKED)


def test_page_goes_back_with_reasons__when_it_cannot_go_live(people):
    page = submitted(people, disclosure_attribute="on_request")
    decide(fresh(page), people["checker"], "approve", **CHECKED)
    decide(fresh(page), people["secrecy"], "approve", **PUBLIC)
    state = decide(fresh(page), people["signer"], "approve")
    assert state.status == "rejected"
    assert "主动公开" in state.comment
    assert not fresh(page).live


def sent_back_by_signer(people):
    page = submitted(people)
    decide(fresh(page), people["checker"], "approve", **CHECKED)
    decide(fresh(page), people["secrecy"], "approve", **PUBLIC)
    decide(fresh(page), people["signer"], "reject", comment="改一个字")
    return page


def step_of(page):
    return fresh(page).current_workflow_task.name


def test_changed_text_passes_every_step_again__when_signer_sent_it_back(people):
    page = sent_back_by_signer(people)
    changed = fresh(page)
    changed.title = "保密审查没有见过的内容"
    changed.save_revision(user=people["editor"])
    fresh(page).current_workflow_state.resume(people["editor"])
    for step, name, details in (("初审", "checker", CHECKED), ("保密审查", "secrecy", PUBLIC), ("签发", "signer", {})):
        assert step_of(page) == step
        assert not fresh(page).live
        decide(fresh(page), people[name], "approve", **details)
    assert (fresh(page).live, fresh(page).title) == (True, "保密审查没有见过的内容")


def test_text_goes_on_where_it_was__when_nothing_was_changed(people):
    page = sent_back_by_signer(people)
    fresh(page).current_workflow_state.resume(people["editor"])
    assert step_of(page) == "签发"


def test_text_goes_back__when_it_was_changed_while_being_signed(people):
    page = submitted(people)
    decide(fresh(page), people["checker"], "approve", **CHECKED)
    decide(fresh(page), people["secrecy"], "approve", **PUBLIC)
    fresh(page).save_revision(user=people["editor"])
    state = decide(fresh(page), people["signer"], "approve")
    assert state.status == "rejected"
    assert "须重新审核" in state.comment
    assert not fresh(page).live


def test_first_step_comes_again__when_text_was_changed_in_the_second(people):
    page = submitted(people)
    decide(fresh(page), people["checker"], "approve", **CHECKED)
    fresh(page).save_revision(user=people["editor"])
    decide(fresh(page), people["secrecy"], "approve", **PUBLIC)
    assert step_of(page) == "初审"
    decide(fresh(page), people["checker"], "approve", **CHECKED)
    assert step_of(page) == "签发"
    decide(fresh(page), people["signer"], "approve")
    assert fresh(page).live


def test_revision_is_not_written_over__when_it_was_in_review(people):
    page = sent_back_by_signer(people)
    changed = fresh(page)
    changed.title = "换过的内容"
    with pytest.raises(PermissionDenied):
        changed.save_revision(user=people["editor"], overwrite_revision=changed.get_latest_revision())
    assert fresh(page).get_latest_revision_as_object().title != "换过的内容"


def test_column_is_published__when_its_review_is_signed(people, home):
    column = ColumnPage(title="新栏目", slug="new", description="x", live=False)
    home.add_child(instance=column)
    column.save_revision(user=people["editor"])
    submit(column, people["editor"])
    for name, details in (("checker", CHECKED), ("secrecy", PUBLIC), ("signer", {})):
        decide(ColumnPage.objects.get(pk=column.pk), people[name], "approve", **details)
    assert ColumnPage.objects.get(pk=column.pk).live


@pytest.mark.parametrize("year", [1, 1850, 1949])
def test_text_is_refused__when_its_original_time_is_of_another_age(people, year):
    page = make_draft()
    page.original_published_at = timezone.make_aware(datetime(year, 1, 1))
    with pytest.raises(ValidationError, match="原发布时间过早"):
        page.full_clean()
