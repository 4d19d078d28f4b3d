"""Findings of the automatic checks: collected, kept, judged by people.

A finding is fixed (it is gone from the next revision), masked, or overruled or cleared with a reason that is kept.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from wagtail.models import Revision

from register.sequence import hold

from ..models import BLOCKING, FindingDecision, FindingKind, PublicationPage
from . import engine as engines
from . import events
from .inspecting import FILE, Source, Told, inspected, sources_of
from .masking import masked, without_numbers
from .own_checks import own_findings
from .passages import passages

LONGEST_REASON = 300
SHOWN_PLACES = 6
JUDGED = BLOCKING - {FindingKind.PENDING} | {
    FindingKind.LANDLINE, FindingKind.SENSITIVE_WORD, FindingKind.TYPO, FindingKind.UNREADABLE
}  # fmt: skip
"""Kinds that a person may judge to be none."""
CLEARED = frozenset({FindingKind.LANDLINE, FindingKind.MOBILE, FindingKind.BANK_CARD})
"""Kinds of numbers that are rightly found and may be public all the same: an office's telephone, its account."""
SETTLING = frozenset({FindingDecision.Action.OVERRULED, FindingDecision.Action.CLEARED})
"""Judgements after which a finding is no longer open."""
JUDGED_FOR_THE_TEXT = frozenset({FindingKind.TYPO, FindingKind.SENSITIVE_WORD, FindingKind.LANDLINE})
"""Words whose every occurrence in the text is the same question; personal numbers are judged place by place."""


@dataclass(frozen=True)
class Finding:
    """The same words found in one source, told once with all their places.

    `source` is a content path, a file, or '' for kinds of words that are judged once for the whole text; `paths` are the
    content paths. `text` is as found, unmasked: for the eyes of reviewers only. `decision` is the latest judgement.
    """

    kind: str
    text: str
    source: str
    paths: tuple[str, ...]
    locations: tuple[str, ...]
    key: str
    normal: str = ""
    advice: str = ""
    decision: FindingDecision | None = None

    @property
    def label(self) -> str:
        return str(FindingKind(self.kind).label)

    @property
    def masked(self) -> str:
        """The form in which it may be public, '' where there is none."""
        return masked(self.kind, self.normal or self.text)

    @property
    def shown_places(self) -> str:
        """The first places, and how many there are."""
        shown = "；".join(self.locations[:SHOWN_PLACES])
        more = _("等%(count)d处") % {"count": len(self.locations)} if len(self.locations) > SHOWN_PLACES else ""
        return shown + more

    @property
    def is_overruled(self) -> bool:
        """True when somebody judged it to be none, or to be one that may be public."""
        return self.decision is not None and self.decision.action in SETTLING

    @property
    def blocks(self) -> bool:
        """True while the confidentiality review may not pass because of it."""
        return self.kind in BLOCKING and not self.is_overruled

    @property
    def may_be_overruled(self) -> bool:
        """True for what the engine found or could not read; what this room misses is a hint that only editing settles."""
        return self.kind in JUDGED

    @property
    def may_be_cleared(self) -> bool:
        """True for numbers that an organ may have of its own."""
        return self.kind in CLEARED


def all_findings(
    page_or_revision: Any, engine: engines.Engine | None = None, patience: float | None = None
) -> list[Finding]:
    """Findings of the newest text of a page, or of a revision, blocking ones first, judged ones too.

    Files that cannot be inspected within `patience` seconds (None: all are) are told as `PENDING`.
    """
    return findings_in(content_of(page_or_revision), engine, patience)


def findings_in(
    page: PublicationPage, engine: engines.Engine | None = None, patience: float | None = None
) -> list[Finding]:
    """The same for a page in memory, whose content is what is meant."""
    found = passages(page)
    sources = sources_of(page, found)
    labels = {one.path: one.label for one in found}
    own = [Told(kind, text, path, labels.get(path, "")) for kind, text, path in own_findings(page, found)]
    told = [*engine_findings(sources, engine, patience), *own]
    return sorted(judged(page.uid, told), key=lambda one: (not one.blocks, one.is_overruled))


def open_findings(page_or_revision: Any, engine: engines.Engine | None = None) -> list[Finding]:
    """What is neither gone nor overruled."""
    return [one for one in all_findings(page_or_revision, engine) if not one.is_overruled]


def unsettled(page_or_revision: Any, engine: engines.Engine | None = None) -> list[Finding]:
    """What keeps the confidentiality review from passing: findings of the blocking kinds that are still open."""
    return [one for one in all_findings(page_or_revision, engine) if one.blocks]


def content_of(page_or_revision: Any) -> PublicationPage:
    """The page with the content that is meant: a revision's, or the newest."""
    if isinstance(page_or_revision, Revision):
        return page_or_revision.as_object()
    page = page_or_revision
    return page.get_latest_revision_as_object() if page.latest_revision_id else page


def engine_findings(sources: list[Source], engine: engines.Engine | None, patience: float | None) -> Iterable[Told]:
    return inspected(sources, engine or engines.installed(), patience)


