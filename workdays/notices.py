"""What a notice says, free of database and file: the form in which both are read, compared and calculated with."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Nature = Literal["off", "work"]


@dataclass(frozen=True)
class Special:
    """One day on which a notice departs from the week."""

    date: date
    nature: Nature
    holiday: str


@dataclass(frozen=True)
class NoticeFacts:
    """A notice with its days, which need not lie in `year` (元旦 begins in December now and then).

    `annual`: it arranges the whole of `year`, which is announced by it; otherwise it adjusts some days.
    """

    year: int
    number: str
    title: str
    issued_on: date
    annual: bool
    url: str = ""
    days: tuple[Special, ...] = ()

    def __str__(self) -> str:
        return f"{self.number}《{self.title}》"
