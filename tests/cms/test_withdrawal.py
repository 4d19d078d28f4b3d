"""Taking down: at once, with a reason, and nothing of it is told again."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditRecord
from cms.clearance import events
from cms.clearance.refusal import NotCleared
from cms.columns import rename_column
from cms.models import AfterReview, ArticlePage, Clearance, ReviewSheet, Withdrawal
from cms.review.services import decide, submit
from cms.review.setup import ensure_review
from cms.withdrawal import PUBLIC_REASONS, withdraw
from organs.models import Role
from register.models import Change, Entry
from tests.site import (
    appoint_person,
    column,
    give_column,
    make_article,
    make_document,
    make_draft,
    make_organ,
    make_people,
    pass_steps,
    publish,
    release,
    the_signer,
)  # fmt: skip

pytestmark = pytest.mark.django_db
Reason = Withdrawal.Reason
SECRET = "绝不能再出现的标题"


def person(name, role=None, organ=None, **options):
    user = get_user_model().objects.create_user(name, password="x", **options)
    if role:
        appoint_person(user, role, organ, "主任")
    return user


def gone(page):
    return not ArticlePage.objects.get(pk=page.pk).live and not Entry.objects.get(uid=page.uid).is_live


@pytest.mark.parametrize("role", [Role.OFFICE_HEAD, Role.ORGAN_HEAD])
@pytest.mark.parametrize("everywhere", [True, False])
def test_signers_take_down_at_once__in_their_organ_and_in_the_portal(home, role, everywhere):
    page = make_article()
    record = withdraw(page, person("head", role, None if everywhere else page.organ), Reason.OUTDATED)
    assert gone(page)
    assert (record.capacity, record.reason) == ("主任", "outdated")
    assert Clearance.objects.get().void_reason == "withdrawn"


@pytest.mark.parametrize("role", [Role.EDITOR, Role.CHECKER, Role.SECRECY, Role.SYSTEM])
def test_others_may_not(home, role):
    page = make_article()
    organ = None if role == Role.SYSTEM else page.organ
    with pytest.raises(PermissionDenied):
        withdraw(page, person("other", role, organ), Reason.OUTDATED)
    with pytest.raises(PermissionDenied):
        withdraw(page, person("foreign", Role.ORGAN_HEAD, make_organ("jiaoyu")), Reason.OUTDATED)
    assert not gone(page)


def test_superuser_may__and_the_record_says_so(home):
    page = make_article()
    user = get_user_model().objects.create_superuser("root", password="x")
    assert withdraw(page, user, Reason.LEAK).capacity == "系统超级管理员"
    assert gone(page)


@pytest.mark.parametrize(("reason", "note"), [("other", ""), ("other", "  "), ("nonsense", "x"), ("", "")])
def test_reason_comes_from_the_list__and_other_is_explained(home, reason, note):
    page = make_article()
    with pytest.raises(ValidationError):
        withdraw(page, the_signer(), reason, note)
    assert not gone(page)


def test_what_is_not_public_is_not_taken_down(home):
    page = make_article()
    withdraw(page, the_signer(), Reason.OUTDATED)
    with pytest.raises(ValidationError, match="没有公开"):
        withdraw(page, the_signer(), Reason.OUTDATED)
    assert Withdrawal.objects.count() == 1


def test_every_reason_has_a_word_for_the_public__and_the_grave_ones_the_same():
    assert set(PUBLIC_REASONS) == set(Reason)
    assert {PUBLIC_REASONS[one] for one in (Reason.LEAK, Reason.PERSONAL, Reason.ERROR, Reason.OTHER)} == {
        "unpublished"
    }


@pytest.mark.parametrize("reason", [Reason.LEAK, Reason.PERSONAL, Reason.ERROR, Reason.OUTDATED])
def test_no_public_answer_tells_of_it_again__whatever_the_reason(home, client, reason):
    page = make_document(
        title=SECRET, summary=SECRET, document_number="云政发〔2026〕88号", source=f"{SECRET}社", author=f"{SECRET}人"
    )
    other = make_document(title="另一件")
    url = Entry.objects.get(uid=page.uid).url
    page.title = f"{SECRET}（更正）"
    page = publish(page)
    page.move(column("shizhengfu"), pos="last-child")
    addresses = [
        url, Entry.objects.get(uid=page.uid).url, "/", "/zhengcewenjian/", "/zhengcewenjian/shizhengfu/", "/organs/yunshan/",
        "/feeds/", "/feeds.opml", "/sitemap.xml", "/sitemap-1.xml", "/sitemap/", "/api/v1/entries/",
        f"/api/v1/entries/{page.uid}/", "/api/v2/pages/", f"/api/v2/pages/{page.pk}/",
        *(f"{path}feed.{kind}" for path in ("/", "/zhengcewenjian/", "/organs/yunshan/") for kind in ("rss", "atom", "json")),
    ]  # fmt: skip
    assert any(SECRET in text(client, address) for address in addresses)
    withdraw(page, the_signer(), reason, f"说明{SECRET}")
    told = {address: text(client, address) for address in addresses}
    for word in (SECRET, "〔2026〕88号"):
        assert [address for address, answer in told.items() if word in answer] == []
    assert any("另一件" in answer for answer in told.values())
    assert reason == Reason.OUTDATED or "发布单位撤下" in told[Entry.objects.get(uid=page.uid).url]
    entry = Entry.objects.get(uid=page.uid)
    kept = [str(value) for value in Entry.objects.filter(pk=entry.pk).values_list()[0]]
    kept += [str(row) for row in Change.objects.filter(entry=entry).values_list()]
    assert not any(SECRET in value for value in kept)
    assert other.live


def text(client, address):
    response = client.get(address, follow=True)
    return b"".join(response.streaming_content).decode() if response.streaming else response.content.decode()


def test_successor_is_named(home, client):
    page, successor = make_article(), make_article(title="替代")
    withdraw(page, the_signer(), Reason.REPEALED, successor=Entry.objects.get(uid=successor.uid))
    entry = Entry.objects.get(uid=page.uid)
    assert (entry.reason, entry.successor_url) == ("repealed", f"/yaowen/{successor.slug}/")
    assert f"/yaowen/{successor.slug}/" in text(client, entry.url)


def test_tombstone_leads_on__when_its_successor_goes_or_moves(home, client):
    first, second, third = make_article(), make_article(title="替代"), make_article(title="再替代")
    signer = the_signer()

    def entry_of(page):
        return Entry.objects.get(uid=page.uid)

    withdraw(first, signer, Reason.REPEALED, successor=entry_of(second))
    withdraw(second, signer, Reason.REPEALED, successor=entry_of(third))
    assert entry_of(first).successor_url == entry_of(third).url
    told = Change.objects.filter(entry=entry_of(first)).order_by("seq").values_list("kind", "seq")
    assert list(told)[-1] == (Change.Kind.WITHDRAWN, entry_of(first).seq)
    withdraw(third, signer, Reason.ERROR)
    assert entry_of(first).successor_url == entry_of(second).successor_url == ""
    assert "查看替代" not in text(client, entry_of(first).url)


def test_tombstone_leads_on__when_the_column_of_its_successor_is_renamed(home, client):
    first, second, third = make_article(), make_article(title="替代"), make_article("tongzhi", title="再替代")
    signer = the_signer()

    def entry_of(page):
        return Entry.objects.get(uid=page.uid)

    withdraw(first, signer, Reason.REPEALED, successor=entry_of(second))
    rename_column(column("yaowen"), slug="xinwen")
    assert entry_of(first).successor_url == entry_of(second).url == f"/xinwen/{second.slug}/"
    assert Change.objects.get(seq=entry_of(first).seq).kind == Change.Kind.WITHDRAWN
    withdraw(second, signer, Reason.REPEALED, successor=entry_of(third))
    assert entry_of(first).successor_url == entry_of(third).url
    assert entry_of(third).url in text(client, entry_of(first).url)


def test_it_comes_back_only_by_a_new_signature(home):
    page = make_article()
    revision = page.get_latest_revision()
    withdraw(page, the_signer(), Reason.OUTDATED)
    with pytest.raises(NotCleared, match="签发已失效（信息已撤下）"):
        revision.publish()
    release(revision)
    assert not gone(page)


def test_what_was_signed_for_later_falls_too(home):
    page = make_article()
    page.summary, page.go_live_at = "明天的内容", timezone.now() + timedelta(days=1)
    publish(page)
    assert Clearance.objects.filter(voided_at=None).count() == 2
    withdraw(page, the_signer(), Reason.ERROR)
    assert not Clearance.objects.filter(voided_at=None).exists()


def test_end_of_a_clearance_names_the_type__as_every_other_record_of_the_page(home):
    page = make_article()
    withdraw(page, the_signer(), Reason.ERROR)
    record = AuditRecord.objects.get(action="clearance.void")
    assert (record.target_type, record.target_id) == ("cms.articlepage", str(page.pk))


def test_record_is_made_in_the_transaction(home, monkeypatch):
    page, told = make_article(), []
    monkeypatch.setattr(events, "note", lambda action, **facts: told.append((action, facts.get("details"))))
    withdraw(page, the_signer(), Reason.PERSONAL, "含身份证号")
    assert [action for action, _details in told] == ["clearance.void", "publication.withdraw"]
    assert told[1][1]["reason"] == "personal"


# --- the form --------------------------------------------------------------------------------------------------------


def form_of(page):
    return reverse("wagtailadmin_pages:unpublish", args=[page.pk])


def test_way_to_take_down_is_on_every_page_about_the_item__for_whoever_may(home, client):
    ensure_review()
    give_column("yaowen", make_organ())
    page, draft = make_article(), make_draft(title="未公开")
    draft.save_revision()
    head = person("head", Role.OFFICE_HEAD, page.organ)
    secrecy = person("secrecy", Role.SECRECY, page.organ)
    admin = get_user_model().objects.create_superuser("admin", password="x")
    listing = reverse("wagtailadmin_explore", args=[page.get_parent().pk])
    screen = reverse("cms_review", args=[page.pk])

    def shown(user, address):
        client.force_login(user)
        return client.get(address).content.decode()

    assert f'href="{form_of(page)}"' in shown(head, screen)
    assert form_of(draft) not in shown(head, reverse("cms_review", args=[draft.pk]))
    assert form_of(page) not in shown(secrecy, screen)
    for part in (form_of(page), screen):
        assert part in shown(head, listing)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "house__down" in shown(admin, edit)
    assert "house__down" not in shown(admin, reverse("wagtailadmin_pages:edit", args=[draft.pk]))
    assert "house__down" not in shown(person("editor", Role.EDITOR, page.organ), edit)


def test_form_takes_down__with_successor_typed_as_an_address(home, client):
    page, successor = make_article(), make_article(title="替代")
    client.force_login(person("head", Role.OFFICE_HEAD, page.organ))
    assert "涉及个人信息" in client.get(form_of(page)).content.decode()
    address = f"http://testserver/yaowen/{successor.slug}/"
    response = client.post(form_of(page), {"reason": "outdated", "note": "", "successor": address})
    assert response.status_code == 302
    assert Entry.objects.get(uid=page.uid).successor_url == f"/yaowen/{successor.slug}/"


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"reason": "x"},
        {"reason": "other"},
        {"reason": "leak", "successor": "/yaowen/nobody/"},
        {"reason": "leak", "successor": "http://["},
    ],
)
def test_form_keeps_what_was_typed__when_it_is_wrong(home, client, data):
    page = make_article()
    client.force_login(person("head", Role.OFFICE_HEAD, page.organ))
    response = client.post(form_of(page), {"note": "", "successor": "", **data})
    assert response.status_code == 200
    assert not gone(page)


def test_form_is_refused__to_people_who_do_not_sign(home, client):
    page = make_article(title=SECRET)
    client.force_login(person("editor", Role.EDITOR, page.organ))
    response = client.post(form_of(page), {"reason": "leak", "note": "", "successor": ""})
    assert response.status_code == 302
    assert not gone(page)
    assert client.get("/admin/").status_code == 200


def test_correction_under_review_ends__when_its_text_is_taken_down(home):
    """Its signature would bring back, on a review from before, what just had to go."""
    people = make_people()
    page = make_article(title="第一版")
    page.title, page.correction_note = "第二版", "更正标题。"
    page.save_revision(user=people["editor"])
    submit(page, people["editor"])
    waiting = pass_steps(page, people, "checker", "secrecy")
    withdraw(waiting, people["head"], Reason.PERSONAL)
    with pytest.raises(PermissionDenied):
        decide(ArticlePage.objects.get(pk=page.pk), people["signer"], "approve")
    assert gone(page)
    assert ReviewSheet.objects.get(page_id=page.pk).outcome == ReviewSheet.Outcome.CANCELLED


def test_review_owed_after_an_emergency_ends__when_its_text_is_taken_down(home):
    people = make_people()
    page = make_draft(title="暴雨红色预警")
    page.save_revision(user=people["editor"])
    submit(page, people["editor"], "emergency")
    page = pass_steps(page, people, "secrecy", "head")
    assert page.live
    assert page.current_workflow_state is not None
    withdraw(page, people["head"], Reason.ERROR)
    assert gone(page)
    assert ArticlePage.objects.get(pk=page.pk).current_workflow_state is None
    assert AfterReview.objects.get().done_at is not None