def judged(uid: UUID, told: Iterable[Told]) -> list[Finding]:
    """Findings with their decisions: one of each kind, text and source. One query."""
    groups: dict[tuple[str, str, str], list[Told]] = {}
    for one in told:
        groups.setdefault((str(one.kind), one.text, scope(one.kind, one.source)), []).append(one)
    rows = FindingDecision.objects.filter(uid=uid).select_related("by__wagtail_userprofile")
    decisions = {(one.kind, one.digest, one.source): one for one in rows}
    return [
        Finding(
            kind,
            text,
            source,
            paths=tuple(dict.fromkeys(one.source for one in same)),
            locations=tuple(dict.fromkeys(one.location for one in same if one.location)),
            key=digest_of(f"{uid}\n{kind}\n{text}\n{source}")[:24],
            normal=same[0].normal,
            advice=same[0].advice,
            decision=decisions.get((kind, digest_of(text), source)),
        )
        for (kind, text, source), same in groups.items()
    ]


def scope(kind: str, place: str) -> str:
    """What a judgement of something found at `place` is about."""
    return "" if kind in JUDGED_FOR_THE_TEXT and not place.startswith(FILE) else place


def digest_of(text: str) -> str:
    """A keyed digest: short numbers could be guessed from a plain one."""
    return salted_hmac("cms.review.finding.text", text, algorithm="sha256").hexdigest()


def overrule(
    page: PublicationPage, finding_key: str, user: Any, reason: str, at: datetime | None = None
) -> FindingDecision:
    """Judge a finding of the newest text to be none (误报), with a reason. Raises PermissionDenied, ValidationError."""
    return decide(page, finding_key, user, reason, FindingDecision.Action.OVERRULED, at)


def clear(
    page: PublicationPage, finding_key: str, user: Any, reason: str, at: datetime | None = None
) -> FindingDecision:
    """Judge that what was found may be public, as an office's telephone. Raises PermissionDenied, ValidationError."""
    return decide(page, finding_key, user, reason, FindingDecision.Action.CLEARED, at)


def reopen(
    page: PublicationPage, finding_key: str, user: Any, reason: str, at: datetime | None = None
) -> FindingDecision:
    """Take an overruling or clearing back, with a reason. Raises PermissionDenied, ValidationError."""
    return decide(page, finding_key, user, reason, FindingDecision.Action.REOPENED, at)


def decide(
    page: PublicationPage, finding_key: str, user: Any, reason: str, action: str, at: datetime | None = None
) -> FindingDecision:
    """Record a judgement. Only who may approve the present step may judge: an editor does not clear their own text."""
    with events.refusals_of(f"review.{action}", actor=user, target=page):
        return judge(page, finding_key, user, reason, action, at)


def judge(
    page: PublicationPage, finding_key: str, user: Any, reason: str, action: str, at: datetime | None
) -> FindingDecision:
    require_judge(page, user)
    reason = checked_reason(reason)
    # Files may have to be inspected: that is done before anything is locked.
    finding = next((one for one in all_findings(page) if one.key == finding_key), None)
    if finding is None or not finding.may_be_overruled:
        raise ValidationError(_("没有找到这个问题：稿件可能已有新版本，请刷新后再处理。"))
    if action == FindingDecision.Action.CLEARED and not finding.may_be_cleared:
        raise ValidationError(_("%(kind)s不能核实公开，请修改稿件；确系误报的，作误报处理。") % {"kind": finding.label})
    with transaction.atomic():
        hold()
        require_judge(type(page)._default_manager.get(pk=page.pk), user)
        before = finding.decision.action if finding.decision else ""
        made = FindingDecision.objects.create(
            uid=page.uid,
            revision_id=page.latest_revision_id,
            kind=finding.kind,
            digest=digest_of(finding.text),
            source=finding.source,
            masked=without_numbers(finding.kind, finding.normal or finding.text),
            location="；".join(finding.locations)[:200],
            action=action,
            reason=reason,
            by=user,
            at=at or timezone.now(),
        )
        told = {"kind": made.kind, "masked": made.masked, "location": made.location, "decision": [before, action]}
        events.note(f"review.{action}", actor=user, page=page, at=made.at, reason=reason, **told)
        return made


def checked_reason(reason: str) -> str:
    """Raises ValidationError for one that says nothing, or is too long to be kept."""
    if not reason.strip():
        raise ValidationError(_("请写明理由。"))
    if len(reason.strip()) > LONGEST_REASON:
        raise ValidationError(_("理由不能超过%(limit)d字。") % {"limit": LONGEST_REASON})
    return reason.strip()


def require_judge(page: PublicationPage, user: Any) -> None:
    """Raises PermissionDenied for whoever may not approve the present step of `page`."""
    task = page.current_workflow_task
    if task is None or not any(name == "approve" for name, _label, _form in task.get_actions(page, user)):
        raise PermissionDenied(_("只有能够审核通过本环节的人员才能处理检查发现的问题。"))
