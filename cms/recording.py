"""What Wagtail logs of pages and settings, people and files, written into the audit log as well.

Wagtail's own log can be altered by whoever has the database; the audit log cannot without its showing.
"""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from wagtail.models import BaseLogEntry, PageLogEntry, Revision

from audit.actions import register_actions
from audit.details import difference
from audit.services import record
from register.sequence import hold

from .models import PublicationPage

OF_THE_SYSTEM = frozenset(
    {"pk", "path", "depth", "numchild", "url_path", "content_type", "live", "has_unpublished_changes", "draft_title",
     "first_published_at", "last_published_at", "latest_revision", "latest_revision_created_at", "live_revision",
     "locked", "locked_at", "locked_by", "expired", "translation_key", "locale", "alias_of", "wagtail_admin_comments"}
)  # fmt: skip
"""Fields of a revision that nobody typed."""


register_actions(  # what the house records too, in its own words, is marked as copied from Wagtail's log
    {
        "wagtail.create": _("新建"),
        "wagtail.edit": _("修改"),
        "wagtail.delete": _("删除（系统日志）"),
        "wagtail.publish": _("发布（系统日志）"),
        "wagtail.publish.schedule": _("设定发布时间"),
        "wagtail.publish.scheduled": _("定时发布"),
        "wagtail.unpublish": _("撤下（系统日志）"),
        "wagtail.unpublish.scheduled": _("到期撤下（系统日志）"),
        "wagtail.schedule.cancel": _("取消定时发布"),
        "wagtail.move": _("移动（系统日志）"),
        "wagtail.reorder": _("调整顺序"),
        "wagtail.copy": _("复制"),
        "wagtail.rename": _("改名"),
        "wagtail.revert": _("恢复旧版本"),
        "wagtail.lock": _("锁定"),
        "wagtail.unlock": _("解除锁定"),
        "wagtail.workflow.start": _("送审（系统日志）"),
        "wagtail.workflow.approve": _("审核通过（系统日志）"),
        "wagtail.workflow.reject": _("退回修改（系统日志）"),
        "wagtail.workflow.resume": _("重新送审"),
        "wagtail.workflow.cancel": _("撤回送审"),
        "wagtail.comments.create": _("添加批注"),
        "wagtail.comments.edit": _("修改批注"),
        "wagtail.comments.delete": _("删除批注"),
        "wagtail.comments.resolve": _("处理批注"),
        "wagtail.comments.create_reply": _("回复批注"),
        "wagtail.comments.edit_reply": _("修改批注回复"),
        "wagtail.comments.delete_reply": _("删除批注回复"),
    }
)


@receiver(post_save)
def log_entry_saved(sender: type, instance: Any, created: bool = False, raw: bool = False, **kwargs: Any) -> None:
    """Record a new entry of Wagtail's log, in its transaction."""
    if not created or raw or not isinstance(instance, BaseLogEntry):
        return
    with transaction.atomic():
        hold()  # whoever writes pages holds it before the lock of the audit log
        record(
            instance.action,
            actor=instance.user,
            target=target_of(instance),
            title=instance.label,
            organ=organ_of(instance),
            details={**(instance.data or {}), **changes(instance)},
            at=instance.timestamp,
        )


def target_of(entry: BaseLogEntry) -> tuple[str, Any]:
    """(kind, id) of what the entry is about; it may be gone."""
    kind = entry.content_type
    name = f"{kind.app_label}.{kind.model}" if kind else ""
    return name, entry.page_id if isinstance(entry, PageLogEntry) else getattr(entry, "object_id", "")


def organ_of(entry: BaseLogEntry) -> str:
    """Code of the organ whose publication it is, "" for everything else."""
    model = entry.content_type.model_class() if entry.content_type else None
    if not isinstance(entry, PageLogEntry) or model is None or not issubclass(model, PublicationPage):
        return ""
    return model._base_manager.filter(pk=entry.page_id).values_list("organ__code", flat=True).first() or ""


def changes(entry: BaseLogEntry) -> dict[str, Any]:
    """The difference between the revision that the entry names and the one before it."""
    revision: Revision | None = getattr(entry, "revision", None)
    if entry.action != "wagtail.edit" or revision is None:
        return {}
    before = revision.content_object.revisions.filter(pk__lt=revision.pk).order_by("-pk").first()
    if before is None:
        return {}
    return difference(typed(before.content), typed(revision.content))


def typed(content: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in content.items() if name not in OF_THE_SYSTEM}
