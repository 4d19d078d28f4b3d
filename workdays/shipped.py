"""The notices that come with the program."""

from pathlib import Path

from .files import read_notices
from .importing import enter
from .models import Notice

FILE = Path(__file__).parent / "data" / "notices.csv"


def load_shipped() -> int:
    """Enter the shipped notices that the table does not know, by number, or year for an annual one. What somebody
    entered, changed or withdrew stays as it is. Returns how many were entered; one query when none was."""
    known = list(Notice.objects.values_list("number", "year", "kind", "withdrawn_at"))
    numbers = {number for number, *_rest in known}
    years = {year for _number, year, kind, gone in known if kind == Notice.Kind.ANNUAL and gone is None}
    shipped = read_notices(FILE.name, FILE.read_bytes())
    missing = [one for one in shipped if one.number not in numbers and not (one.annual and one.year in years)]
    if missing:
        enter(missing, source=FILE.name, is_first=not known)
    return len(missing)
