"""What keeps a step from being passed: what was not opened (一事一审), and findings that nobody settled.

The one rule: `deciding` enforces it under the lock, whoever decides by whatever way; the admin asks it beforehand, where
its reasons can be shown.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Revision

from ..models import PublicationPage
from . import findings, looks


@dataclass(frozen=True)
class Hindrance:
    """`text` says in Chinese what is still to be done; `place` is where: `content`, `files` or `findings`."""

    text: str
    place: str


def hindrances(task: Any, content: Any, revision: Revision, user: Any) -> list[Hindrance]:
    """Why `user` cannot pass the step of `task` yet with `content`, which is that of `revision`; empty when they can.

    Confidentiality review and sign-off ask for it, of publications: a column shows no text of its own.
    """
    if not isinstance(task, looks.LOOKED_FIRST) or not isinstance(content, PublicationPage):
        return []
    return [*not_opened(content, revision, user), *not_settled(content)]


def not_opened(content: PublicationPage, revision: Revision, user: Any) -> list[Hindrance]:
    missing = looks.unopened(content, revision, user)
    if not missing:
        return []
    text = _("通过前须逐项打开查看，尚未打开：%(missing)s。") % {
        "missing": "、".join(words for _item, words in missing)
    }
    return [Hindrance(text, "content" if missing[0][0] == looks.CONTENT else "files")]


def not_settled(content: PublicationPage) -> list[Hindrance]:
    open_ = [one for one in findings.findings_in(content) if one.blocks]
    if not open_:
        return []
    kinds = "、".join(dict.fromkeys(one.label for one in open_))
    text = _("自动检查发现的%(count)d个问题（%(kinds)s）尚未处理：请退回修改，或者写明理由，作误报处理或核实可以公开。")
    return [Hindrance(text % {"count": len(open_), "kinds": kinds}, "findings")]
