"""A process that is told to end while it waits, at whatever moment of its waiting."""

import os
import subprocess
import sys
import time

from django.conf import settings

from outbox.ending import Ending

ROUNDS = 1000
WAITING = f"""
import signal
from outbox.ending import Ending

for _ in range({ROUNDS}):
    stop = Ending()
    signal.signal(signal.SIGALRM, lambda *_: stop.set())
    signal.setitimer(signal.ITIMER_REAL, 0.001)
    while not stop.is_set():
        stop.wait(0.000001)
print("ended")
"""


def test_process_ends__when_told_to_in_the_middle_of_its_waiting() -> None:
    """With `threading.Event` one of some hundred of these never comes back."""
    environ = {**os.environ, "PYTHONPATH": str(settings.ROOT)}
    done = subprocess.run([sys.executable, "-c", WAITING], env=environ, capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "ended"


def test_wait_lasts_its_time_only__when_nobody_wishes_the_end() -> None:
    ending, begun = Ending(), time.monotonic()
    assert not ending.wait(0.15)
    assert 0.15 <= time.monotonic() - begun < 5
    ending.set()
    assert ending.wait(60)
