"""The portal of the province, and which guides of the city stand in which of its columns."""

from datetime import datetime, timedelta
from typing import Any

from wagtail.models import Site

from register.models import Entry
from syndication.models import Portal
from syndication.portals.services import GUIDE, announce

from . import clock

CODE, NAME, URL = "qinglan-zwfw", "青岚省政务服务网", "https://zwfw.qinglan.example/"
DAY = timedelta(days=1)


def ensure_portals(keeper: Any, now: datetime) -> None:
    """Register the portal with all public guides, one of which changes its column too soon, and one in good time."""
    if Portal.objects.filter(code=CODE).exists():
        return
    portal = Portal.objects.create(site=Site.objects.get(is_default_site=True), code=CODE, name=NAME, url=URL)
    guides = list(
        Entry.objects.live().filter(kind=GUIDE, site=portal.site).select_related("site").order_by("listed_at")
    )
    for entry in guides:
        with clock.at(now - 40 * DAY) as at:
            announce(portal, entry, column_of(entry), keeper, at=at)
    changes = ((3, "门户栏目合并，要求提前切换"), (14, ""))
    for entry, (ahead, reason) in zip(guides, changes, strict=False):
        day = (now + ahead * DAY).date()
        announce(portal, entry, f"{column_of(entry)}／教师", keeper, holds_from=day, reason=reason, at=now)


def column_of(entry: Entry) -> str:
    topic = (entry.extra.get("topics") or ["其他"])[0]
    return f"{'企业办事' if entry.extra.get('audience') == '面向企业和其他组织' else '个人办事'}／{topic}"
