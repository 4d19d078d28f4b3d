"""`manage.py work`: the one process that does what is due."""

import signal
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from outbox.ending import Ending
from outbox.worker import WorkProcess, work_once, work_until_idle


class Command(BaseCommand):
    help = _("执行到期工作：定时发布与撤下、发件箱、各类后续处理。可在多台机器上同时运行。")

    def add_arguments(self, parser: CommandParser) -> None:
        group = parser.add_mutually_exclusive_group()
        group.add_argument("--once", action="store_true", help=_("只执行一遍后退出"))
        group.add_argument("--until-idle", action="store_true", help=_("执行到没有到期工作为止后退出"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Ends by itself with `--once` and `--until-idle`, else at SIGTERM or SIGINT, after what is in hand."""
        stop = Ending()
        if options["once"]:
            self.summary(work_once())
        elif options["until_idle"]:
            self.summary(work_until_idle(stop))
        else:
            listen(stop)
            WorkProcess(stop).run()

    def summary(self, done: int) -> None:
        """One line."""
        self.stdout.write(_("已处理 %(done)d 项。") % {"done": done})


def listen(stop: Ending) -> None:
    """The first SIGTERM or SIGINT asks for an end; a second one is not waited for."""

    def ask(number: int, frame: object) -> None:
        stop.set()
        signal.signal(number, signal.SIG_DFL)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, ask)
