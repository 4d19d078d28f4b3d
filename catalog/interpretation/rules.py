"""Which documents have to be explained, and by when. The only place that says so."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from workdays.services import due

if TYPE_CHECKING:
    from workdays.calendar import Calendar, Deadline

    from ..models import OfficialDocumentPage


def needs_interpretation(document: "OfficialDocumentPage") -> bool:
    """True for normative documents, and for important ones of the genres, or with titles, that settings name.

    What came from an old site was published before anybody planned: nothing is asked for it.
    """
    if document.original_published_at or document.disclosure_attribute != document.DisclosureAttribute.PROACTIVE:
        return False
    if document.is_foreign:
        return False
    if document.is_normative:
        return True
    return document.importance == document.Importance.IMPORTANT and is_policy(document)


def is_policy(document: "OfficialDocumentPage") -> bool:
    """By its genre, or by how its title ends: 办法, 规定 … are no genres of official documents."""
    title = document.title.strip().removesuffix("的通知").rstrip("》").removesuffix("（试行）").removesuffix("（暂行）")
    return document.genre in settings.INTERPRETATION_GENRES or title.endswith(tuple(settings.INTERPRETATION_TITLES))


def candidates() -> Q:
    """Documents that may need one, as a filter; `needs_interpretation` decides."""
    here = Q(original_published_at=None, locale__language_code=settings.LANGUAGE_CODE)
    return here & (Q(is_normative=True) | Q(importance="important"))


def last_day(published: date | datetime, calendar: "Calendar | None" = None) -> "Deadline":
    """The last day on which the interpretation of a document published then is in time.

    Raises `WorkdayError` beyond the calendar.
    """
    return due(published, settings.INTERPRETATION_WD, calendar=calendar)


def today(at: datetime | None = None) -> date:
    """The day in Beijing."""
    return timezone.localdate(at)
