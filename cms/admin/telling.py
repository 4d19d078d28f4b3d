"""What people are told after they sent or decided an item."""

from collections.abc import Iterator, Sized
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import TaskState

from ..models import FindingKind, PublicationPage, ReviewSheet
from ..review.arrangements import arrangements
from ..review.findings import Finding, findings_in
from ..review.lanes import Step
from ..review.waiting import step_of


def tell_sent(request: HttpRequest, page: PublicationPage) -> None:
    """What reviewers will ask for, with the way to it, while there is time: facts that are missing, findings that must
    be settled, what goes with the item at its signature."""
    content = page.get_latest_revision_as_object()
    told = findings_in(content, patience=0)  # files that nobody has inspected yet are left to the worker
    to_screen = reverse("cms_review", args=[page.pk])
    if words := unsettled_words(told):
        messages.warning(request, words, buttons=[messages.button(f"{to_screen}#findings", _("查看检查结果"))])
    for words in words_about_facts(content, told):
        edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
        messages.warning(request, words, buttons=[messages.button(edit, _("查看稿件"))])
    for one in arrangements(content):
        if one.is_open:
            buttons = [messages.button(one.address, _("去办理"))] if one.address else []
            messages.warning(request, f"{one.label}：{one.words}", buttons=buttons)


def words_about_facts(content: PublicationPage, told: list[Finding]) -> Iterator[str]:
    """What is missing, and apart from it what is there and should be looked at again."""
    facts = [one for one in told if one.kind == FindingKind.MISSING_FACT]
    missing = [one for one in facts if not any(is_filled(content, path) for path in one.paths)]
    if missing:
        yield _("要素不全：%(facts)s") % {"facts": "".join(one.text for one in missing)}
    if odd := "".join(one.text for one in facts if one not in missing):
        yield odd


def is_filled(content: PublicationPage, name: str) -> bool:
    """True when the field `name` says something; an unticked box does, and a nought."""
    value = getattr(content, name, None)
    return value is not None and value != "" and (not isinstance(value, Sized) or len(value) > 0)


def unsettled_words(told: list[Finding]) -> str:
    """How many findings stand between the item and its confidentiality review, and how many files are still read."""
    pending = sum(one.kind == FindingKind.PENDING for one in told)
    open_ones = sum(one.blocks for one in told) - pending
    words = []
    if open_ones:
        words.append(_("自动检查发现%(count)d个问题须处理，处理后保密审查才能通过。") % {"count": open_ones})
    if pending:
        waits = (
            _("另有%(count)d个附件正在检查，结果稍后可以查看。")
            if words
            else _("有%(count)d个附件正在检查，结果稍后可以查看。")
        )
        words.append(waits % {"count": pending})
    return "".join(words)


def tell_decision(request: HttpRequest, page: PublicationPage, title: str, step: TaskState) -> None:
    """What the decided `step` came to; a signature may turn out a return, when the text cannot go live."""
    about = {"title": title, "step": step.task.name, "comment": step.comment}
    if step.status != TaskState.STATUS_APPROVED:
        messages.warning(request, _("“%(title)s”已退回修改。意见：%(comment)s") % about)
    elif step_of(step) == Step.SIGN_OFF:
        messages.success(request, _("“%(title)s”%(outcome)s。") % {**about, "outcome": signed_words(page, step)})
    else:
        messages.success(request, _("“%(title)s”%(step)s通过，已转入下一环节。") % about)


def signed_words(page: PublicationPage, step: TaskState) -> str:
    """What became of what was signed, as its sheet has it."""
    sheet: Any = ReviewSheet.objects.filter(workflow_state=step.workflow_state_id).first()
    outcome = sheet.outcome if sheet is not None else ""
    if outcome == ReviewSheet.Outcome.SCHEDULED:
        at = step.revision.approved_go_live_at
        return _("已签发，定于%(time)s发布") % {"time": f"{localtime(at):%Y-%m-%d %H:%M}"}
    if outcome == ReviewSheet.Outcome.CONFIRMED:
        return _("补审通过，审核结束")
    return _("已签发并发布")
