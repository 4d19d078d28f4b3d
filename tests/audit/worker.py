"""One process of the concurrency test: `python -m tests.audit.worker NAME COUNT` records on DATABASE_URL."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings.test")
django.setup()

from django.db import transaction  # noqa: E402 - needs the settings

from audit.refusals import recording, refused  # noqa: E402
from audit.services import record  # noqa: E402


class Refused(Exception):
    pass


def work(name: str, count: int) -> None:
    """Record alone, twice in a transaction, in one that is rolled back, and be refused, in turn."""
    for number in range(count):
        match number % 4:
            case 0:
                record("page.alone", target=(name, number))
            case 1:
                with transaction.atomic():
                    record("page.first", target=(name, number))
                    record("page.second", target=(name, number))
            case _:
                try:
                    with recording(), transaction.atomic():
                        record("page.undone", target=(name, number))
                        refused("page.refused", "试验", target=(name, number))
                        raise Refused
                except Refused:
                    continue


if __name__ == "__main__":
    work(sys.argv[1], int(sys.argv[2]))
