"""How far a long command is, on a terminal."""

import sys

WIDTH = 40


class Bar:
    """A line on stderr; nothing where nobody watches."""

    def __init__(self, total: int, *, shown: bool) -> None:
        self.total, self.done = total, 0
        self.shown = shown and sys.stderr.isatty()

    def step(self) -> None:
        self.done += 1
        if self.shown and self.done % 200 == 0:
            filled = "█" * int(min(self.done / max(self.total, 1), 1) * WIDTH)
            sys.stderr.write(f"\r{filled:<{WIDTH}} {self.done}/{self.total}")
            sys.stderr.flush()

    def clear(self) -> None:
        """Leave the line empty for what is written next."""
        if self.shown:
            sys.stderr.write(f"\r{'':{WIDTH + 24}}\r")
