"""What readers see of a text, and what must not stand in one."""

import re
import unicodedata
from typing import Any

from django.db import models

NONCHARACTERS = r"\ufdd0-\ufdef" + "".join(f"\\U{plane:04x}fffe\\U{plane:04x}ffff" for plane in range(17))
UNWANTED = re.compile(rf"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069{NONCHARACTERS}]")
"""Control characters, characters that are none, and those that turn the direction of what follows."""
LINE_ENDS = re.compile(r"[\t\n\x0b\x0c\r\x85]+")
VERTICAL = re.compile(r"[\x0b\x0c\x85]")
EMPTY = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs that show nothing."""
UNSEEN = frozenset({"Cc", "Cf", "Mn", "Zl", "Zp", "Zs"})


def tidied(text: str, *, multiline: bool = False) -> str:
    """`text` without what nobody sees and programs obey; "" where nothing of it can be seen. Lines and tabs stay in
    texts of several lines."""
    plain = UNWANTED.sub("", text)
    plain = VERTICAL.sub("\n", plain) if multiline else LINE_ENDS.sub(" ", plain)
    return "" if is_blank(plain) else plain


def is_blank(text: str) -> bool:
    """True when nothing of `text` can be seen."""
    return all(unicodedata.category(one) in UNSEEN or one in EMPTY for one in text)


def tidy_fields(instance: models.Model, without: frozenset[str]) -> None:
    """Tidy the fields of text of `instance`, but those in `without`."""
    for field in instance._meta.concrete_fields:
        value: Any = getattr(instance, field.attname)
        if (
            isinstance(field, models.CharField | models.TextField)
            and isinstance(value, str)
            and field.name not in without
        ):
            setattr(instance, field.attname, tidied(value, multiline=isinstance(field, models.TextField)))
