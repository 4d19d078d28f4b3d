"""The deadlines of the catalogue that follow the calendar of working days: who changes it is told which of them move."""

from collections.abc import Iterator
from datetime import date

from django.conf import settings
from django.db.models import CharField, F, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from register.models import Entry
from workdays.comparison import Pending

from .due import PROACTIVE_DAYS
from .interpretation.missing import uninterpreted
from .interpretation.rules import needs_interpretation, today
from .overdue import NOWHERE, types, unpublished
from .recounting import OF_THEIR_OWN, formed_on

CHUNK = 2000
"""Rows that are in memory at a time."""


def pending() -> Iterator[Pending]:
    """What somebody has to do first, then what is done. A query for each of the three."""
    yield from drafts()
    yield from interpretations()
    yield from publications()


def drafts() -> Iterator[Pending]:
    """Texts to be published, by type, organ and number of their page: their titles are not for everybody."""
    words = _("未公开的%(type)s（%(organ)s，页面编号%(page)d）公开期限")
    for page, organ, name, formed in drafted():
        yield Pending(words % {"type": name, "organ": organ, "page": page}, formed, PROACTIVE_DAYS)


def drafted() -> Iterator[tuple[int, str, str, date]]:
    """(page, organ, type, day of 形成或者变更) of every draft that says the day, and may be late: what another
    site published already has no deadline that could move."""
    first, *rest = [
        unpublished(model)
        .filter(NOWHERE)
        .annotate(
            type_name=Value(str(model._meta.verbose_name), CharField()), formed=Coalesce("changed_on", "issued_on")
        )
        .exclude(formed=None)
        .order_by()
        .values_list("pk", F("organ__short_name"), "type_name", "formed")
        for model in types()
        if not model.sure
    ]
    return first.union(*rest, all=True).iterator(CHUNK)


def interpretations() -> Iterator[Pending]:
    """Interpretations that documents still lack."""
    for document in uninterpreted(None):
        if needs_interpretation(document):
            label = _("“%(title)s”解读期限") % {"title": document.title}
            yield Pending(label, today(document.first_published_at), settings.INTERPRETATION_WD)


def publications() -> Iterator[Pending]:
    """What is public: whether it became so in time is told by its last day."""
    entries = Entry.objects.live().exclude(catalogue="").exclude(kind__in=OF_THEIR_OWN)
    for entry in entries.only("title", "issued_on", "extra").order_by("-pk").iterator(CHUNK):
        if formed := formed_on(entry):
            yield Pending(_("“%(title)s”公开期限") % {"title": entry.title}, formed, PROACTIVE_DAYS)
