"""`manage.py publish_scheduled`: what `work` does all the time, once. Takes the place of Wagtail's command."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.schedule import due_counts, perform_due


class Command(BaseCommand):
    help = _("发布已到时间的定时稿件，撤下公开期限届满的信息。")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", "--dryrun", action="store_true", dest="dry_run", help=_("只显示，不执行"))

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        if options["dry_run"]:
            publish, expire = due_counts(at)
            self.stdout.write(
                _("待发布 %(publish)d 件，待撤下 %(expire)d 件。") % {"publish": publish, "expire": expire}
            )
            return
        total = 0
        while done := perform_due(at):
            total += done
        self.stdout.write(_("已处理 %(total)d 件。") % {"total": total})
