"""Documents of the invented 云杉市, each with a trap, and what must be read from them."""

from . import eighth, fifth, fourth, ninth, pages, prints, second, seventh, sixth, tenth, texts, third, words
from .case import Case

CASES: list[Case] = [
    *texts.CASES,
    *pages.CASES,
    *words.CASES,
    *prints.CASES,
    *second.CASES,
    *third.CASES,
    *fourth.CASES,
    *fifth.CASES,
    *sixth.CASES,
    *seventh.CASES,
    *eighth.CASES,
    *ninth.CASES,
    *tenth.CASES,
]
