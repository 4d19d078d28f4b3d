"""The orders of the catalogue, and one page of it."""

import uuid

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from register.models import Entry
from register.ordering import FORMED, NEWEST, NUMBER, OLDEST, ORDERS, Order

TITLES = {
    NEWEST: _("发布时间由近到远"),
    OLDEST: _("发布时间由远到近"),
    FORMED: _("生成日期由近到远"),
    NUMBER: _("索引号"),
}
PAGE = 20


def page_of(entries: QuerySet[Entry], order: Order, after: Entry | None) -> tuple[list[Entry], bool]:
    """One page of `entries`, which are in `order`, behind `after`, and whether more follow. Two queries.

    The first reads nothing but the index of the order, however many entries it passes by.
    """
    rows = entries if after is None else entries.filter(order.beyond(order.key_of(after), after.uid))
    uids = list(rows.values_list("uid", flat=True)[: PAGE + 1])
    page = Entry.objects.filter(uid__in=uids[:PAGE]).select_related("organ").defer("content_html")
    found = {entry.uid: entry for entry in page}
    return [found[uid] for uid in uids[:PAGE] if uid in found], len(uids) > PAGE


def entry_named(site_id: int, uid: uuid.UUID | None) -> Entry | None:
    """The entry behind which a page goes on; one that was withdrawn still tells the place. One query."""
    if uid is None:
        return None
    keys = ("uid", *{order.name for order in ORDERS.values()})
    return Entry.objects.filter(site=site_id, uid=uid).only(*keys).first()
