"""`manage.py response_clocks`: which responses are still due, and which came too late."""

import json
import sys
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from catalog.response.clocks import KEPT, MISSED, Clock, State, clocks, pressing
from organs.models import Organ

MOST_DAYS = 3650


class Command(BaseCommand):
    help = _("列出正在计时和已经超时的回应（突发事件的权威信息、新闻发布会，其他舆情的回应）；有超时的则退出码为 1。")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--organ", metavar="CODE", help=_("机构的代号，不填则为全部机构"))
        parser.add_argument("--days", type=int, default=KEPT.days, help=_("已经回应的，列出多少天以内发生的"))
        parser.add_argument("--format", choices=["text", "json"], default="text", help=_("输出格式，json 为每行一件"))

    def run_from_argv(self, argv: list[str]) -> None:
        """From a shell the exit code is 1 when something was missed; a caller of `call_command` gets no exception."""
        self.missed = 0
        super().run_from_argv(argv)
        if self.missed:
            sys.exit(1)

    def handle(self, *args: Any, **options: Any) -> None:
        at, organs = timezone.now(), organs_named(options["organ"])
        if not 0 <= options["days"] <= MOST_DAYS:
            raise CommandError(_("--days 应为 0 至 %(most)d 的整数。") % {"most": MOST_DAYS})
        found = pressing(clocks(organs, at, timedelta(days=options["days"])), at)
        self.missed = sum(clock.state(at) in MISSED for clock in found)
        for clock in found:
            row = row_of(clock, clock.state(at))
            self.stdout.write(json.dumps(row, ensure_ascii=False) if options["format"] == "json" else in_words(row))
        stream = self.stderr if options["format"] == "json" else self.stdout
        counts = {"running": len(found) - self.missed, "missed": self.missed}
        stream.write(_("计时中 %(running)d 件，超时 %(missed)d 件。") % counts)


def organs_named(code: str | None) -> list[int] | None:
    if not code:
        return None
    organ = Organ.objects.filter(code=code).first()
    if organ is None:
        raise CommandError(_("没有代号为“%(code)s”的机构。请在后台“机构”中核对代号。") % {"code": code})
    return [organ.pk]


def row_of(clock: Clock, state: State) -> dict[str, Any]:
    return {
        "state": state.value,
        "state_text": str(state.label),
        "duty": clock.rule.key,
        "duty_text": str(clock.rule.label),
        "basis": clock.rule.basis,
        "page": clock.page_id,
        "title": clock.title,
        "organ": clock.organ.name,
        "began_at": localtime(clock.began_at).isoformat(timespec="minutes"),
        "due_at": localtime(clock.due_at).isoformat(timespec="minutes"),
        "stopped_at": localtime(clock.stopped_at).isoformat(timespec="minutes") if clock.stopped_at else None,
    }


def in_words(row: dict[str, Any]) -> str:
    due = _("应于%(due)s前") % {"due": row["due_at"]}
    return "  ".join((row["state_text"], row["organ"], row["title"], row["duty_text"], due, row["basis"]))
