"""Strings out of the PDF library."""

import ctypes
from collections.abc import Callable
from typing import Any

LONGEST = 2_000_000


def text_of(call: Callable[..., int], *arguments: Any) -> str:
    """The UTF-16 answer of a function that is asked for its length in bytes first; "" when it is absurd."""
    size = call(*arguments, None, 0)
    if not 2 < size < LONGEST:
        return ""
    buffer = ctypes.create_string_buffer(size)
    call(*arguments, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")
