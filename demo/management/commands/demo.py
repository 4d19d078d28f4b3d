"""`manage.py demo`: builds 云杉市 and serves it until Ctrl-C or SIGTERM."""

import gc
import os
import signal
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.filebased import FileBasedCache
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections
from django.utils.translation import gettext as _
from wagtail.models import Site

from audit.models import AuditRecord
from demo import accounts, harvester, ports, serving, static
from demo.last_address import remember_address
from register.addresses import public_address

ACCOUNTS = ", ".join(accounts.ACCOUNTS)
PASSWORD = accounts.PASSWORD


def forget_cached() -> None:
    """The cache may know a database that was since deleted. A Redis is not flushed: others may use it too."""
    Site.clear_site_root_paths_cache()
    if isinstance(cache := caches["default"], FileBasedCache):
        cache.clear()


def forget_audit_head() -> None:
    """The same of the audit log's head file: an empty log begins a new one."""
    if not AuditRecord.objects.exists():
        Path(settings.AUDIT_HEAD_FILE).unlink(missing_ok=True)


def rest_from_garbage() -> None:
    """What is loaded now stays: looking through it for garbage again and again takes a seventh of the building."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


class Command(BaseCommand):
    help = _("建立云杉市演示站点，并在本机提供服务，按 Ctrl-C 结束。")
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000), help=_("端口"))
        parser.add_argument("--host", default="127.0.0.1", help=_("监听地址"))
        parser.add_argument("--no-serve", action="store_true", help=_("只建立内容，不提供服务"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit code 0 after SIGINT or SIGTERM, 1 after a failure; a port in use is told before anything is built."""
        host, port = options["host"], options["port"]
        if not getattr(settings, "DEMO", False):
            raise CommandError(_("演示站点的账号和密码是公开的，只能在演示设置（settings.demo）下建立。"))
        if not options["no_serve"] and (problem := ports.problem(host, port)):
            raise CommandError(problem)
        for number in serving.ENDINGS:
            signal.signal(number, lambda *_: sys.exit(0))
        self.settle_address(host, port)
        try:
            self.build()
            if options["no_serve"]:
                return
            connections.close_all()
            code = serving.serve(host, port, ready=self.greet, say=self.say)
        except SystemExit as ending:
            code = int(ending.code or 0)
        if code == 0:
            self.say("\n" + _("已停止。"))  # on a line of its own below the ^C of the terminal
        sys.exit(code)

    def settle_address(self, host: str, port: int) -> None:
        """The settings were read before the port was known: it is set here for this process and for its children."""
        address = os.environ.get("PUBLIC_ADDRESS", "").rstrip("/") or ports.address(host, port)
        os.environ.update(PORT=str(port), PUBLIC_ADDRESS=address)
        settings.PUBLIC_ADDRESS = settings.WAGTAILADMIN_BASE_URL = address
        if file := getattr(settings, "DEMO_ADDRESS_FILE", None):
            remember_address(file, address)

    def build(self) -> None:
        """Everything that is served; what is there already is kept."""
        from demo.build import build

        rest_from_garbage()
        self.say(_("正在准备数据库……"))
        call_command("migrate", interactive=False, verbosity=0)
        forget_cached()
        forget_audit_head()
        if static.collect():
            self.say(_("已整理静态文件。"))
        build()

    def greet(self) -> None:
        """What is where, as soon as the site answers."""
        address = settings.PUBLIC_ADDRESS
        self.say(_("云杉市人民政府网站（演示）：%s/") % address)
        for site in Site.objects.filter(is_default_site=False).order_by("pk"):
            self.say(_("子站“%(name)s”：%(address)s/") % {"name": site.site_name, "address": public_address(site)})
        self.say(_("管理后台：%s/admin/") % address)
        self.say(_("订阅：%s/feeds/") % address)
        self.say(_("账号：%(names)s；密码均为 %(password)s") % {"names": ACCOUNTS, "password": PASSWORD})
        for line in harvester.report(address):
            self.say(line)
        self.say(_("按 Ctrl-C 结束。"))

    def say(self, line: str) -> None:
        """One line at once, also into a pipe."""
        self.stdout.write(line)
        self.stdout.flush()
