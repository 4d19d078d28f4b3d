"""Random people doing random things to a few pages, and what must be true after each of them."""

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from wagtail.actions.revert_to_page_revision import RevertToPageRevisionAction
from wagtail.models import Page, Revision

from cms.clearance.digest import content_digest
from cms.clearance.files import read_digest
from cms.clearance.verification import was_entitled
from cms.facts import body_html
from cms.models import ArticlePage, Clearance, UploadedDocument
from cms.review.services import submit
from cms.review.setup import ensure_review
from cms.schedule import perform_due
from cms.withdrawal import withdraw
from organs.models import Membership, Role
from organs.services import appoint
from register.models import Entry
from tests.site import CHECKED, PUBLIC, column, decide, make_draft, make_organ

from .scene import PDF

PEOPLE = {
    "editor": (Role.EDITOR,),
    "checker": (Role.CHECKER,),
    "secrecy": (Role.SECRECY,),
    "head": (Role.ORGAN_HEAD,),
    "both": (Role.EDITOR, Role.OFFICE_HEAD, Role.CHECKER),
    "admin": (),
}
PAGES = ("one", "two")
DETAILS = {"初审": CHECKED, "保密审查": PUBLIC}
people, pages = st.sampled_from(sorted(PEOPLE)), st.sampled_from(PAGES)


def set_up() -> None:
    """People, and pages that are drafts with a file each. The site is there."""
    ensure_review()
    for name, roles in PEOPLE.items():
        user = User.objects.create_user(name, password="x", is_superuser=name == "admin")
        for role in roles:
            appoint(user, None, role, "职务", at=timezone.now() - timedelta(days=9))
    foreign = column("tongzhi")
    foreign.organ = make_organ("jiaoyu")
    foreign.save()
    for name in PAGES:
        file = UploadedDocument.objects.create(title=f"附件{name}", file=ContentFile(PDF, name="a.pdf"))
        page = make_draft(title=name, slug="yaowen", body=[("attachment", {"document": file, "title": ""})])
        page.save_revision(user=User.objects.get(username="editor"))
        ArticlePage.objects.filter(pk=page.pk).update(author=name)


