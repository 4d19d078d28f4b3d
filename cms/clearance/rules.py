"""The rule itself: who may sign, and what may be public. Nothing here writes; each answer is a reason, '' for none."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from organs.models import Role
from organs.roles import holds

from ..models import Clearance, PublicationPage, PublicDigest
from .columns import column_organ_code
from .digest import content_digest

SIGNERS = {"ordinary": (Role.OFFICE_HEAD, Role.ORGAN_HEAD)}
"""Who signs in a lane; in every other lane only the head of the organ does."""
HIGHER = (Role.ORGAN_HEAD,)
CONFIDENTIALITY = "confidentiality"
"""The step without which nothing is signed (《政府信息公开条例》第十七条: 先审查、后公开)."""


def may_sign(user: Any, organ: Any, lane: str, at: datetime | None = None) -> bool:
    """True when `user` holds, at `at`, a role that signs in `lane` for `organ`. Being superuser gives none."""
    return any(holds(user, role, organ, at) for role in SIGNERS.get(lane, HIGHER))


def grant_problem(
    revision: Revision, page: Any, signer: Any, lane: str, sheet: list[dict[str, Any]], at: datetime
) -> str:
    """Why `signer` may not sign `revision`."""
    if not isinstance(page, PublicationPage):
        return _("只有公开的信息需要签发。")
    if signer is None or not may_sign(signer, page.organ, lane, at):
        return _("签发人在“%(organ)s”没有相应的签发职务。") % {"organ": page.organ.name}
    if signer.pk in {revision.user_id, last_editor(page)}:
        return _("稿件最后由签发人修改，须由其他人签发。")
    if not any(step.get("step") == CONFIDENTIALITY and step.get("action") == "approve" for step in sheet):
        return _("没有保密审查的记录，不能签发。")
    return ""


def last_editor(page: Page) -> int | None:
    """Who saved the newest revision of `page`."""
    newest = Revision.objects.filter(pk=page.latest_revision_id).values_list("user_id", flat=True)
    return newest.first() if page.latest_revision_id else None


def cleared_by(page: PublicationPage, digest: str | None = None) -> Clearance | None:
    """The newest valid clearance over exactly what `page` holds."""
    found = Clearance.objects.filter(
        page_id=page.pk, uid=page.uid, digest=digest or content_digest(page), voided_at=None
    )
    return found.order_by("-signed_at", "-pk").first()


def valid_digests(pages: Sequence[PublicationPage]) -> set[tuple[int, uuid.UUID, str]]:
    """What valid clearances cover of `pages`, as (page id, uid, digest). One query."""
    rows = Clearance.objects.filter(page_id__in=[page.pk for page in pages], voided_at=None)
    return set(rows.values_list("page_id", "uid", "digest"))


def judge(page: PublicationPage, at: datetime) -> tuple[Clearance | None, str]:
    """The clearance of `page`, exactly as it is, and why the page may not be public at `at` all the same.

    What is public already and stays as it is needs its clearance, and no more: its column may have got another organ.
    """
    digest = content_digest(page)
    clearance = cleared_by(page, digest)
    if clearance is None:
        return None, missing(page)
    if is_public_now(page, digest):
        return clearance, ""
    if clearance.not_before and clearance.not_before > at:
        time = f"{localtime(clearance.not_before):%Y-%m-%d %H:%M}"
        return clearance, _("批准的发布时间为%(time)s，时间未到，不能公开。") % {"time": time}
    if clearance.column_organ_code != column_organ_code(page):
        return clearance, _("签发后稿件所在栏目的责任单位有变动，须重新审核签发。")
    return clearance, ""


def problem(page: PublicationPage, at: datetime) -> str:
    """Why `page`, exactly as it is, may not be public at `at`; for asking beforehand."""
    return judge(page, at)[1]


def is_public_now(page: PublicationPage, digest: str) -> bool:
    """True when exactly this is stored as public."""
    stored = PublicDigest.objects.filter(page_id=page.pk, digest=digest)
    return stored.exists() and Page.objects.filter(pk=page.pk, live=True).exists()


def missing(page: PublicationPage) -> str:
    """Why there is no clearance over what `page` holds."""
    rows = Clearance.objects.filter(uid=page.uid).order_by("-signed_at", "-pk")
    if rows.filter(voided_at=None).exists():
        return _("内容与签发时不一致，须重新审核签发后才能公开。")
    if last := rows.first():
        return _("签发已失效（%(reason)s），须重新审核签发后才能公开。") % {"reason": last.get_void_reason_display()}
    return _("尚未经过保密审查和签发，不能公开。")
