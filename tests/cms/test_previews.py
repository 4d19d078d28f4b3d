"""Links by which an outside front end shows a draft: one revision, one front end, for a time."""

import time
from datetime import timedelta
from unittest.mock import patch
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from audit.models import AuditRecord
from cms import checks, previews
from cms.models import PreviewLink, Withdrawal
from cms.previews import (
    FILE_SECONDS,
    create_link,
    is_front_end,
    key_for,
    may_preview,
    opened,
    opened_for,
    origin_of,
    revoke_link,
)
from cms.schedule import perform_due
from cms.withdrawal import withdraw
from organs.models import Role
from tests.recall import recall
from tests.site import appoint_person, make_draft, make_organ, make_people, make_person, publish, the_signer

pytestmark = pytest.mark.django_db

FRONT = "https://m.yunshan.example/preview/"
ORIGIN = "https://m.yunshan.example"
OTHER = "https://other.example/show/"


@pytest.fixture(autouse=True)
def front_ends(settings):
    settings.PREVIEW_FRONT_ENDS = [FRONT, OTHER]


@pytest.fixture
def editor(home):
    return make_person("writer", (Role.EDITOR, make_organ()))


@pytest.fixture
def draft(home):
    return recall.scene(make_first)


def make_first():
    page = make_draft(title="尚未公开的草稿")
    page.save_revision()
    return page


def make_saved():
    page = make_draft(title="另一份草稿")
    page.save_revision()
    return page


def token_of(address: str) -> str:
    return parse_qs(urlsplit(address).fragment)["token"][0]


def made(page, user, front_end: str = FRONT, hours: int = 24, **options) -> str:
    return token_of(create_link(page.get_latest_revision(), front_end, hours, user, **options))


def test_link_opens_its_revision__when_its_front_end_asks(draft, editor):
    token = made(draft, editor)
    link = opened(token, ORIGIN)
    assert link is not None
    assert link.revision == draft.get_latest_revision()
    assert token not in str(PreviewLink.objects.values())


def test_token_stands_behind_the_mark_that_no_browser_sends(draft, editor):
    address = create_link(draft.get_latest_revision(), FRONT, 24, editor)
    assert address.startswith(f"{FRONT}#token=")
    assert urlsplit(address).query == ""


def test_key_of_a_file_opens_it_alone__for_minutes(draft, editor):
    made(draft, editor)
    link = PreviewLink.objects.get()
    key = key_for(link, "/documents/1/a.csv")
    assert opened_for("/documents/1/a.csv", key, ORIGIN) == link
    assert opened_for("/documents/2/b.csv", key, ORIGIN) is None
    assert opened_for("/documents/1/a.csv", key, "https://other.example") is None
    assert opened_for("/documents/1/a.csv", key, "") is None
    assert opened(key, ORIGIN) is None
    for wrong in ("", "x", key[:-1], key * 50):
        assert opened_for("/documents/1/a.csv", wrong, ORIGIN) is None
    with patch("time.time", return_value=time.time() + FILE_SECONDS + 2):
        assert opened_for("/documents/1/a.csv", key, ORIGIN) is None
    revoke_link(link, editor)
    assert opened_for("/documents/1/a.csv", key, ORIGIN) is None


def test_token_opens_no_file(draft, editor):
    token = made(draft, editor)
    assert opened_for("/documents/1/a.csv", token, ORIGIN) is None


def test_link_opens_nothing__when_anything_speaks_against_it(draft, editor, settings):
    token = made(draft, editor)
    now = timezone.now()
    assert opened(token, ORIGIN, at=now + timedelta(hours=23)) is not None
    assert opened(token, ORIGIN, at=now + timedelta(hours=25)) is None
    for origin in ("", "https://other.example", "http://m.yunshan.example", f"{ORIGIN}:8443", f"{ORIGIN}.evil.example"):
        assert opened(token, origin) is None
    for wrong in ("", "x", token[:-1], token + "x", "x" * 5000, signing.dumps(["a", 1, ORIGIN], salt="cms.previews")):
        assert opened(wrong, ORIGIN) is None
    settings.PREVIEW_FRONT_ENDS = [OTHER]
    assert opened(token, ORIGIN) is None
    settings.PREVIEW_FRONT_ENDS = [FRONT]
    editor.is_active = False
    editor.save()
    assert opened(token, ORIGIN) is None


def test_link_stays_with_its_revision__when_the_draft_is_edited(draft, editor):
    token = made(draft, editor)
    draft.title = "改过的标题"
    draft.save_revision()
    link = opened(token, ORIGIN)
    assert link is not None
    assert link.revision.as_object().title == "尚未公开的草稿"
    other = PreviewLink.objects.get()
    other.revision = draft.get_latest_revision()
    other.save()
    assert opened(token, ORIGIN) is None


def test_link_is_dead_and_recorded__when_revoked(draft, editor):
    token = made(draft, editor)
    assert revoke_link(PreviewLink.objects.get(), editor)
    assert not revoke_link(PreviewLink.objects.get(), editor)
    assert opened(token, ORIGIN) is None
    records = AuditRecord.objects.filter(action__startswith="preview.").order_by("pk")
    assert [one.action for one in records] == ["preview.create", "preview.revoke"]
    assert token not in str(list(records.values()))