class House(RuleBasedStateMachine):
    """Each example begins with the same drafts; everything that it did is rolled back."""

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.now = timezone.now()
        self.stack.enter_context(patch("django.utils.timezone.now", lambda: self.now))
        self.point = transaction.savepoint()
        self.pks = {page.author: page.pk for page in ArticlePage.objects.all()}
        self.files = {file.title[2:]: Path(file.file.path) for file in UploadedDocument.objects.all()}
        self.signed: set[tuple[Any, str, str]] = set()
        self.words = 0
        self.public_ever = 0

    def teardown(self) -> None:
        transaction.savepoint_rollback(self.point)
        for path in self.files.values():
            path.write_bytes(PDF)
        self.stack.close()

    # what happens

    def page(self, name: str) -> ArticlePage:
        return ArticlePage.objects.get(pk=self.pks[name])

    def word(self) -> str:
        self.words += 1
        return f"第{self.words}种说法"

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """A minute passes; a refusal is as good as anything."""
        self.now += timedelta(minutes=1)
        try:
            with transaction.atomic():
                yield
        except (PermissionDenied, ValidationError, RuntimeError):
            pass

    @rule(name=pages, who=people)
    def edit(self, name: str, who: str) -> None:
        with self.attempt():
            page = self.page(name).get_latest_revision_as_object()
            page.title, page.correction_note = self.word(), self.word()
            page.save_revision(user=User.objects.get(username=who))

    @rule(name=pages, who=people)
    def send(self, name: str, who: str) -> None:
        with self.attempt():
            submit(self.page(name), User.objects.get(username=who))

    @rule(name=pages, who=people, approve=st.sampled_from([True, True, True, False]))
    def decide(self, name: str, who: str, approve: bool) -> None:
        self.decide_by(name, who, approve)

    @rule(name=pages)
    def pass_all_steps(self, name: str) -> None:
        with self.attempt():
            submit(self.page(name), User.objects.get(username="editor"))
        for who in ("checker", "secrecy", "head"):
            self.decide_by(name, who, True)

    def decide_by(self, name: str, who: str, approve: bool) -> None:
        """A decision; the last signature is noted here, apart from what the house notes."""
        with self.attempt():
            page = self.page(name)
            task, text = page.current_workflow_task, page.get_latest_revision_as_object()
            details = DETAILS.get(task.name, {}) if task and approve else {"comment": "不行"}
            user = User.objects.get(username=who)
            state = decide(page, user, "approve" if approve else "reject", **details)
            if task.name == "签发" and state.status == "approved":
                self.note_signature(user, text)

    def note_signature(self, user: User, text: ArticlePage) -> None:
        roles = Membership.objects.valid(self.now).filter(user=user, role__in=[Role.ORGAN_HEAD, Role.OFFICE_HEAD])
        assert roles.exists(), "signed without a role"
        assert text.get_latest_revision().user_id != user.pk, "signed what they edited last"
        self.signed.add((text.uid, text.title, body_html(text)))

    @rule(who=people, role=st.sampled_from([Role.ORGAN_HEAD, Role.OFFICE_HEAD, Role.SECRECY, Role.EDITOR]))
    def change_role(self, who: str, role: str) -> None:
        with self.attempt():
            user = User.objects.get(username=who)
            ended = Membership.objects.filter(user=user, role=role, until=None).update(until=self.now)
            if not ended:
                Membership.objects.create(user=user, role=role, since=self.now)

    @rule(name=pages, content=st.sampled_from([PDF, PDF + b"other", b""]))
    def replace_bytes(self, name: str, content: bytes) -> None:
        self.files[name].write_bytes(content)

    @rule(name=pages, hours=st.sampled_from([-1, 1, 5]))
    def schedule(self, name: str, hours: int) -> None:
        with self.attempt():
            page = self.page(name).get_latest_revision_as_object()
            page.go_live_at = self.now + timedelta(hours=hours)
            page.save_revision(user=User.objects.get(username="editor"))

    @rule(hours=st.sampled_from([0, 2, 6]))
    def wait(self, hours: int) -> None:
        with self.attempt():
            self.now += timedelta(hours=hours)
            perform_due(self.now)

    @rule(name=pages, place=st.integers(0, 5), appoint=st.booleans())
    def publish_some_revision(self, name: str, place: int, appoint: bool) -> None:
        with self.attempt():
            revisions = list(self.page(name).revisions.order_by("pk"))
            revision = revisions[place % len(revisions)]
            if appoint:
                Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=self.now)
                perform_due(self.now)
            else:
                revision.publish(user=User.objects.get(username="admin"))

    @rule(name=pages, how=st.sampled_from(["save", "base", "update", "title"]))
    def force(self, name: str, how: str) -> None:
        with self.attempt():
            page = self.page(name) if how == "save" else Page.objects.get(pk=self.pks[name])
            page.live = True
            if how == "update":
                Page.objects.filter(pk=page.pk).update(live=True)
            elif how == "title":
                Page.objects.filter(pk=page.pk).update(title=self.word())
            else:
                page.save()

    @rule(name=pages, who=people)
    def take_down(self, name: str, who: str) -> None:
        with self.attempt():
            withdraw(self.page(name), User.objects.get(username=who), "outdated")

    @rule(name=pages, place=st.integers(0, 5))
    def revert(self, name: str, place: int) -> None:
        with self.attempt():
            revisions = list(self.page(name).revisions.order_by("pk"))
            revision = revisions[place % len(revisions)]
            RevertToPageRevisionAction(self.page(name), revision, user=User.objects.get(username="admin")).execute()

    @rule(name=pages, keep_live=st.booleans())
    def copy(self, name: str, keep_live: bool) -> None:
        with self.attempt():
            self.page(name).copy(update_attrs={"slug": f"copy{self.words}"}, keep_live=keep_live)

    @rule(name=pages, where=st.sampled_from(["yaowen", "tongzhi", "zhengcewenjian"]))
    def move(self, name: str, where: str) -> None:
        with self.attempt():
            self.page(name).move(column(where), pos="last-child")

    # what must be true

    @invariant()
    def everything_public_was_signed(self) -> None:
        for entry in Entry.objects.live().select_related("page"):
            page = ArticlePage.objects.get(pk=entry.page_id)
            self.public_ever += 1
            assert page.live
            assert (entry.title, entry.content_html) == (page.title, body_html(page))
            assert (entry.uid, entry.title, entry.content_html) in self.signed, "public, and nobody signed it"
            self.check_clearance(page)
        assert not Page.objects.filter(live=True, depth__gt=3).exclude(entry__withdrawn_at=None).exists()

    def check_clearance(self, page: ArticlePage) -> None:
        """A clearance that is valid, of a signer who held the role and did not edit last; files as they were signed."""
        files = [file.file for file in UploadedDocument.objects.all()]
        intact = all(read_digest(file.storage, file.name) == hashlib.sha256(PDF).hexdigest() for file in files)
        valid = Clearance.objects.filter(uid=page.uid, page_id=page.pk, voided_at=None)
        assert valid.exists()
        if intact:
            clearance = valid.get(digest=content_digest(page))
            assert was_entitled(clearance)
            assert Revision.objects.get(pk=clearance.revision_id).user_id != clearance.signer_id
            assert clearance.not_before is None or clearance.not_before <= self.now

    @invariant()
    def every_public_byte_of_a_file_was_signed(self) -> None:
        for file in UploadedDocument.objects.all():
            response = Client().get(file.public_url)
            assert response.status_code in {200, 404}
            assert response.status_code == 404 or b"".join(response) == PDF
