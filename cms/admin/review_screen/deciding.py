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

from ...models import ConfidentialityTask
from ...review import findings, looks
from ...review.passages import Passage
from ...review.services import decide
from . import forms
from .case import Case


@dataclass
class Outcome:
    """`errors` are (what is wrong, address of the place on the screen); `form` is the judged form that had errors;
    `judged` is the key of the finding that was judged; `done` means that the item has left this step."""

    errors: list[tuple[str, str]] = field(default_factory=list)
    action: str = ""
    form: Any = None
    judged: str = ""
    done: bool = False


def act(request: HttpRequest, case: Case, found: list[Passage]) -> Outcome:
    """Carry out the button that was pressed: `approve`, `reject`, `overrule:<key>` or `reopen:<key>`."""
    action, _colon, key = request.POST.get("do", "").partition(":")
    if request.POST.get("revision") != str(case.revision.pk):
        return Outcome([superseded()])
    if action in JUDGEMENTS:
        return judge(request, case, action, key)
    if action in case.actions:
        return settle(request, case, action, found)
    return Outcome([(_("本环节不由您审核，或者稿件已由他人处理，请返回工作台查看。"), "#history")])


JUDGEMENTS = {"overrule": findings.overrule, "reopen": findings.reopen}


def judge(request: HttpRequest, case: Case, action: str, key: str) -> Outcome:
    try:
        JUDGEMENTS[action](case.page, key, request.user, request.POST.get(f"reason:{key}", ""))
    except ValidationError as refusal:
        return Outcome([(message, f"#finding-{key}") for message in refusal.messages])
    except PermissionDenied as refusal:
        return Outcome([(str(refusal), "#findings")])
    messages.success(request, _("已记录对检查问题的处理。"))
    return Outcome(judged=key)


def settle(request: HttpRequest, case: Case, action: str, found: list[Passage]) -> Outcome:
    comments = forms.comments_of(forms.typed_comments(request.POST), found)
    form = forms.bound_form(case.task, action, request.POST, comments)
    errors = hindrances(case, request.user) if action == "approve" else []
    valid = form.is_valid()
    if not valid:
        errors += [(_("审核意见填写不完整，请看标出的各项。"), "#decision")]
    if errors:
        return Outcome(errors, action, form)
    try:
        with transaction.atomic():
            hold()  # whoever saves another version waits, or has done it
            if not is_newest(case):
                return Outcome([superseded()], action, form)
            page = type(case.page)._default_manager.get(pk=case.page.pk)  # `case` knows the step as it was
            state = decide(page, request.user, action, **forms.details_of(form, comments, found))
    except (PermissionDenied, ValidationError) as refusal:
        return Outcome([(words_of(refusal), "#decision")], action, form)
    tell(request, case, state)
    return Outcome(action=action, done=True)


def superseded() -> tuple[str, str]:
    return _("稿件已有新版本，请刷新本页，看过最新内容后再作决定。"), "#content"


def is_newest(case: Case) -> bool:
    """True while what the reviewer was shown is the newest version: nothing else may pass by their decision."""
    return Page.objects.filter(pk=case.page.pk, latest_revision=case.revision).exists()


def hindrances(case: Case, user: Any) -> list[tuple[str, str]]:
    """Why this step cannot be passed yet: what was not opened, and findings that nobody settled."""
    errors: list[tuple[str, str]] = []
    if case.must_look_first and (missing := looks.looked(case.page, case.revision, user)):
        text = _("通过前须逐项打开查看，尚未打开：%(missing)s。") % {"missing": "、".join(missing)}
        errors.append((text, "#content" if looks.CONTENT not in looks.opened(case.revision.pk, user) else "#files"))
    if isinstance(case.task, ConfidentialityTask) and (open_ := findings.unsettled(case.revision)):
        kinds = "、".join(dict.fromkeys(one.label for one in open_))
        text = _("自动检查发现的%(count)d个问题（%(kinds)s）尚未处理：请退回修改，或者写明理由作误报处理。")
        errors.append((text % {"count": len(open_), "kinds": kinds}, "#findings"))
    return errors


def words_of(refusal: Exception) -> str:
    if isinstance(refusal, ValidationError):
        return "；".join(refusal.messages)
    return str(refusal) or _("您不能作此决定。")


def tell(request: HttpRequest, case: Case, state: TaskState) -> None:
    """What the decision came to; a signature may turn out a return, when the text cannot go live."""
    about = {"title": case.content.title, "step": state.task.name, "comment": state.comment}
    if state.status == TaskState.STATUS_APPROVED:
        messages.success(request, _("“%(title)s”%(step)s通过。") % about)
    else:
        messages.warning(request, _("“%(title)s”已退回修改。意见：%(comment)s") % about)
