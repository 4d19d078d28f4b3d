"""What is posted on the screen: a decision on the step, or on a finding. Refusals come back as words, nothing is lost."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page, TaskState

from register.sequence import hold

from ...review import events, findings, redacting
from ...review import hindrances as rule
from ...review.passages import Passage
from ...review.services import decide_as_read, keeping_what_is_read, read_files
from ..telling import tell_decision
from . import forms, text_view
from .case import Case


@dataclass
class Outcome:
    """`errors` are (what is wrong, address of the place on the screen); `form` is the judged form that had errors;
    `judged` is the key of the finding that was judged; `done` means that the item has left this step, `masked` that there
    is a new version to look at."""

    errors: list[tuple[str, str]] = field(default_factory=list)
    action: str = ""
    form: Any = None
    judged: str = ""
    done: bool = False
    masked: bool = False


def act(request: HttpRequest, case: Case, found: list[Passage]) -> Outcome:
    """Carry out the button that was pressed: `approve`, `reject`, or with the key of a finding `overrule:`, `clear:`,
    `reopen:`, `mask:` or `return_for_masking:`."""
    action, _colon, key = request.POST.get("do", "").partition(":")
    if request.POST.get("revision") != str(case.revision.pk):
        return Outcome([superseded()])
    if action in JUDGEMENTS:
        return judge(request, case, action, key)
    if action == "mask":
        return mask(request, case, key)
    if action == "return_for_masking" and "reject" in case.actions:
        ask_for_masking(request, case, key)
        return settle(request, case, "reject", found)
    if action in case.actions:
        return settle(request, case, action, found)
    why = _("本环节不由您审核，或者稿件已由他人处理，请返回工作台查看。")
    if action in {"approve", "reject"}:
        events.refused(action, why, actor=request.user, page=case.page)
    return Outcome([(why, "#history")])


OPINION = "comment"
FINDING = "#finding-"
"""What the address of a finding on the screen begins with; its key follows."""
ASKED_FOR = 12
"""Findings of a file that one opinion names; an opinion has 2000 characters."""
JUDGEMENTS = {"overrule": findings.overrule, "clear": findings.clear, "reopen": findings.reopen}


def judge(request: HttpRequest, case: Case, action: str, key: str) -> Outcome:
    try:
        JUDGEMENTS[action](case.page, key, request.user, request.POST.get(f"reason:{key}", ""))
    except ValidationError as refusal:
        return Outcome([(message, f"{FINDING}{key}") for message in refusal.messages])
    except PermissionDenied as refusal:
        return Outcome([(str(refusal), "#findings")])
    messages.success(request, _("已记录对检查问题的处理。"))
    return Outcome(judged=key)


def mask(request: HttpRequest, case: Case, key: str) -> Outcome:
    """Save a draft with the finding masked. What else was typed here belongs to the text that was shown."""
    try:
        redacting.mask(case.page, key, request.user)
    except ValidationError as refusal:
        return Outcome([(message, f"{FINDING}{key}") for message in refusal.messages])
    except PermissionDenied as refusal:
        return Outcome([(str(refusal), "#findings")])
    messages.success(request, _("已遮盖并保存为新版本，此前的审核意见不再适用于新版本，须重新审核。"))
    return Outcome(masked=True)


def ask_for_masking(request: HttpRequest, case: Case, key: str) -> None:
    """Put the finding as a comment at its places, beside whatever else was typed, and the opinion where there is none.
    Of a file everything is asked for that was found in it, so that it is replaced once."""
    told = findings.findings_in(case.content, patience=0)
    finding = next((one for one in told if one.key == key), None)
    if finding is None:
        return
    posted = request.POST.copy()
    if redacting.is_in_file(finding):
        asked = another_file([one for one in told if one.source == finding.source and not one.is_overruled])
    else:
        asked = _("请遮盖%(kind)s，改为%(masked)s。") % {"kind": finding.label, "masked": finding.masked}
        for path in finding.paths:
            name = f"{text_view.COMMENT}{path}"
            posted[name] = "\n".join(filter(None, [posted.get(name, "").strip(), asked]))
    opinion = f"reject-{OPINION}"
    if redacting.is_in_file(finding) or not posted.get(opinion, "").strip():
        posted[opinion] = "\n".join(filter(None, [posted.get(opinion, "").strip(), asked]))
    request.POST = posted  # type: ignore[assignment]


def another_file(told: list[findings.Finding]) -> str:
    """What a file must no longer hold: all that is open in it, its personal numbers masked."""
    about = [one for one in told if one.masked or one.blocks]
    lines = [f"{one.shown_places}：{one.label}" + (f"（{one.masked}）" if one.masked else "") for one in about]
    shown = lines[:ASKED_FOR] + ([_("等共%(count)d处") % {"count": len(lines)}] if len(lines) > ASKED_FOR else [])
    return _("请换上已经遮盖的文件，须处理的有：\n%(findings)s") % {"findings": "\n".join(shown)}


def settle(request: HttpRequest, case: Case, action: str, found: list[Passage]) -> Outcome:
    comments = forms.comments_of(forms.typed_comments(request.POST), found)
    form = forms.bound_form(case.task, action, request.POST, comments)
    errors = hindrances(case, request.user) if action == "approve" else []
    if errors:
        events.refused(action, " ".join(text for text, _place in errors), actor=request.user, page=case.page)
    errors += forms.errors_of(form)
    if errors:
        return Outcome(errors, action, form)
    try:
        with keeping_what_is_read():
            read_files(case.content, action)
            state = decide_shown(request.user, case, action, forms.details_of(form, comments, found))
    except (PermissionDenied, ValidationError) as refusal:
        return Outcome([(words_of(refusal), "#decision")], action, form)
    if state is None:
        return Outcome([superseded()], action, form)
    tell_decision(request, case.page, case.content.title, state)
    return Outcome(action=action, done=True)


@transaction.atomic
def decide_shown(user: Any, case: Case, action: str, details: dict[str, Any]) -> TaskState | None:
    """Decide on what the reviewer was shown, whose files are read; None when there is a newer version."""
    hold()  # whoever saves another version waits, or has done it
    if not is_newest(case):
        return None
    page = type(case.page)._default_manager.get(pk=case.page.pk)  # `case` knows the step as it was
    return decide_as_read(page, user, action, **details)


def superseded() -> tuple[str, str]:
    return _("稿件已有新版本，请刷新本页，看过最新内容后再作决定。"), "#content"


def is_newest(case: Case) -> bool:
    """True while what the reviewer was shown is the newest version: nothing else may pass by their decision."""
    return Page.objects.filter(pk=case.page.pk, latest_revision=case.revision).exists()


def hindrances(case: Case, user: Any) -> list[tuple[str, str]]:
    """Why this step cannot be passed yet, each with the place on the screen: what `review.services.decide` would say."""
    found = rule.hindrances(case.task, case.content, case.revision, user)
    return [(one.text, f"#{one.place}") for one in found]


def words_of(refusal: Exception) -> str:
    if isinstance(refusal, ValidationError):
        return "；".join(refusal.messages)
    return str(refusal) or _("您不能作此决定。")
