"""The people of a review in one organ, and a stranger from another."""

from django.contrib.auth.models import Group, User

from cms.review.services import decide, submit
from cms.review.setup import CHECKERS, EDITORS, SECRECY, SIGNERS, ensure_review
from organs.models import Membership, Role
from tests.site import make_draft, make_organ

CHECKED: dict[str, str] = {}
"""What the first step asks for, beside an opinion."""

PUBLIC = {"decision": "public", "basis": "本单位保密审查制度"}
SEATS = {
    "editor": (EDITORS, Role.EDITOR),
    "checker": (CHECKERS, Role.CHECKER),
    "secrecy": (SECRECY, Role.SECRECY),
    "signer": (SIGNERS, Role.OFFICE_HEAD),
}


def make_people():
    """editor, checker, secrecy and signer of the organ of `make_draft`, and stranger, editor of another."""
    ensure_review()
    people = {}
    for name, (group, role) in SEATS.items():
        people[name] = User.objects.create_user(name, password="x", first_name=name)
        people[name].groups.add(Group.objects.get(name=group))
        Membership.objects.create(user=people[name], organ=make_organ(), role=role)
    people["stranger"] = User.objects.create_user("stranger", password="x")
    people["stranger"].groups.add(Group.objects.get(name=EDITORS))
    Membership.objects.create(user=people["stranger"], organ=make_organ("jiaoyuju"), role=Role.EDITOR)
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
