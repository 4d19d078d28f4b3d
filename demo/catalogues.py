"""The disclosure catalogues of the organs that publish on the portal, given and pruned as an administrator does it."""

from typing import Any

from django.db import transaction

from catalog.models import OrganCatalogue
from catalog.services import give_catalogue, prune
from organs.models import Organ

PRUNED = {
    "minzhengju": ("21-04", "本机关没有土地征收职权，土地征收信息由市自然资源局在市政府网站公开。"),
}
"""The item that an organ does not publish, and why; by its code."""


def ensure_catalogues(codes: set[str], by: Any) -> int:
    """Give the organs `codes` their catalogue where they have none; returns how many were given."""
    given = set(OrganCatalogue.objects.values_list("organ__code", flat=True))
    missing = Organ.objects.filter(code__in=codes - given)
    for organ in missing:
        begin(organ, by)
    return len(missing)


@transaction.atomic
def begin(organ: Organ, by: Any) -> None:
    catalogue, _count = give_catalogue(organ, by)
    if organ.code in PRUNED:
        code, reason = PRUNED[organ.code]
        prune(catalogue.nodes.get(code=code), reason, by)
