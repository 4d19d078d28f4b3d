"""Giving an organ its catalogue, and pruning it: the only ways in which it changes. Each is one transaction and one
audit record; who may is asked by `catalog.rights`."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.details import difference
from audit.services import record
from cms.visible import tidied
from organs.models import Organ
from register.models import Entry
from register.sequence import hold

from .catalogue_items import items_for, scope_of, way_to
from .models import CatalogueNode, OrganCatalogue
from .models.contact import too_short

LEAST_REASON = 5
"""Characters of a reason for pruning: 无 is none."""


@transaction.atomic
def give_catalogue(
    organ: Organ, by: Any = None, scope: str | None = None, at: datetime | None = None
) -> tuple[OrganCatalogue, int]:
    """The catalogue of `organ`, with every item of its level, and how many items are new. `by` None is a command.

    Given again it gains the items that came since; what was pruned stays pruned. Raises ValidationError for an organ
    that exists no more.
    """
    at = at or timezone.now()
    hold()
    if organ.status != Organ.Status.ACTIVE:
        raise ValidationError({"organ": _("“%(name)s”已撤并，不能建立目录。") % {"name": organ.name}})
    catalogue, made = OrganCatalogue.objects.get_or_create(
        organ=organ, defaults={"scope": scope or scope_of(organ), "given_at": at, "given_by": by}
    )
    before = {"scope": None if made else catalogue.scope}
    if scope and catalogue.scope != scope:
        catalogue.scope = scope
        catalogue.save(update_fields=["scope"])
    known = set(catalogue.nodes.values_list("code", flat=True))
    new = [item.code for item in items_for(catalogue.scope) if item.code not in known]
    CatalogueNode.objects.bulk_create([CatalogueNode(catalogue=catalogue, code=code) for code in new])
    changed = difference(before, {"scope": catalogue.scope})
    if made or new or changed:
        details = {**changed, "added": new}
        record("catalogue.give", actor=by, target=catalogue, organ=organ.code, details=details, at=at)
    return catalogue, len(new)


@transaction.atomic
def prune(node: CatalogueNode, reason: str, by: Any = None, at: datetime | None = None) -> list[CatalogueNode]:
    """Take an item, with those beneath it, out of the catalogue of its organ; the items that went.

    Raises ValidationError by field: `reason` when it is missing, and without a field when publications of the organ
    stand in the item, or it is pruned already.
    """
    at = at or timezone.now()
    hold()  # who publishes holds it too: nothing comes to stand in the item meanwhile
    reason = tidied(reason, multiline=True).strip()
    if not reason:
        raise ValidationError({"reason": _("请写明删减的理由，如“本机关没有行政处罚职权”。")})
    catalogue = node.catalogue
    nodes = [one for one in below(node) if not one.is_pruned]
    if not nodes:
        raise ValidationError(_("该事项已经删减。"))
    if problem := too_short(reason, LEAST_REASON):
        raise ValidationError({"reason": problem})
    if count := live_in(catalogue.organ, node.code):
        message = _("“%(item)s”中还有%(count)d条已公开的信息，不能删减；请先将它们改归其他事项，或者撤下。")
        raise ValidationError(message % {"item": node, "count": count})
    for one in nodes:
        change(one, pruned_at=at, pruned_by=by, reason=reason)
        note("catalogue.prune", one, by, at, {"pruned": False, "reason": ""})
    return nodes


@transaction.atomic
def restore(node: CatalogueNode, by: Any = None, at: datetime | None = None) -> list[CatalogueNode]:
    """Take a pruned item, with those above it, into the catalogue again; the items that came back.

    Raises ValidationError when it is not pruned.
    """
    at = at or timezone.now()
    hold()
    codes = [item.code for item in way_to(node.code)] or [node.code]
    nodes = [one for one in locked(node.catalogue.nodes.filter(code__in=codes)) if one.is_pruned]
    if node.code not in {one.code for one in nodes}:
        raise ValidationError(_("该事项没有删减，无需恢复。"))
    for one in nodes:
        before = one.state()
        change(one, pruned_at=None, pruned_by=None, reason="")
        note("catalogue.restore", one, by, at, before)
    return nodes


def below(node: CatalogueNode) -> list[CatalogueNode]:
    """The node and those beneath it in its catalogue, locked."""
    return [
        one
        for one in locked(node.catalogue.nodes.filter(code__startswith=node.code))
        if one.code == node.code or one.code.startswith(f"{node.code}-")
    ]


def locked(nodes: Any) -> list[CatalogueNode]:
    return list(nodes.select_for_update(of=("self",)).select_related("catalogue__organ").order_by("code"))


def live_in(organ: Organ, code: str) -> int:
    """How many publications of `organ` stand in the item or beneath it, on any site."""
    found = Entry.objects.live().filter(organ=organ, catalogue__startswith=code)
    return sum(one == code or one.startswith(f"{code}-") for one in found.values_list("catalogue", flat=True))


def change(node: CatalogueNode, **values: Any) -> None:
    for name, value in values.items():
        setattr(node, name, value)
    node.save(update_fields=list(values))


def note(action: str, node: CatalogueNode, by: Any, at: datetime, before: dict[str, Any]) -> None:
    organ = node.catalogue.organ
    title = f"{organ.short_name}：{node}"
    details = {"code": node.code, **difference(before, node.state())}
    record(action, actor=by, target=node, title=title, organ=organ.code, details=details, at=at)
