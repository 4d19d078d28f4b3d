"""The people of a review in one organ, and a stranger from another."""

from typing import Any

from cms.review.services import submit
from cms.review.setup import ensure_review
from organs.models import Role
from tests.site import CHECKED, PUBLIC, decide, make_draft, make_organ, make_person

__all__ = ["CHECKED", "PUBLIC", "at_secrecy", "fresh", "make_people", "rewritten", "sent"]

SEATS = {
    "editor": Role.EDITOR,
    "checker": Role.CHECKER,
    "secrecy": Role.SECRECY,
    "signer": Role.OFFICE_HEAD,
}


def make_people() -> dict[str, Any]:
    """editor, checker, secrecy and signer of the organ of `make_draft`, and stranger, editor of another."""
    ensure_review()
    people = {name: make_person(name, (role, make_organ())) for name, role in SEATS.items()}
    people["stranger"] = make_person("stranger", (Role.EDITOR, make_organ("jiaoyuju")))
    return people


def fresh(page):
    """The page as it is stored now."""
    return type(page).objects.get(pk=page.pk)


def sent(people, **fields):
    """A draft before the first step."""
    page = make_draft(**fields)
    page.save_revision(user=people["editor"])
    submit(page, people["editor"])
    return fresh(page)


def at_secrecy(people, **fields):
    """A draft before the confidentiality review."""
    page = sent(people, **fields)
    decide(page, people["checker"], "approve", comment="已核对。", **CHECKED)
    return fresh(page)


def rewritten(page, user, **fields):
    """Another revision of the page by `user`."""
    edited = page.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(edited, name, value)
    edited.save_revision(user=user)
    return fresh(page)
