"""`manage.py export_audit`: the log on standard output, one JSON object a line."""

from datetime import date, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from audit.export import lines
from audit.reading import in_order, on_days
from audit.services import record


class Command(BaseCommand):
    help = _("导出审计日志到标准输出，每行一个 JSON 对象。导出本身记入日志。")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--from", dest="begin", metavar="YYYY-MM-DD", help=_("起始日期，含当日"))
        parser.add_argument("--to", dest="end", metavar="YYYY-MM-DD", help=_("截止日期，含当日"))

    def handle(self, *args: Any, **options: Any) -> None:
        begin, end = day(options["begin"]), day(options["end"])
        if begin and end and end < begin:
            raise CommandError(_("截止日期早于起始日期。"))
        record("audit.export", details={name: options[name] for name in ("begin", "end") if options[name]})
        for line in lines(in_order(on_days(begin, end))):
            self.stdout.write(line, ending="")


def day(text: str | None) -> date | None:
    """Raises CommandError."""
    try:
        return datetime.strptime(text, "%Y-%m-%d").date() if text else None
    except ValueError as error:
        raise CommandError(_("日期应写成2026-01-31的形式：%(text)s") % {"text": text}) from error
