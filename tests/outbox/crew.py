"""A worker of the outbox as a process of its own, for tests that kill it: `-m tests.outbox.crew SECONDS [stall]`.

Its handlers write into `crew_done`, a table that would show a row that was carried out twice.
"""

import os
import sys
import time

import django

TABLE = "CREATE TABLE crew_done (row_id BIGINT NOT NULL, pid BIGINT NOT NULL)"


def main() -> None:
    """Delivers until nothing is pending or SECONDS have passed. With `stall` the first row is never finished."""
    django.setup()
    from django.db import connection

    from outbox.handlers import handler
    from outbox.models import OutboxRow
    from outbox.worker import deliver_one

    stall = "stall" in sys.argv

    @handler("crew.atomic", atomic=True)
    def count(row: OutboxRow) -> None:
        if stall:
            print("holding", row.pk, flush=True)
            time.sleep(600)
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO crew_done VALUES (%s, %s)", [row.pk, os.getpid()])

    @handler("crew.held")
    def hold(row: OutboxRow) -> None:
        if stall:
            print("holding", row.pk, flush=True)
            time.sleep(600)
        count(row)

    print("ready", flush=True)
    latest = time.monotonic() + float(sys.argv[1])
    while time.monotonic() < latest and OutboxRow.objects.pending().exists():
        if not deliver_one():
            time.sleep(0.1)


if __name__ == "__main__":
    main()
