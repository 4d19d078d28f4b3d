"""With what a reviewer compares: what is public now, or what they last decided on themselves."""

from dataclasses import dataclass
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.models import Revision, TaskState

from ...models import PublicationPage
from .case import Case

PUBLIC, MINE = "public", "mine"


@dataclass(frozen=True)
class Version:
    """`source` is the page as stored, or a revision."""

    code: str
    label: str
    source: PublicationPage | Revision

    def content(self) -> PublicationPage:
        return self.source.as_object() if isinstance(self.source, Revision) else self.source


def versions(case: Case, user: Any) -> list[Version]:
    """The versions there are to compare with; none for what never was public and is new to this reviewer."""
    found = []
    page = case.page
    if page.first_published_at:
        label = _("现在公开的版本") if page.live else _("撤下前公开的版本")
        when = page.last_published_at or page.first_published_at
        found.append(Version(PUBLIC, f"{label}（{localtime(when):%Y-%m-%d %H:%M}）", page))
    last = (
        TaskState.objects.filter(
            finished_by=user, revision__in=Revision.objects.for_instance(page).exclude(pk=case.revision.pk)
        )
        .select_related("revision", "task")
        .order_by("-finished_at", "-pk")
        .first()
    )
    if last is not None:
        when = f"{localtime(last.finished_at):%Y-%m-%d %H:%M}"
        label = _("我上次审核的版本（%(when)s，%(step)s）") % {"when": when, "step": last.task.name}
        found.append(Version(MINE, label, last.revision))
    return found


def chosen(found: list[Version], code: str) -> Version | None:
    """The version asked for, else the first."""
    return next((one for one in found if one.code == code), found[0] if found else None)
