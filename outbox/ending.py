"""The wish to end, as a signal handler may make it."""

import time

SLICE = 0.1
"""Seconds after which at the latest a wait notices."""


class Ending:
    """Once set, stays set. Holds no lock.

    `threading.Event` is not for signal handlers: its `set` takes a lock that the interrupted thread may hold in
    `wait`, and then the process hears of its end and never ends.
    """

    def __init__(self) -> None:
        self._wished = False

    def set(self) -> None:
        self._wished = True

    def is_set(self) -> bool:
        return self._wished

    def wait(self, seconds: float) -> bool:
        """Sleep for `seconds`, or until it is set. True when it is."""
        latest = time.monotonic() + seconds
        while not self._wished and (left := latest - time.monotonic()) > 0:
            time.sleep(min(SLICE, left))
        return self._wished
