"""`manage.py open_site`: a site for an organ, with its columns."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from cms.sites import Opened, Plan, built_in, open_site, plan_named
from cms.sites.hosts import host_warning
from organs.models import Organ
from register.addresses import public_address

FACTS = {
    "legal_name": _("网站名称，不填则用机构全称"),
    "english_name": _("英文名称"),
    "site_code": _("政府网站标识码"),
    "icp_number": _("ICP备案编号"),
    "police_number": _("公安机关备案号"),
}


class Command(BaseCommand):
    help = _("为机构开设子站：首页、栏目和网站信息一次建好。同一子站再次执行时不会重复建立。")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--organ", required=True, metavar="CODE", help=_("主办机关的代号"))
        parser.add_argument("--host", required=True, help=_("域名，如 jyj.yunshan.gov.cn"))
        parser.add_argument(
            "--template",
            required=True,
            metavar="NAME",
            help=_("栏目模板：%(known)s，或自备的 .toml 文件") % {"known": "、".join(built_in())},
        )
        for name, words in FACTS.items():
            parser.add_argument(f"--{name.replace('_', '-')}", default="", dest=name, help=words)
        parser.add_argument("--dry-run", action="store_true", dest="dry_run", help=_("只检查和列出栏目，不写入"))

    def handle(self, *args: Any, **options: Any) -> None:
        organ = Organ.objects.filter(code=options["organ"]).first()
        if organ is None:
            message = _("没有代号为“%(code)s”的机构。请在后台“机构”中核对代号。")
            raise CommandError(message % {"code": options["organ"]})
        try:
            plan = plan_named(options["template"])
            facts = {name: options[name] for name in FACTS}
            opened = open_site(organ, options["host"], plan, dry_run=options["dry_run"], **facts)
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from error
        self.tell(opened, plan, options["dry_run"])

    def tell(self, opened: Opened, plan: Plan, dry_run: bool) -> None:
        """What was made, and what still stands between the site and its readers."""
        facts = {"name": opened.site.site_name, "address": public_address(opened.site), "count": len(plan.columns)}
        if not opened.made:
            self.stdout.write(_("“%(name)s”此前已开设（%(address)s），没有改动。") % facts)
        elif dry_run:
            self.stdout.write(_("可以开设“%(name)s”（%(address)s），将建立%(count)d个栏目：（试运行，未写入）") % facts)
        else:
            self.stdout.write(_("已开设“%(name)s”（%(address)s），建立了%(count)d个栏目：") % facts)
        if opened.made:
            for main, below in plan.nested():
                self.stdout.write(f"  {main.title}  /{main.slug}/")
                for column in below:
                    self.stdout.write(f"    {column.title}")
        if warning := host_warning(opened.site.hostname):
            self.stderr.write(self.style.WARNING(warning))
