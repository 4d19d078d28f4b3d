"""`manage.py outbox`: what waits, what was given up; with `--revive` the latter gets another chance."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db.models import Count
from django.utils.translation import gettext as _

from outbox.models import OutboxRow
from outbox.services import revive


class Command(BaseCommand):
    help = _("查看发件箱；加 --revive 让已放弃的事项重新执行。")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--revive", action="store_true", help=_("重新执行已放弃的事项"))
        parser.add_argument("--kind", help=_("只限这一种类"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints the counts, after reviving if that was asked for."""
        rows = OutboxRow.objects.filter(kind=options["kind"]) if options["kind"] else OutboxRow.objects.all()
        if options["revive"]:
            self.stdout.write(_("已恢复 %(count)d 项。") % {"count": revive(rows)})
        counts = {"pending": rows.pending().count(), "due": rows.due().count(), "dead": rows.dead().count()}
        self.stdout.write(_("待处理 %(pending)d 项（其中已到期 %(due)d 项），已放弃 %(dead)d 项。") % counts)
        for kind, count in rows.dead().order_by().values_list("kind").annotate(n=Count("pk")):
            self.stdout.write(f"  {kind}: {count}")
