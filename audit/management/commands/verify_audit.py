"""`manage.py verify_audit`: whether anybody changed the log."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from audit.models import AuditHead
from audit.progress import Bar
from audit.renewal import renew
from audit.verification import Inspection, Problem

KEY_IS_ANOTHER = 3
"""From this many records on, none of them good, the likely reason is the key."""


class Command(BaseCommand):
    help = _("核对审计日志：记录、先后衔接、链头文件和触发器。发现问题时以 1 退出。")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--format", choices=["text", "json"], default="text", help=_("输出格式，json为每行一个对象")
        )
        parser.add_argument("--renew-head", metavar=_("原因"), help=_("链头文件丢失或恢复备份后重建，原因记入日志"))

    def handle(self, *args: Any, **options: Any) -> None:
        if options["renew_head"]:
            self.renew(options["renew_head"])
            return
        head = AuditHead.objects.filter(pk=1).first()
        bar = Bar(head.seq - head.removed_seq if head else 0, shown=options["verbosity"] > 0)
        inspection = Inspection(bar.step)
        found = 0
        for problem in inspection.problems():
            found += 1
            bar.clear()
            self.tell(problem, options["format"])
        bar.clear()
        self.sum_up(inspection, found, options["format"])
        if found:
            raise SystemExit(1)

    def tell(self, problem: Problem, form: str) -> None:
        self.stdout.write(json.dumps(asdict(problem), ensure_ascii=False) if form == "json" else problem.text)

    def sum_up(self, inspection: Inspection, found: int, form: str) -> None:
        names = {"checked": inspection.checked, "found": found, "lag": inspection.lag}
        if form == "json":
            self.stdout.write(json.dumps({"sound": not found, **names, "last": inspection.last.seq}))
            return
        if not found:
            self.stdout.write(_("已核对%(checked)d条记录，日志完整。") % names)
        else:
            self.stdout.write(_("已核对%(checked)d条记录，发现%(found)d处问题。") % names)
        if inspection.lag:
            self.stdout.write(_("最后%(lag)d条尚未写入链头文件，已按先后衔接核对。") % names)
        if inspection.checked >= KEY_IS_ANOTHER and inspection.bad == inspection.checked:
            self.stdout.write(_("没有一条记录能通过核对，请先确认AUDIT_KEY（未设置时为SECRET_KEY）是否更换过。"))

    def renew(self, reason: str) -> None:
        problems = renew(reason)
        for problem in problems:
            self.tell(problem, "text")
        if problems:
            self.stderr.write(_("数据库中的日志有问题，不能重建链头文件。"))
            raise SystemExit(1)
        self.stdout.write(_("已重建链头文件，原因已记入日志。"))
