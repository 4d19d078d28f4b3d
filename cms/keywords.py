"""Keywords as officials type them."""

import re

SEPARATORS = re.compile(r"[,，、;；\s\u3000]+")


def keywords_from_text(text: str | None) -> list[str]:
    """The different words of `text`, sorted; commas, 顿号, semicolons (of both widths) and blanks divide them."""
    return sorted({word.strip("\"“”'") for word in SEPARATORS.split(text or "")} - {""})
