"""`manage.py import_documents`: existing documents become drafts in review."""

import json
import sys
from collections import Counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.importing.cautions import in_words
from catalog.importing.create import CREATED, DUPLICATE, FAILED, Importer, Row
from catalog.importing.drafting import can_stand_in
from catalog.importing.places import column_named, organ_named
from catalog.importing.progress import Progress
from catalog.importing.themes import suggested_themes
from cms.models import ColumnPage
from intake.folders import files_beneath

STATUS_WORDS = {
    CREATED: gettext_lazy("已导入"),
    DUPLICATE: gettext_lazy("重复"),
    FAILED: gettext_lazy("失败"),
}


class Command(BaseCommand):
    help = _("导入已有公文（.txt、.html、.docx、.pdf，每件一个文件），建为草稿并送审。")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="*", metavar="PATH", help=_("文件或目录"))
        parser.add_argument("--organ", metavar="CODE", help=_("发布机构的代号"))
        parser.add_argument("--column", metavar="SLUG", help=_("栏目的网址名，同名时写全路径，如 a/b"))
        parser.add_argument(
            "--dry-run", action="store_true", dest="dry_run", help=_("只读取和报告，不写入；所报状态是导入后将有的结果")
        )
        parser.add_argument(
            "--format", choices=["text", "json"], default="text", help=_("输出格式，json 为每行一个文件")
        )

    def run_from_argv(self, argv: list[str]) -> None:
        """From a shell the exit code is 1 when a file failed; a caller of `call_command` gets no exception for that."""
        self.counts: Counter[str] = Counter()
        super().run_from_argv(argv)
        if self.counts[FAILED]:
            sys.exit(1)

    def handle(self, *args: Any, **options: Any) -> None:
        if not (options["paths"] and options["organ"] and options["column"]):
            raise CommandError(_("导入须写明文件或者目录、--organ 机构的代号和 --column 栏目的网址名。"))
        importer = Importer(organ_named(options["organ"]), self._column(options["column"]), options["dry_run"])
        files = files_beneath(options["paths"])
        self.counts = Counter()
        with Progress(len(files), self.stderr) as progress:
            for path in files:
                row = importer.take(path)
                self.counts[row.status] += 1
                progress.clear()
                self._show(row, options["format"], options["dry_run"])
                progress.advance()
        self._summarise(options["dry_run"], options["format"])

    def _column(self, slug: str) -> ColumnPage:
        column = column_named(slug)
        if not can_stand_in(column):
            raise CommandError(_("栏目“%(title)s”不能放公文。") % {"title": column.title})
        return column

    def _show(self, row: Row, form: str, dry_run: bool) -> None:
        if form == "json":
            self.stdout.write(json.dumps(row.as_json(), ensure_ascii=False))
            return
        word = _("可导入") if dry_run and row.status == CREATED else STATUS_WORDS[row.status]
        style = self.style.ERROR if row.status == FAILED else self.style.SUCCESS
        self.stdout.write(style(f"{word}  {row.path}") + (f"  {row.reason}" if row.reason else ""))
        if row.page_id:
            words = _("页面 %(id)d") % {"id": row.page_id}
            self.stdout.write("      " + "  ".join(part for part in (words, admin_address(row.page_id)) if part))
        if row.document:
            facts = (row.document.title, row.document.document_number, row.document.issued_on)
            self.stdout.write("      " + "  ".join(fact for fact in facts if fact))
            for suggestion in suggested_themes(row.document):
                words = _("建议主题分类：%(theme)s（依据：%(words)s）")
                words %= {"theme": suggestion.theme, "words": "、".join(suggestion.words)}
                self.stdout.write("      " + words)
            for caution in row.document.warnings:
                words = "  ".join(part for part in (in_words(caution.kind), caution.text, caution.location) if part)
                self.stdout.write(self.style.WARNING(f"      ! {words}"))
            if count := len(row.document.left_out):
                self.stdout.write(
                    "      " + _("未取用 %(count)d 行（著录、导航、页码等），逐行见 --format json。") % {"count": count}
                )

    def _summarise(self, dry_run: bool, form: str) -> None:
        counts = {"created": self.counts[CREATED], "duplicate": self.counts[DUPLICATE], "failed": self.counts[FAILED]}
        words = _("导入 %(created)d 件，重复 %(duplicate)d 件，失败 %(failed)d 件。")
        if dry_run:
            words = _("可导入 %(created)d 件，重复 %(duplicate)d 件，失败 %(failed)d 件。（试运行，未写入。）")
        words %= counts
        (self.stderr if form == "json" else self.stdout).write(words)


def admin_address(page_id: int) -> str:
    """Where a page is edited; "" in a process without the admin."""
    try:
        return settings.WAGTAILADMIN_BASE_URL + reverse("wagtailadmin_pages:edit", args=[page_id])
    except NoReverseMatch:
        return ""
