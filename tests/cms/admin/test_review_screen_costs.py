"""Opening the screen costs a fixed number of queries, whatever the length of text, history and list of files."""

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.models import UploadedDocument
from cms.review import engine as engines
from cms.review.findings import overrule, unsettled
from tests.cms.review.engine import FakeEngine
from tests.cms.review.people import CHECKED, at_secrecy, fresh, make_people, sent
from tests.site import decide, make_article

pytestmark = pytest.mark.django_db


def body(size):
    documents = [
        UploadedDocument(title=f"附件{n}", file=ContentFile(f"{size}{n}".encode(), name="a.txt")) for n in range(size)
    ]
    for one in documents:
        one.save()
    link = make_article(title=f"公开{size}").pk
    texts = [
        (
            "paragraph",
            f'<p>第{n}段1380013800{n % 10}，见<a id="{link}" linktype="page">此</a><a href="/nowhere{n}/">彼</a></p>',
        )
        for n in range(size * 5)
    ]
    return [*texts, *(("attachment", {"document": one, "title": ""}) for one in documents)]


def queries(client, user, page):
    client.force_login(user)
    url = reverse("cms_review", args=[page.pk])
    client.get(url)  # content types, the site and the results of the checks are kept from here on
    with CaptureQueriesContext(connection) as found:
        assert client.get(url).status_code == 200
    return len(found)


def test_queries_are_few_and_do_not_grow__when_text_files_findings_and_history_do(client, home, monkeypatch):
    fake = FakeEngine()
    monkeypatch.setattr(engines, "installed", lambda: fake)
    people = make_people()
    small = at_secrecy(people, body=body(1))
    large = sent(people, body=body(8))
    for found in unsettled(large)[:5]:
        overrule(large, found.key, people["checker"], "公开电话")
    for _round in range(4):
        decide(large, people["checker"], "reject", comment="改")
        large = fresh(large)
        large.current_workflow_state.resume(people["editor"])
        large = fresh(large)
    decide(large, people["checker"], "approve", **CHECKED)
    counted = [queries(client, people["secrecy"], page) for page in (small, fresh(large))]
    print("queries:", counted)
    assert counted[1] <= counted[0]
    assert counted[0] < 30
