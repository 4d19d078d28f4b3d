from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _

from cms.permissions.mirror import differences, ensure_folders, ensure_groups
from cms.permissions.owners import wrong_owners
from cms.review.setup import ensure_review, has_review


class Command(BaseCommand):
    help = _(
        "建立审核流程，核对用户组、栏目和文件夹权限、稿件归属是否与任职一致并修复；加 --check 只核对，不一致时退出码为 1。"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help=_("只核对，不修改"))

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            found = self.compare(repair=not options["check"])
            transaction.set_rollback(options["check"])
        for label, count in found.items():
            self.stdout.write(f"{label}：{count}")
        if not any(found.values()):
            self.stdout.write(_("权限与任职一致。"))
        elif options["check"]:
            raise SystemExit(1)
        else:
            self.stdout.write(_("已全部修复。"))

    def compare(self, repair: bool) -> dict[str, int]:
        """How many rows differ by what they are; repaired when asked. Groups and folders are made to compare with, and
        so is the workflow, whose steps the roles decide."""
        workflows = 0 if has_review() else 1
        if workflows:
            ensure_review()
        made = ensure_groups() + ensure_folders()
        found = differences()
        owners = wrong_owners()
        if repair:
            for one in found:
                one.apply()
            owners.apply()
        names = (_("用户组权限"), _("栏目权限"), _("文件夹权限"), _("用户组成员"))
        counts = {name: len(one.missing) + len(one.surplus) for name, one in zip(names, found, strict=True)}
        return {
            _("审核流程"): workflows,
            _("用户组和文件夹"): made,
            **counts,
            _("稿件归属"): len(owners.missing) + len(owners.surplus),
        }
