"""Where the questions and answers of a text stand. Only what stands in it is signed, and public, with it."""

import re
from typing import Any

from django.utils.translation import gettext as _

from ..models import PublicationPage
from .passages import Passage, passages

NAMED = re.compile("问答|答记者问|答问")
"""Headings and attachments so named hold them."""
ASKED, ANSWERED = re.compile(r"(?<![访询慰顾学疑])问\s*\d*\s*[：:]"), re.compile(r"答\s*\d*\s*[：:]")
BLOCK = "questions"
"""The type of the block that is made for them, in kinds of publication that have it."""
SHOWN = 3


def answers_in(page: Any) -> str:
    """Where `page` has questions and answers, in words; empty when it has none."""
    if not isinstance(page, PublicationPage):
        return ""
    told = passages(page)
    found = [one.label for one in told if is_named(one)] or asking(told)
    return _("问答见%(places)s") % {"places": "、".join(found[:SHOWN])} if found else ""


def is_named(one: Passage) -> bool:
    return one.kind == BLOCK or (one.kind in {"heading", "attachment"} and bool(NAMED.search(one.text)))


def asking(told: list[Passage]) -> list[str]:
    """The blocks in which something is asked, where something is answered too."""
    body = [one for one in told if one.path.startswith("body.")]
    answered = any(ANSWERED.search(one.text) for one in body)
    return [one.label for one in body if ASKED.search(one.text)] if answered else []
