"""What an organ lacks: people to call, and holders of the roles without which nothing can be published."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q
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
    """Organs that lack something at `at`, in their order. A role in 编辑部 serves all organs. One query."""
    at = at or timezone.now()
    contacts = OrganContact.objects.current(timezone.localdate(at)).filter(organ=OuterRef("pk"))
    seats = Membership.objects.valid(at).filter(Q(organ=OuterRef("pk")) | Q(organ=None), user__is_active=True)
    there = {f"has_{kind.value}": Exists(contacts.filter(kind=kind)) for kind in OrganContact.Kind}
    there |= {f"has_{role.value}": Exists(seats.filter(role=role)) for role in NEEDED}
    found = ((organ, missing(organ)) for organ in Organ.objects.active().annotate(**there))
    return [Vacancy(organ, lacks) for organ, lacks in found if lacks]


def missing(organ: Organ) -> tuple[str, ...]:
    """What nobody is there for, in Chinese; `organ` as `vacancies` has read it."""
    wanted = (*OrganContact.Kind, *NEEDED)
    return tuple(str(one.label) for one in wanted if not getattr(organ, f"has_{one.value}"))
