"""`manage.py give_catalogue`: the catalogue of an organ, or of all."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from catalog.catalogue_items import Scope
from catalog.services import give_catalogue
from organs.models import Organ


class Command(BaseCommand):
    help = _("按层级为机构建立信息公开目录（《政府信息公开条例》第二十条、第二十一条）；再次执行时只补齐新增事项。")

    def add_arguments(self, parser: CommandParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--organ", metavar="CODE", help=_("机构的代号"))
        which.add_argument("--all", action="store_true", help=_("全部存续的机构"))
        parser.add_argument("--scope", choices=Scope.values, help=_("目录层级，不填则由机构的性质和层级确定"))

    def handle(self, *args: Any, **options: Any) -> None:
        organs = list(Organ.objects.active() if options["all"] else Organ.objects.filter(code=options["organ"]))
        if not organs:
            message = _("没有代号为“%(code)s”的机构。请在后台“机构”中核对代号。")
            raise CommandError(message % {"code": options["organ"]})
        for organ in organs:
            try:
                catalogue, count = give_catalogue(organ, scope=options["scope"])
            except ValidationError as error:
                raise CommandError("\n".join(error.messages)) from error
            facts = {"organ": organ.name, "scope": catalogue.get_scope_display(), "count": count}
            self.stdout.write(_("%(organ)s（%(scope)s）：新增%(count)d个事项。") % facts)
