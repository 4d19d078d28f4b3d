"""`manage.py import_guides`: service guides, or power items, of a spreadsheet become drafts in review."""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.guides.importing.cells import Defect
from catalog.guides.importing.columns import KINDS
from catalog.guides.importing.create import (
    CREATED,
    DEFECTIVE,
    DUPLICATE,
    FAILED,
    Importer,
    Outcome,
    UnreadableWorkbook,
)
from catalog.guides.importing.files import Files
from catalog.guides.importing.template import template
from catalog.importing.places import column_named, organ_named
from catalog.importing.progress import Progress
from intake.folders import shown_name

WORDS = {
    CREATED: gettext_lazy("已导入"),
    DUPLICATE: gettext_lazy("编码已有，未改动"),
    FAILED: gettext_lazy("失败"),
}


class Command(BaseCommand):
    help = _("从 .xlsx 表格导入办事指南（或者权力清单），建为草稿并送审；逐格指出填写有误之处。")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", metavar="FILE.xlsx", help=_("填好的表格"))
        parser.add_argument(
            "--kind", choices=list(KINDS), default="guides", help=_("guides 办事指南（默认），power-items 权力清单")
        )
        parser.add_argument("--template", metavar="FILE", help=_("把空白模板写到这个文件，不导入"))
        parser.add_argument("--organ", metavar="CODE", help=_("发布机构的代号，导入时必填"))
        parser.add_argument("--column", metavar="SLUG", help=_("栏目的网址名，导入时必填；同名时写全路径，如 a/b"))
        parser.add_argument("--files", metavar="DIR", default="", help=_("空白表格和示例样表所在的目录"))
        parser.add_argument("--dry-run", action="store_true", dest="dry_run", help=_("只检查和报告，不写入"))
        parser.add_argument(
            "--format", choices=["text", "json"], default="text", help=_("输出格式，json 为每行一处或者一个事项")
        )

    def run_from_argv(self, argv: list[str]) -> None:
        """From a shell the exit code is 1 when a cell was bad; a caller of `call_command` gets no exception for that."""
        self.has_failed = False
        super().run_from_argv(argv)
        if self.has_failed:
            sys.exit(1)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["template"]:
            self._write_template(Path(options["template"]), options["kind"])
            return
        for name in ("file", "organ", "column"):
            if not options[name]:
                raise CommandError(_("导入须写明表格文件、--organ 和 --column；下载模板用 --template 文件名。"))
        if options["files"] and not Path(options["files"]).is_dir():
            raise CommandError(_("没有目录“%(path)s”。") % {"path": shown_name(options["files"])})
        organ, column = organ_named(options["organ"]), column_named(options["column"])
        importer = Importer(options["kind"], organ, column, Files(options["files"]), dry_run=options["dry_run"])
        try:
            reading = importer.read(options["file"])
        except UnreadableWorkbook as refusal:
            raise CommandError(str(refusal)) from refusal
        for one in reading.defects:
            self._show_defect(one, options["format"])
        counts: Counter[str] = Counter()
        with Progress(len(reading.items), self.stderr) as progress:
            for item in reading.items:
                outcome = importer.take(reading, item)
                counts[outcome.status] += 1
                progress.clear()
                self._show(outcome, options["format"], options["dry_run"])
                progress.advance()
        self.has_failed = bool(reading.defects or counts[FAILED])
        self._summarise(counts, len(reading.defects), options["dry_run"], options["format"])

    def _write_template(self, path: Path, kind: str) -> None:
        try:
            path.write_bytes(template(kind))
        except OSError as error:
            raise CommandError(
                _("不能写入“%(path)s”：%(why)s") % {"path": shown_name(path), "why": error.strerror or error}
            ) from error
        self.stdout.write(self.style.SUCCESS(_("已写入模板 %(path)s。") % {"path": shown_name(path)}))

    def _show_defect(self, one: Defect, form: str) -> None:
        if form == "json":
            self.stdout.write(json.dumps(one.as_json(), ensure_ascii=False))
        else:
            self.stdout.write(self.style.ERROR(str(one)))

    def _show(self, outcome: Outcome, form: str, dry_run: bool) -> None:
        if form == "json":
            self.stdout.write(json.dumps(outcome.as_json(), ensure_ascii=False))
        elif outcome.status != DEFECTIVE:
            word = _("可导入") if dry_run and outcome.status == CREATED else WORDS[outcome.status]
            style = self.style.ERROR if outcome.status == FAILED else self.style.SUCCESS
            reason = f"  {outcome.reason}" if outcome.reason else ""
            self.stdout.write(style(f"{word}  {outcome.code}  {outcome.title}") + reason)

    def _summarise(self, counts: Counter[str], defects: int, dry_run: bool, form: str) -> None:
        words = _("导入 %(created)d 项，已有 %(known)d 项，有误未导入 %(bad)d 项；有误的单元格 %(defects)d 处。")
        if dry_run:
            words = _(
                "可导入 %(created)d 项，已有 %(known)d 项，有误 %(bad)d 项；有误的单元格 %(defects)d 处。（未写入。）"
            )
        words %= {
            "created": counts[CREATED],
            "known": counts[DUPLICATE],
            "bad": counts[DEFECTIVE] + counts[FAILED],
            "defects": defects,
        }
        (self.stderr if form == "json" else self.stdout).write(words)
