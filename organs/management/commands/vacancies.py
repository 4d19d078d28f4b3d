import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from organs.vacancies import vacancies


class Command(BaseCommand):
    help = "报告缺少分管领导、责任处室、联络员或审核人员的机构；有空缺时退出码为 1。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=["text", "json"], default="text", help="json：每行一个机构")

    def handle(self, *args: Any, **options: Any) -> None:
        found = vacancies()
        for one in found:
            line = json.dumps(one.as_json(), ensure_ascii=False) if options["format"] == "json" else ""
            self.stdout.write(line or f"{one.organ.name}：{'、'.join(one.missing)}")
        if options["format"] == "text":
            self.stdout.write(_("有空缺的机构：%(count)d 个。") % {"count": len(found)})
        if found:
            raise SystemExit(1)
