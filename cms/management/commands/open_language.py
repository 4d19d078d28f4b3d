"""`manage.py open_language`: a foreign version of a site."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from wagtail.models import Site

from cms.languages.opening import open_language
from register.addresses import absolute


class Command(BaseCommand):
    help = _("开设网站的外文版：建立该语言的首页，栏目和信息随后在后台添加或者翻译。")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("language", help=_("语言代码，如 en"))
        parser.add_argument("--host", help=_("网站的域名，不填则为默认网站"))
        parser.add_argument("--title", default="", help=_("外文首页的标题，不填则为网站的英文名称"))
        parser.add_argument("--introduction", default="", help=_("外文的网站简介"))

    def handle(self, *args: Any, **options: Any) -> None:
        asked = {"hostname": options["host"]} if options["host"] else {"is_default_site": True}
        site = Site.objects.filter(**asked).first()
        if site is None:
            raise CommandError(_("没有域名为“%(host)s”的网站。") % {"host": options["host"] or ""})
        try:
            home, made = open_language(
                site, options["language"], title=options["title"], introduction=options["introduction"]
            )
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from error
        address = absolute(site, home.get_url_parts()[2])
        said = _("已开设：%(address)s") if made else _("此前已开设：%(address)s")
        self.stdout.write(said % {"address": address})
