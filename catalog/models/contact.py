"""What the types share that tell where an organ is reached."""

from typing import Any

from django.utils.translation import gettext as _

from organs.models import Organ

NONE = "无"


def contact_of(organ: Organ, **names: str) -> dict[str, str]:
    """`names` maps fields of a page to fields of the organ; the values that the organ has."""
    return {name: value for name, source in names.items() if (value := getattr(organ, source))}


def rows(page: Any, *names: str) -> list[dict[str, str]]:
    """The fields `names` of `page` that are filled in, as term and value."""
    found = [(page._meta.get_field(name).verbose_name, getattr(page, name)) for name in names]
    return [{"term": str(term), "value": str(value)} for term, value in found if value]


def too_short(text: str, least: int) -> str:
    """Why `text` says too little for what it is asked, '' when it does not."""
    return _("内容过于简单，请至少写%(least)d个字。") % {"least": least} if len("".join(text.split())) < least else ""
