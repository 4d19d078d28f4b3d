"""`manage.py inspect_content`: what must not become public, found in files."""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from intake.folders import files_beneath, shown_name
from intake.inspection import Inspection, configured_words, inspect_file, kind_name
from intake.inspection.wordlists import WordLists, read_words


class Command(BaseCommand):
    help = _("检测文件（.txt、.docx、.xlsx、.pdf）中的个人信息、密级标志、敏感词、错别字和隐藏内容。")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="*", metavar="PATH", help=_("文件或者目录"))
        parser.add_argument(
            "--format", choices=["text", "json"], default="text", help=_("输出格式，json 为每行一个文件")
        )
        parser.add_argument(
            "--words", metavar="DIR", help=_("另加词表的目录：sensitive.txt、forbidden.txt、typos.txt，每行一个")
        )

    def run_from_argv(self, argv: list[str]) -> None:
        """From a shell the exit code is 1 when a file could not be read; `call_command` gets no exception for that."""
        self.counts: Counter[str] = Counter()
        super().run_from_argv(argv)
        if self.counts["error"]:
            sys.exit(1)

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["paths"]:
            raise CommandError(_("请写明要检测的文件或者目录。"))
        words = self._words(options["words"])
        self.counts = Counter()
        for path in files_beneath(options["paths"]):
            inspection = inspect_file(path, words=words)
            self.counts["files"] += 1
            self.counts["error"] += bool(inspection.error)
            self.counts["findings"] += len(inspection.findings)
            self._show(shown_name(path), inspection, options["format"])
        if options["format"] == "text":
            self._summarise()

    def _words(self, folder: str | None) -> WordLists:
        words = configured_words()
        if folder is None:
            return words
        if not Path(folder).is_dir():
            raise CommandError(_("没有词表目录“%(folder)s”。") % {"folder": shown_name(folder)})
        return words | read_words(Path(folder))

    def _show(self, path: str, inspection: Inspection, form: str) -> None:
        if form == "json":
            self.stdout.write(_as_json(path, inspection))
            return
        style = self.style.ERROR if inspection.error else self.style.SUCCESS
        self.stdout.write(style(_printable(path)) + (f"  {inspection.error}" if inspection.error else ""))
        for notice in inspection.notices:
            self.stdout.write(self.style.NOTICE(f"      {notice}"))
        for found in inspection.findings:
            words = (
                kind_name(found.kind),
                _printable(found.text),
                found.advice and f"→ {found.advice}",
                found.location,
            )
            self.stdout.write(self.style.WARNING("      ! " + "  ".join(word for word in words if word)))

    def _summarise(self) -> None:
        self.stdout.write(
            _("检测 %(files)d 件，发现 %(findings)d 处，无法检测 %(error)d 件。")
            % {name: self.counts[name] for name in ("files", "findings", "error")}
        )


def _as_json(path: str, inspection: Inspection) -> str:
    findings = [{"kind": one.kind, "text": one.text, "location": one.location} for one in inspection.findings]
    row = {"path": path, "error": inspection.error or None, "findings": findings}
    line = json.dumps(row, ensure_ascii=False)
    # A lone surrogate cannot be written as it is.
    return line if _is_encodable(line) else json.dumps(row)


def _is_encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _printable(text: str) -> str:
    """On one line, and nothing that a terminal would obey."""
    return "".join(char if char.isprintable() else " " for char in text)
