"""`manage.py import_workdays`: enter holiday notices from a file, and say what moves."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from workdays.doubts import doubts, doubts_of_years
from workdays.errors import WorkdayError
from workdays.files import open_problem, read_notices
from workdays.importing import Plan, import_notices, plan_import, plan_withdrawal, withdraw
from workdays.shipped import load_shipped


class Command(BaseCommand):
    help = _("从文件（.csv、.json）导入放假安排，并列出因此变动的日期和期限。")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", metavar="FILE", help=_("放假安排文件"))
        parser.add_argument("--shipped", action="store_true", help=_("补入随程序提供的各年放假安排"))
        parser.add_argument("--withdraw", metavar="NUMBER", help=_("撤销录错的通知（文号）"))
        parser.add_argument("--confirm", action="store_true", help=_("确认把已录入的文号改为另一年份的安排"))
        parser.add_argument("--check", action="store_true", help=_("只列出会变动什么，不导入"))

    def handle(self, *args: Any, **options: Any) -> None:
        asked = [options["file"] is not None, options["shipped"], options["withdraw"] is not None]
        if sum(asked) != 1:
            raise CommandError(_("请给出文件，或者 --shipped、--withdraw 之一。"))
        try:
            if options["shipped"]:
                self.stdout.write(_("补入%(count)d份通知。") % {"count": load_shipped()})
            elif options["withdraw"] is not None:
                number = options["withdraw"]
                self._show(plan_withdrawal(number) if options["check"] else withdraw(number))
            else:
                self._import(Path(options["file"]), options["check"], options["confirm"])
        except WorkdayError as error:
            raise CommandError(str(error)) from None

    def _import(self, path: Path, is_check: bool, is_confirmed: bool) -> None:
        try:
            content = path.read_bytes()
        except OSError as error:
            raise CommandError(open_problem(path, error)) from None
        notices = read_notices(path.name, content)
        for line in doubts(notices):
            self.stderr.write(self.style.WARNING(line))
        plan = plan_import(notices)
        grave = doubts_of_years(plan.changed, plan.former)
        for line in grave:
            self.stderr.write(self.style.WARNING(line))
        if is_check:
            self._show(plan)
            return
        if grave and not is_confirmed:
            raise CommandError(_("没有导入。核对后确无错误的，请加 --confirm 再次导入。"))
        self._show(import_notices(notices, source=path.name))

    def _show(self, plan: Plan) -> None:
        for line in summary(plan):
            self.stdout.write(line)


def summary(plan: Plan) -> list[str]:
    """What was entered, and what moved, line by line."""
    found = plan.comparison
    named = [(_("新录入"), plan.new), (_("替换"), plan.replaced), (_("没有变化"), plan.same)]
    lines = [f"{name}：{notice}" for name, notices in named for notice in notices]
    lines += [_("%(year)d年的日期不再是暂定。") % {"year": year} for year in found.settled]
    lines += [_("%(year)d年的日期改为暂定。") % {"year": year} for year in found.opened]
    lines.append(_("变动的日期：%(count)d个。") % {"count": len(found.days)})
    lines += [f"  {one}" for one in found.days]
    if found.deadlines:
        lines.append(_("变动的期限：%(count)d个。") % {"count": len(found.deadlines)})
        lines += [f"  {one}" for one in found.shown]
    if found.unnamed:
        lines.append(_("  其余%(count)d个不再逐个列出。") % {"count": found.unnamed})
    return lines
