"""`manage.py deadline`: when something is due, and why then."""

import io
import json
import sys
from pathlib import Path
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _

from workdays.batch import Batch, read_days
from workdays.calendar import Deadline
from workdays.dates import read_date, spelled, weekday
from workdays.errors import WorkdayError
from workdays.files import open_problem
from workdays.models import Notice
from workdays.services import due, load_calendar


class Command(BaseCommand):
    help = _("按工作日推算期限：收到当日不计，逐日说明计入或者不计入的理由。")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--received", metavar="DATE", help=_("收到日期，如 2026-01-05"))
        parser.add_argument("--days", metavar="N", help=_("工作日数"))
        parser.add_argument("--format", choices=["text", "json"], default="text", help=_("输出格式"))
        parser.add_argument(
            "--batch",
            metavar="FILE",
            help=_('批量推算：每行一个 {"received": …, "days": …}，- 为标准输入，输出同样每行一个'),
        )

    def run_from_argv(self, argv: list[str]) -> None:
        """From a shell the exit code is 1 when a line got an error; `call_command` gets no exception for that."""
        self.failed = 0
        try:
            super().run_from_argv(argv)
            sys.stdout.flush()
        except BrokenPipeError:  # `| head` has seen enough
            sys.stdout = None
            sys.exit(1)
        if self.failed:
            sys.exit(1)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._answer(options)
        except DatabaseError:
            if is_migrated():
                raise
            raise CommandError(_("数据库中还没有放假安排的数据表，请先运行 manage.py migrate。")) from None

    def _answer(self, options: dict[str, Any]) -> None:
        received, days, batch = options["received"], options["days"], options["batch"]
        if batch is not None:
            if received is not None or days is not None:
                raise CommandError(_("--batch 不能与 --received、--days 同时使用。"))
            self._answer_all(batch)
            return
        if received is None or days is None:
            raise CommandError(_("请给出 --received 和 --days，或者 --batch。"))
        try:
            deadline = due(read_date(received), read_days(days))
        except WorkdayError as error:
            raise CommandError(str(error)) from None
        as_json = options["format"] == "json"
        self.stdout.write(json.dumps(deadline.as_json(), ensure_ascii=False) if as_json else as_text(deadline))

    def _answer_all(self, name: str) -> None:
        try:
            batch = Batch(load_calendar())
            for answer in batch.answers(opened(name)):
                self.stdout.write(answer)
        except WorkdayError as error:
            raise CommandError(str(error)) from None
        self.failed = batch.failed


def is_migrated() -> bool:
    """True when the tables of this room exist. Raises DatabaseError when there is no database."""
    return Notice._meta.db_table in connection.introspection.table_names()


def opened(name: str) -> IO[bytes]:
    """The file called `name`, or what comes in when it is "-"."""
    if name == "-":
        return sys.stdin.buffer
    try:
        return io.BytesIO(Path(name).read_bytes())
    except OSError as error:
        raise CommandError(open_problem(name, error)) from None


def as_text(deadline: Deadline) -> str:
    lines = [
        _("收到日期：%(date)s") % {"date": spelled(deadline.received)},
        _("期限：%(days)d个工作日") % {"days": deadline.days},
        _("截止日期：%(date)s") % {"date": spelled(deadline.due)} + (_("（暂定）") if deadline.provisional else ""),
    ]
    if deadline.provisional:
        lines.append(_("说明：期间有日期尚无放假安排，暂按周末和法定假日推算；录入放假安排后可能变动。"))
    lines += [_("依据：%(notice)s") % {"notice": notice} for notice in deadline.notices]
    lines.append(_("逐日推算："))
    for step in deadline.derivation:
        number = "－" if step.number is None else str(step.number)
        lines.append(f"  {step.date.isoformat()} {weekday(step.date)}  {number:>3}  {step.why}")
    return "\n".join(lines)
