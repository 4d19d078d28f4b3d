"""The register beside what its providers say: where the two differ, in words for a person."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from .facts import EntryFacts, LinkFacts, differences
from .models import Entry, EntryFile, EntryLink, Placement
from .services import ADDRESS, SILENT
from .shelves import stands_right

Place = tuple[str, str, datetime, uuid.UUID, int | None]


@dataclass
class Registered:
    """One entry with its files, as (kind, id), its places, as (kind, key, listed at, uid, withdrawal), its links."""

    entry: Entry
    files: set[tuple[str, int]] = field(default_factory=set)
    places: set[Place] = field(default_factory=set)
    links: list[LinkFacts] = field(default_factory=list)


def registered(uids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Registered]:
    """What the register has of these publications. Four queries."""
    found = {entry.pk: Registered(entry) for entry in Entry.objects.select_related("shelf").filter(uid__in=list(uids))}
    for entry_id, kind, pk in EntryFile.objects.filter(entry__in=found).values_list("entry", "kind", "object_id"):
        found[entry_id].files.add((kind, pk))
    links = EntryLink.objects.filter(entry__in=found).order_by("entry", "position")
    for entry_id, kind, target, day in links.values_list("entry", "kind", "target_uid", "holds_from"):
        found[entry_id].links.append(LinkFacts(kind, target, day))
    columns = ("entry", "listing__kind", "listing__key", "listed_at", "uid", "withdrawn_seq")
    for entry_id, *place in Placement.objects.filter(entry__in=found).values_list(*columns):
        found[entry_id].places.add(tuple(place))
    return {one.entry.uid: one for one in found.values()}


def problems(facts: EntryFacts | None, known: Registered | None) -> list[str]:
    """In what the register (`known`) is not what a provider says (`facts`); empty when the two agree."""
    live = known is not None and known.entry.is_live
    if facts is None:
        return [_("不再公开，登记未撤下")] if live else []
    if known is None:
        return [_("已公开，没有登记")]
    if not live:
        return [_("已公开，登记为已撤下")]
    changed = differences(known.entry, facts.values())
    here = (known.entry.listed_at, known.entry.uid, None)
    checks = [
        (bool(changed & ADDRESS), _("网址不一致")),
        (bool(changed - ADDRESS - SILENT), _("内容不一致（%s）") % "、".join(sorted(changed - ADDRESS - SILENT))),
        (bool(changed & SILENT), _("内部字段不一致（%s）") % "、".join(sorted(changed & SILENT))),
        (facts.first_published_at is None, _("缺少首次发布时间")),
        (not changed and not stands_right(known.entry), _("分类索引不一致")),
        (known.files != set(facts.files), _("公开的附件和图片不一致")),
        (known.links != list(facts.links), _("所指的其他信息不一致")),
        (known.places != {(one.kind, one.key, *here) for one in facts.listings}, _("所在列表不一致")),
    ]
    return [text for wrong, text in checks if wrong]
