"""How a guide and its power item are bound: the link that both public pages follow, and what has to be public first."""

import uuid
from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cms.blocks import uid_of
from cms.review.arrangements import Arrangement
from register.facts import LinkFacts
from register.models import Entry

RESTS_ON = "rests_on"
"""The kind of `register.EntryLink` from a guide to its power item."""


def power_item_uid(guide: Any) -> uuid.UUID | None:
    """The power item that `guide` names."""
    return next((uid for child in guide.power_item if (uid := uid_of(child.value))), None)


def links_of(guide: Any) -> tuple[LinkFacts, ...]:
    uid = power_item_uid(guide)
    return (LinkFacts(RESTS_ON, uid),) if uid else ()


def arrangements(page: Any) -> Iterator[Arrangement]:
    """A guide is not signed before its power item is public, as `cms.review.arrangements` asks."""
    from ..models import PowerItemPage, ServiceGuidePage

    if not isinstance(page, ServiceGuidePage):
        return
    uid = power_item_uid(page)
    if uid is None or Entry.objects.filter(uid=uid).exists():
        return
    item = PowerItemPage.objects.filter(uid=uid).first()
    words = _("对应的权力事项尚未公开，办事指南不能先于权力事项发布。请先签发权力事项，再签发办事指南。")
    address = reverse("cms_review", args=[item.pk]) if item else ""
    yield Arrangement(_("权力事项"), words, address, is_open=True)
