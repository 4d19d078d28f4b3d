"""`manage.py verify_clearance`: whether everything that is public was signed, exactly as it is."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from cms.clearance.verification import Finding, count, verify


class Command(BaseCommand):
    help = _("重新计算全部已公开信息的内容指纹，核对签发记录、文件和数据库保护措施。有问题时退出码为1。")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--format", choices=["text", "json"], default="text", help=_("输出格式：文字，或每行一个 JSON")
        )

    def handle(self, *args: Any, **options: Any) -> None:
        as_json, total = options["format"] == "json", count()
        checked = found = 0

        def step() -> None:
            nonlocal checked
            checked += 1
            if self.stderr.isatty() and checked % 50 == 0:
                self.stderr.write(f"\r{checked}/{total}", ending="")

        for finding in verify(step):
            found += 1
            self.stdout.write(as_line(finding) if as_json else str(finding))
        summary = {"checked": checked, "problems": found}
        text = _("已核对 %(checked)d 件已公开信息，发现 %(problems)d 个问题。") % summary
        self.stdout.write(json.dumps(summary) if as_json else text)
        if found:
            raise SystemExit(1)


def as_line(finding: Finding) -> str:
    """One finding as a JSON object."""
    return json.dumps({"kind": finding.kind, "name": finding.name, "problem": finding.problem}, ensure_ascii=False)
