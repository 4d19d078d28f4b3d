"""What reviewers and editors are told when a guide changes that stands in a table."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cms.review.arrangements import Arrangement
from register.models import Entry

from ..models import PortalLine
from .services import GUIDE
from .table import earliest_day


def arrangements(page: Any) -> Iterator[Arrangement]:
    """For a public guide with another title or code, as `cms.review.arrangements` asks: when its portals hear of it. Two
    queries for guides, none for other types."""
    if getattr(page, "kind", "") != GUIDE:
        return
    entry = Entry.objects.live().filter(uid=page.uid).only("title", "extra").first()
    if entry is None or (entry.title, entry.extra.get("item_code")) == (page.title, page.item_code):
        return
    portals = PortalLine.objects.filter(uid=page.uid).values_list("portal__name", flat=True).distinct()
    names = "、".join(sorted(portals))
    if not names:
        return
    day = earliest_day(timezone.now())
    if page.go_live_at and localdate(page.go_live_at) >= day:
        words = _("名称、编码的改动将在签发后告知%(portals)s，%(day)s生效。") % {
            "portals": names,
            "day": f"{localdate(page.go_live_at):%Y-%m-%d}",
        }
    else:
        words = _(
            "本事项在%(portals)s的《办事事项与栏目对照表》中，名称、编码的改动应提前告知：请把发布时间设在%(day)s以后；"
            "提前发布的，计入提前不足的统计。"
        ) % {"portals": names, "day": f"{day:%Y-%m-%d}"}
    yield Arrangement(_("对照表"), words)
