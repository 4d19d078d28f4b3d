"""Least periods that the law gives, counted on Beijing days."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from workdays.errors import WorkdayError

from .due import calendar


@dataclass(frozen=True)
class Period:
    """At least so many days, or working days, by which provision."""

    days: int
    basis: str
    working: bool = False

    def ends(self, start: date) -> date:
        """The earliest day on which a period that begins on `start`, which does not count, may end.

        Beyond the calendar of working days, all days are counted as if they were working days.
        """
        if not self.working:
            return start + timedelta(days=self.days)
        try:
            return calendar().due(start, self.days).due
        except WorkdayError:
            return start + timedelta(days=self.days)

    def ends_displayed(self, first: date) -> date:
        """The earliest last day of a display that begins on `first`, which counts."""
        return self.ends(first - timedelta(days=1))

    def words(self) -> str:
        """20日（《政府采购法》第三十五条）."""
        unit = _("个工作日") if self.working else _("日")
        return _("%(days)d%(unit)s（%(basis)s）") % {"days": self.days, "unit": unit, "basis": self.basis}
