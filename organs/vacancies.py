"""What an organ lacks: people to call, and holders of the roles without which nothing can be published."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from .models import Membership, Organ, OrganContact, Role

NEEDED = (Role.CHECKER, Role.SECRECY, Role.OFFICE_HEAD, Role.ORGAN_HEAD)


@dataclass(frozen=True)
class Vacancy:
    """`missing` says in Chinese what `organ` lacks."""

    organ: Organ
    missing: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        return {"organ": self.organ.code, "name": self.organ.name, "missing": list(self.missing)}


def vacancies(at: datetime | None = None) -> list[Vacancy]:
    """Organs that lack something at `at`, in their order. A role in 编辑部 serves all organs. Three queries."""
    at = at or timezone.now()
    contacts: dict[int, set[str]] = defaultdict(set)
    for organ_id, kind in OrganContact.objects.current(timezone.localdate(at)).values_list("organ_id", "kind"):
        contacts[organ_id].add(kind)
    held: dict[int | None, set[str]] = defaultdict(set)
    seats = Membership.objects.valid(at).filter(role__in=NEEDED, user__is_active=True)
    for organ_id, role in seats.order_by().values_list("organ_id", "role").distinct():
        held[organ_id].add(role)
    found = ((organ, missing(contacts[organ.pk], held[organ.pk] | held[None])) for organ in Organ.objects.active())
    return [Vacancy(organ, lacks) for organ, lacks in found if lacks]


def missing(kinds: set[str], roles: set[str]) -> tuple[str, ...]:
    lacks = [str(kind.label) for kind in OrganContact.Kind if kind.value not in kinds]
    return (*lacks, *(str(role.label) for role in NEEDED if role.value not in roles))
