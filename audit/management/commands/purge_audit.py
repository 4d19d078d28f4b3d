"""`manage.py purge_audit`: removes what is older than the log is kept."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from audit.retention import purge


class Command(BaseCommand):
    help = _("清理超过保存期限的审计记录，清理本身记入日志。")

    def handle(self, *args: Any, **options: Any) -> None:
        removed = 0
        while slice_removed := purge():
            removed += slice_removed
        names = {"removed": removed, "days": settings.AUDIT_RETENTION_DAYS}
        self.stdout.write(_("已清理%(removed)d条超过%(days)d天的记录。") % names)
