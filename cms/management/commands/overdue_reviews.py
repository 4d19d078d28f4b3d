"""`manage.py overdue_reviews`: which emergency publications were not reviewed in time, and which steps wait too long."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from cms.models import AfterReview
from cms.review.lanes import decider
from cms.review.waiting import Owners, slow, step_of


class Command(BaseCommand):
    help = _("列出应急发布后逾期未补审的信息，以及超时未审的环节；有则退出码为 1。")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=["text", "json"], default="text", help=_("输出格式，json 为每行一件"))

    def run_from_argv(self, argv: list[str]) -> None:
        """From a shell the exit code is 1 when something is late; a caller of `call_command` gets no exception."""
        self.late = 0
        super().run_from_argv(argv)
        if self.late:
            sys.exit(1)

    def handle(self, *args: Any, **options: Any) -> None:
        rows = [*owed_rows(), *slow_rows()]
        self.late = len(rows)
        for row in rows:
            self.stdout.write(json.dumps(row, ensure_ascii=False) if options["format"] == "json" else in_words(row))
        stream = self.stderr if options["format"] == "json" else self.stdout
        stream.write(_("逾期未补审 %(owed)d 件，超时未审 %(slow)d 件。") % {
            "owed": sum(row["kind"] == "after_review" for row in rows),
            "slow": sum(row["kind"] == "step" for row in rows),
        })  # fmt: skip


def owed_rows() -> list[dict[str, Any]]:
    """Emergency publications whose review was due."""
    rows = AfterReview.objects.overdue().select_related("sheet", "review__workflow_state__current_task_state__task")
    found = []
    for row in rows:
        state = row.review.workflow_state if row.review else None
        step = state.current_task_state.task.name if state and state.current_task_state else ""
        found.append(row_of("after_review", row.sheet, step, localtime(row.due_at).isoformat(), ""))
    return found


def slow_rows() -> list[dict[str, Any]]:
    """Steps that wait longer than their lane allows."""
    states = list(slow().select_related("task", "workflow_state__review_sheet"))
    owners = Owners(state.workflow_state.review_sheet.organ_id for state in states)
    found = []
    for state in states:
        sheet = state.workflow_state.review_sheet
        names = owners.of(decider(sheet.lane, step_of(state)), sheet.organ_id)
        found.append(row_of("step", sheet, state.task.name, localtime(state.started_at).isoformat(), names))
    return found


def row_of(kind: str, sheet: Any, step: str, since: str, owners: str) -> dict[str, Any]:
    """`since` is when the step began, or when the review was due."""
    return {
        "kind": kind,
        "sheet": sheet.pk,
        "page": sheet.page_id,
        "title": sheet.title,
        "organ": sheet.organ_name,
        "lane": sheet.lane,
        "step": step,
        "since": since,
        "owners": owners,
    }


def in_words(row: dict[str, Any]) -> str:
    word = _("逾期未补审") if row["kind"] == "after_review" else _("超时未审")
    owners = row["owners"] or (_("无人任职") if row["kind"] == "step" else "")
    parts = (word, row["organ"], row["title"], row["step"], owners, row["since"])
    return "  ".join(part for part in parts if part)
