"""`manage.py portal_notices`: which changes of the tables were announced too shortly before they held."""

import json
import sys
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from syndication.models import PortalLine
from syndication.portals.following import follow
from syndication.portals.table import announced_late


class Command(BaseCommand):
    help = _("列出办事事项与栏目对照表中提前不足7日告知的变化；有则退出码为 1。先按办事指南更新对照表。")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--days", type=int, default=30, help=_("最近多少日内告知的，默认 30"))
        parser.add_argument("--format", choices=["text", "json"], default="text", help=_("输出格式，json 为每行一条"))

    def run_from_argv(self, argv: list[str]) -> None:
        """From a shell the exit code is 1 when a notice was short; a caller of `call_command` gets no exception."""
        self.late = 0
        super().run_from_argv(argv)
        if self.late:
            sys.exit(1)

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        follow(now)
        rows = announced_late(now - timedelta(days=max(0, min(options["days"], 36_500))))
        self.late = len(rows)
        for row in rows:
            told = row_of(row)
            self.stdout.write(json.dumps(told, ensure_ascii=False) if options["format"] == "json" else in_words(row))
        stream = self.stderr if options["format"] == "json" else self.stdout
        stream.write(_("提前不足的变化 %(count)d 条。") % {"count": len(rows)})


def row_of(line: PortalLine) -> dict[str, Any]:
    return {
        "portal": line.portal.code,
        "item_code": line.item_code,
        "title": line.title,
        "column": line.column,
        "ends": line.ends,
        "announced_on": line.announced_on.isoformat(),
        "holds_from": line.holds_from.isoformat(),
        "notice_days": line.notice_days,
        "reason": line.reason,
    }


def in_words(line: PortalLine) -> str:
    days = _("告知%(announced)s，生效%(holds)s，提前%(days)d日") % {
        "announced": line.announced_on,
        "holds": line.holds_from,
        "days": line.notice_days,
    }
    return "  ".join(
        one for one in (line.portal.name, line.item_code, line.title, line.column, days, line.reason) if one
    )
