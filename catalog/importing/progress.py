"""A progress bar for long work on a terminal; silent where there is none."""

import shutil
import time
from types import TracebackType
from typing import Any

from django.utils.translation import gettext as _

WIDTH = 28
INTERVAL = 0.1


class Progress:
    """`with Progress(total, stream) as bar:` then `bar.advance()`; `clear()` before other output."""

    def __init__(self, total: int, stream: Any) -> None:
        self.total, self.done, self.stream = total, 0, stream
        self.shown = bool(getattr(stream, "isatty", lambda: False)()) and total > 1
        self.drawn_at = 0.0

    def __enter__(self) -> "Progress":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.clear()

    def advance(self) -> None:
        self.done += 1
        if self.shown and time.monotonic() - self.drawn_at >= INTERVAL:
            self.drawn_at = time.monotonic()
            filled = WIDTH * self.done // self.total
            bar = "█" * filled + "░" * (WIDTH - filled)
            self._write(
                "\r" + _("导入中 %(bar)s %(done)d/%(total)d") % {"bar": bar, "done": self.done, "total": self.total}
            )

    def clear(self) -> None:
        if self.shown:
            self._write("\r" + " " * (shutil.get_terminal_size().columns - 1) + "\r")

    def _write(self, text: str) -> None:
        """Past Django's wrapper, which would end each piece with a new line and colour it as an error."""
        stream = getattr(self.stream, "_out", self.stream)
        stream.write(text)
        stream.flush()
