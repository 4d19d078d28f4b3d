"""What stands in the built city: every lane and state of review, and that every site and every desk shows something."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone
from wagtail.models import Comment, Revision, Site, TaskState

from cms.models import AfterReview, FindingDecision, PublicationPage, ReviewSheet, SiteSettings, Withdrawal
from cms.review.waiting import decidable_by, slow, step_of
from demo import reading
from demo.accounts import ACCOUNTS
from demo.uploads import find_page
from organs.models import Deputy, OrganContact
from organs.vacancies import vacancies
from register.models import Entry, Listing


def named(name: str) -> reading.Publication:
    return next(one for one in reading.everything() if one.name == name)


def uid_of(name: str) -> UUID:
    return reading.settled_uid("publication", name)


def entry(name: str) -> Entry:
    return Entry.objects.get(uid=uid_of(name))


def page_of(name: str) -> PublicationPage:
    page = find_page(uid_of(name))
    assert isinstance(page, PublicationPage)
    return page


def person(account: str) -> Any:
    return get_user_model().objects.get(username=account)


def assert_every_reviewer_has_something_to_do() -> None:
    waiting = {
        "503-hanjia-anpai": "checker",
        "502-2027-xiangmu-shenbao": "secrecy",
        "501-gongzufang-banfa": "head",
        "604-houniao-jiance": "signer",
        "710-edu-hanjia-peixun": "edu-deputy",
        "611-guandao-baolie": "secrecy",
    }
    for name, account in waiting.items():
        page = page_of(name)
        assert not page.live
        assert page.current_workflow_task.user_can_access_editor(page, person(account))
    deciding = [name for name in ACCOUNTS if decidable_by(person(name)).exists()]
    assert deciding == [
        "checker",
        "secrecy",
        "signer",
        "head",
        "edu-checker",
        "edu-deputy",
        "edu-signer",
        "songlan-head",
    ]


def sheets(name: str) -> list[ReviewSheet]:
    """The reviews of a publication, the last one first."""
    return list(ReviewSheet.objects.filter(uid=uid_of(name)))


def waits(lane: str, step: str) -> bool:
    states = TaskState.objects.filter(status="in_progress", workflow_state__review_sheet__lane=lane)
    return any(step_of(state) == step for state in states.select_related("task"))


def assert_each_lane_and_state_is_there(client: Client) -> None:
    missing = [name for name, is_there in STATES.items() if not is_there()]
    assert missing == []
    note = named("613-zhucan-butie").correction
    assert note is not None
    shown = client.get(entry("613-zhucan-butie").url).content.decode()
    assert note.note in shown
    assert note.new in shown
    assert note.old not in shown.replace(note.note, "")


def is_draft() -> bool:
    return page_of("601-yuandan-fuwu").status_string == "草稿" and not sheets("601-yuandan-fuwu")


def is_returned_with_comments() -> bool:
    page = page_of("605-shucai-chubei")
    paths = set(Comment.objects.filter(page=page, resolved_at=None).values_list("contentpath", flat=True))
    return page.current_workflow_state.status == "needs_changes" and paths == {"title", f"body.{page.body[3].id}"}


def is_hot_and_published_in_time() -> bool:
    (sheet,) = sheets("607-shuijia-tingzheng")
    signed = sheet.steps.get(step="sign_off")
    published = entry("607-shuijia-tingzheng").first_published_at
    on_time = sheet.release_at == published and signed.at < published
    companion = Entry.objects.get(uid=uid_of("606-tingzheng-jiedu")).page_id == sheet.companion_page_id
    return on_time and companion and bool(sheet.is_hot and sheet.companion_text) and sheet.lane == "important"


def is_misreadable_and_planned() -> bool:
    (sheet,) = sheets("608-yibao-jiaofei-fangshi")
    return sheet.is_misreadable and sheet.lane == "important" and bool(sheet.companion_text and sheet.release_manner)


def is_reviewed_after(name: str, *, done: bool) -> bool:
    owed = AfterReview.objects.get(sheet__uid=uid_of(name))
    is_open = AfterReview.objects.pending().filter(pk=owed.pk).exists() and owed.due_at > timezone.now()
    confirmed = ReviewSheet.objects.filter(reviews_after=owed, outcome="confirmed").exists()
    settled = owed.done_at is not None and owed.done_at < owed.due_at and confirmed
    return page_of(name).live and (settled if done else is_open)


def is_scheduled() -> bool:
    page = page_of("612-hunyin-yuyue")
    due = Revision.objects.filter(object_id=str(page.pk), approved_go_live_at__gt=timezone.now())
    return not page.live and due.exists()


def is_overruled() -> bool:
    decisions = FindingDecision.objects.filter(uid=uid_of("614-dangan-kaifang"), action="overruled")
    ((account, reason),) = decisions.values_list("by__username", "reason")
    return account == "secrecy" and len(reason) > 20


def is_late() -> bool:
    return list(slow().values_list("workflow_state__review_sheet__uid", flat=True)) == [
        uid_of("615-yanglao-jigou-jiancha")
    ]


def is_merged_in_a_township() -> bool:
    (sheet,) = sheets("728-songlan-langqiao")
    people = sheet.steps.filter(action="approve").values_list("person__username", flat=True)
    return list(people) == ["songlan-head"] * 3 and "合并办理" in sheet.merged[-1]["words"]


def is_decided_by_a_deputy() -> bool:
    (sheet,) = sheets("709-edu-kongchuo")
    steps = sheet.steps.filter(step="first_review", action="approve")
    ((account, capacity),) = steps.values_list("person__username", "capacity")
    return account == "edu-deputy" and "（代" in capacity and Deputy.objects.valid().exists()


def are_withdrawn_for(*reasons: str) -> bool:
    told = dict(Entry.objects.exclude(withdrawn_at=None).values_list("uid", "reason"))
    wanted = {one.uid for one in reading.everything() if one.state == "withdrawn"}
    signed_off = set(Withdrawal.objects.values_list("user__username", flat=True)) == {"signer"}
    return set(told) == wanted and set(told.values()) == set(reasons) and signed_off


STATES: dict[str, Callable[[], bool]] = {
    "draft": is_draft,
    **{
        f"{lane}, waiting for {step}": lambda lane=lane, step=step: waits(lane, step)  # type: ignore[misc]
        for lane in ("ordinary", "important")
        for step in ("first_review", "confidentiality", "sign_off")
    },
    "emergency, waiting for confidentiality": lambda: waits("emergency", "confidentiality"),
    "returned with comments at their places": is_returned_with_comments,
    "hot, published at the approved time": is_hot_and_published_in_time,
    "misreadable, with answers": is_misreadable_and_planned,
    "emergency, after-review open": lambda: is_reviewed_after("609-songwu-luoshi", done=False),
    "emergency, after-review done": lambda: is_reviewed_after("610-cangku-huoqing", done=True),
    "scheduled": is_scheduled,
    "a finding overruled": is_overruled,
    "late": is_late,
    "merged steps": is_merged_in_a_township,
    "decided by a deputy": is_decided_by_a_deputy,
    "withdrawn": lambda: are_withdrawn_for("outdated", "repealed", "duplicate", "unpublished"),
}


def assert_sub_sites_answer(client: Client) -> None:
    assert SiteSettings.objects.get(site__is_default_site=True).organ.code == "yunshan"
    for name in reading.SUB_SITES:
        content = reading.sub_site(name)
        host, site = content["host"], Site.objects.get(hostname=content["host"])
        home = client.get("/", headers={"host": host}).content.decode()
        for fact in ("legal_name", "site_code", "icp_number", "police_number"):
            assert content["settings"][fact] in home
        paths = [one.path for one in Listing.objects.filter(site=site, kind=Listing.Kind.COLUMN, is_public=True)]
        assert len(paths) == len(content["columns"])
        assert all(client.get(path, headers={"host": host}).status_code == 200 for path in paths)
        entries = Entry.objects.live().filter(site=site)
        assert entries.count() >= 8
        assert client.get(entries[0].url, headers={"host": host}).status_code == 200
        assert client.get(entries[0].url).status_code == 404


def assert_dashboards_show_something(client: Client) -> None:
    for account in ACCOUNTS:
        client.force_login(person(account))
        rows = client.get("/admin/").content.decode().count('house__row"')
        assert rows > 0, account
    client.logout()


def assert_one_organ_lacks_somebody() -> None:
    assert [(one.organ.code, one.missing) for one in vacancies()] == [("wulingxiang", ("联络员",))]
    contacts = OrganContact.objects.all()
    assert all(one.telephone.startswith("0000-") and one.since for one in contacts)
