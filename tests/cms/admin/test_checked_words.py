import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from cms.models import CheckedWord
from cms.review.engine import word_lists
from tests.cms.review.people import make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(home):
    return User.objects.create_superuser("admin", password="x")


def imported(client, user, kind, lines):
    client.force_login(user)
    return client.post(reverse("cms_import_words"), {"kind": kind, "lines": lines})


def test_words_are_added_once__when_a_text_is_imported_twice(client, admin):
    text = "# 注释\n按装=安装\n\n布署→部署\n"
    assert imported(client, admin, "typo", text).status_code == 302
    assert imported(client, admin, "typo", text).status_code == 302
    assert dict(CheckedWord.objects.values_list("text", "replacement")) == {"按装": "安装", "布署": "部署"}
    assert {wrong: typo.right for wrong, typo in word_lists().typos.items()} == {"按装": "安装", "布署": "部署"}


def test_import_is_refused_with_the_line__when_one_is_wrong(client, admin):
    answer = imported(client, admin, "typo", "按装=安装\n布署\n")
    assert answer.status_code == 200
    assert "第2行：请填写规范表述" in answer.content.decode()
    assert "布署" in answer.content.decode()
    assert not CheckedWord.objects.exists()


def test_words_are_the_offices_only__when_a_reviewer_asks(client, home):
    people = make_people()
    assert imported(client, people["checker"], "sensitive", "某词语").status_code == 302
    assert not CheckedWord.objects.exists()
    client.force_login(people["checker"])
    assert client.get(reverse("wagtailsnippets_cms_checkedword:list")).status_code == 302


def test_list_leads_to_the_import__when_the_office_opens_it(client, admin):
    client.force_login(admin)
    html = client.get(reverse("wagtailsnippets_cms_checkedword:list")).content.decode()
    assert reverse("cms_import_words") in html
    assert "审查词库" in html


def test_version_changes__when_a_word_is_added_changed_or_deleted(home):
    seen = {CheckedWord.objects.version()}
    one = CheckedWord.objects.create(text="某词语")
    seen.add(CheckedWord.objects.version())
    one.active = False
    one.save()
    seen.add(CheckedWord.objects.version())
    CheckedWord.objects.create(text="另词语")
    seen.add(CheckedWord.objects.version())
    one.delete()
    seen.add(CheckedWord.objects.version())
    assert len(seen) == 5
    assert word_lists().sensitive == {"另词语"}
