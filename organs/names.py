"""How a person is called: family name first and without a blank between, as the review sheets and all lists show it."""

import re
from typing import Any

from django.contrib.auth import get_user_model

CHINESE = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff·]+")


def full_name(person: Any) -> str:
    """`张三`; a name in other letters as Django has it (`Ada Lovelace`). Empty when no name is known."""
    family, given = person.last_name.strip(), person.first_name.strip()
    if CHINESE.fullmatch(family + given):
        return family + given
    return f"{given} {family}".strip()


def install() -> None:
    """Everything that asks an account for its name, Wagtail's lists too, gets it in this order; so do the forms."""
    from wagtail.admin.forms.account import NameEmailForm

    get_user_model().add_to_class("get_full_name", full_name)
    NameEmailForm.field_order = ["last_name", "first_name", "email"]
