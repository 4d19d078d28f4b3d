"""`manage.py export_audit`: the log on standard output, one JSON object a line."""

from datetime import datetime, time, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.export import lines
from audit.reading import between, in_order
from audit.services import record


class Command(BaseCommand):
    help = _("导出审计日志到标准输出，每行一个 JSON 对象。导出本身记入日志。")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--from", dest="begin", metavar="YYYY-MM-DD", help=_("起始日期，含当日"))
        parser.add_argument("--to", dest="end", metavar="YYYY-MM-DD", help=_("截止日期，含当日"))

    def handle(self, *args: Any, **options: Any) -> None:
        begin, end = beginning_of(options["begin"]), beginning_of(options["end"])
        if begin and end and end < begin:
            raise CommandError(_("截止日期早于起始日期。"))
        record("audit.export", details={name: options[name] for name in ("begin", "end") if options[name]})
        rows = in_order(between(begin, end + timedelta(days=1) if end else None))
        for line in lines(rows):
            self.stdout.write(line, ending="")


def beginning_of(day: str | None) -> datetime | None:
    """Midnight of the day, here. Raises CommandError."""
    if not day:
        return None
    try:
        return timezone.make_aware(datetime.combine(datetime.strptime(day, "%Y-%m-%d").date(), time()))
    except ValueError as error:
        raise CommandError(_("日期应写成2026-01-31的形式：%(day)s") % {"day": day}) from error