def test_links_are_dead__when_their_text_expires(draft, editor):
    published = publish(draft)
    token = made(published, editor)
    Page.objects.filter(pk=published.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    assert perform_due(timezone.now()) == 1
    assert opened(token, ORIGIN) is None


def test_links_are_dead__when_their_text_is_taken_down(draft, editor):
    published = publish(draft)
    token, other = made(published, editor), made(make_saved(), editor)
    withdraw(published, the_signer(), Withdrawal.Reason.LEAK)
    assert opened(token, ORIGIN) is None
    assert opened(other, ORIGIN) is not None
    assert AuditRecord.objects.filter(action="preview.revoke", target_id=str(published.pk)).count() == 1
    assert opened(made(published, editor), ORIGIN) is not None  # the corrected text can be shown again


def test_link_is_dead__when_whoever_made_it_has_left_the_organ(draft, editor):
    token = made(draft, editor)
    assert opened(token, ORIGIN) is not None
    appoint_person(editor, Role.EDITOR, make_organ("jiaoyuju"))
    editor.memberships.filter(organ=draft.organ).update(until=timezone.now() - timedelta(hours=1))
    assert opened(token, ORIGIN) is None


def test_only_editors_and_reviewers_make_links__when_others_ask(draft, editor):
    stranger = make_person("stranger", (Role.EDITOR, make_organ("minzhengju")))
    assert may_preview(editor, draft)
    assert not may_preview(stranger, draft)
    with pytest.raises(PermissionDenied):
        made(draft, stranger)
    made(draft, editor)
    with pytest.raises(PermissionDenied):
        revoke_link(PreviewLink.objects.get(), stranger)


def test_reviewer_makes_links__when_the_step_is_theirs(draft):
    people = make_people()
    workflow = draft.get_workflow()
    workflow.start(draft, people["editor"])
    assert may_preview(people["checker"], type(draft).objects.get(pk=draft.pk))


def test_creation_is_refused__when_front_end_or_lifetime_are_not_offered(draft, editor):
    with pytest.raises(ValidationError):
        made(draft, editor, front_end="https://evil.example/")
    with pytest.raises(ValidationError):
        made(draft, editor, hours=24 * 365)
    assert not PreviewLink.objects.exists()


@pytest.mark.parametrize(
    ("address", "good"),
    [
        ("https://m.yunshan.example/preview/", True),
        ("http://127.0.0.1:8135/", True),
        ("http://localhost:3000/p", True),
        ("http://m.yunshan.example/", False),
        ("https://m.yunshan.example/?x=1", False),
        ("https://m.yunshan.example/#x", False),
        ("https://", False),
        ("https://[::1", False),
        ("m.yunshan.example", False),
        ("javascript:alert(1)", False),
        ("https://政务.example/p/", True),
        ("https://user:pw@m.yunshan.example/", False),
    ],
)
def test_front_end_is_judged__when_configured(address, good, settings):
    assert is_front_end(address) is good
    settings.PREVIEW_FRONT_ENDS = [address]
    assert [error.id for error in checks.check_front_ends()] == ([] if good else ["cms.E001"])


def test_origin_is_as_browsers_write_it__when_taken_from_an_address():
    assert origin_of("https://A.example:443/x?y") == "https://a.example"
    assert origin_of("http://127.0.0.1:8135/x") == "http://127.0.0.1:8135"
    assert origin_of("https://政务.example/p") == "https://xn--zfr164b.example"
    assert origin_of("null") == origin_of("") == origin_of("ftp://a.example/") == origin_of("http://[x") == ""


def test_editor_makes_and_revokes_links__when_in_the_admin(draft, editor, client):
    client.force_login(editor)
    address = reverse("cms_preview_links", args=[draft.pk])
    assert address in client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()
    response = client.post(address, {"front_end": FRONT, "hours": "8"})
    shown = response.context["address"]
    assert opened(token_of(shown), ORIGIN) is not None
    assert "no-store" in response["Cache-Control"]
    link = PreviewLink.objects.get()
    assert link.expires_at - link.created_at == timedelta(hours=8)
    assert token_of(shown) not in client.get(address).content.decode()
    client.post(address, {"revoke": str(link.pk)})
    assert opened(token_of(shown), ORIGIN) is None


def test_form_says_what_is_missing__when_nothing_is_chosen(draft, editor, client):
    client.force_login(editor)
    response = client.post(reverse("cms_preview_links", args=[draft.pk]), {"hours": "8"})
    assert "front_end" in response.context["form"].errors
    assert not PreviewLink.objects.exists()


def test_strangers_find_no_form__when_they_guess_its_address(draft, client):
    client.force_login(make_person("stranger", (Role.EDITOR, make_organ("minzhengju"))))
    response = client.post(reverse("cms_preview_links", args=[draft.pk]), {"front_end": FRONT, "hours": "8"})
    assert response.status_code in {302, 403}
    assert not PreviewLink.objects.exists()


def test_nothing_is_offered__when_there_are_no_front_ends(draft, editor, client, settings):
    settings.PREVIEW_FRONT_ENDS = []
    client.force_login(editor)
    address = reverse("cms_preview_links", args=[draft.pk])
    assert address not in client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()
    assert "PREVIEW_FRONT_ENDS" in client.get(address).content.decode()


def test_lifetime_is_a_day__when_nothing_else_is_chosen():
    assert previews.USUAL == 24
    assert max(previews.LIFETIMES) <= 7 * 24
