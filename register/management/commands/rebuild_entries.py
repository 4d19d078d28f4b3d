"""`manage.py rebuild_entries`: what is public now, compared with what the register says of it."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from register.providers import providers
from register.rebuild import rebuild

WIDTH = 40


class Command(BaseCommand):
    help = "核对公开登记与实际公开的信息，并修复不一致之处。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="只报告，不修复；有不一致时以 1 退出。")

    def handle(self, *args: Any, **options: Any) -> None:
        total = sum(provider.count() for provider in providers())
        bar = Bar(total, shown=sys.stderr.isatty() and options["verbosity"] > 0)
        found = left = 0
        for finding in rebuild(repair=not options["check"], step=bar.step):
            found += 1
            left += not finding.mended
            bar.clear()
            self.stdout.write(f"{finding.name} {finding.title}: {'；'.join(finding.problems)}")
        bar.clear()
        if not found:
            self.stdout.write(_("已核对 %(total)d 件公开信息，登记与实际一致。") % {"total": bar.done})
        elif options["check"]:
            self.stdout.write(
                _("已核对 %(total)d 件公开信息，发现 %(found)d 处不一致，未修复。")
                % {"total": bar.done, "found": found}
            )
            raise SystemExit(1)
        else:
            self.stdout.write(
                _("已核对 %(total)d 件公开信息，修复 %(found)d 处不一致。") % {"total": bar.done, "found": found - left}
            )
            if left:
                self.stdout.write(_("另有 %(left)d 处须由人工处理。") % {"left": left})
                raise SystemExit(1)


class Bar:
    """A line on the terminal that shows how far the work is; nothing where nobody watches."""

    def __init__(self, total: int, *, shown: bool) -> None:
        self.total, self.shown, self.done = total, shown, 0

    def step(self) -> None:
        self.done += 1
        if self.shown and self.done % 20 == 0:
            part = min(self.done / max(self.total, 1), 1)
            filled = "█" * int(part * WIDTH)
            sys.stderr.write(f"\r{filled:<{WIDTH}} {self.done}/{self.total}")
            sys.stderr.flush()

    def clear(self) -> None:
        """Leave the line empty for what is written next."""
        if self.shown:
            sys.stderr.write(f"\r{'':{WIDTH + 24}}\r")
