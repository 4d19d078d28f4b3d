"""One publication on its way: written by the editor, checked, reviewed for secrecy, signed; or left at a step."""

import json
from datetime import timedelta
from typing import Any

from django.db import transaction

from catalog.models import OfficialDocumentPage
from cms.models import ArticlePage, ConfidentialityTaskState, PublicationPage, Withdrawal
from cms.review.lanes import Lane
from cms.review.services import decide, submit
from cms.withdrawal import withdraw
from organs.models import Organ
from register.models import Change, Entry

from . import clock, markup
from .places import find_column
from .reading import Publication
from .uploads import find_page, resolver

STEPS = ("first_review", "confidentiality", "sign_off")
REVIEWERS = {"first_review": "checker", "confidentiality": "secrecy"}
SIGNERS: dict[str, str] = {Lane.ORDINARY: "signer", Lane.IMPORTANT: "head"}
"""Who decides which step; who signs follows from the lane."""
BEFORE = {
    "draft": timedelta(minutes=160),
    "submit": timedelta(minutes=130),
    "first_review": timedelta(minutes=90),
    "confidentiality": timedelta(minutes=40),
    "sign_off": timedelta(0),
}
"""How long before its publication each step was done."""
OPINIONS: dict[str, dict[str, Any]] = {
    "first_review": {"policy_check": "consistent", "comment": "文字、数据和格式已核对。"},
    "confidentiality": {
        "decision": ConfidentialityTaskState.Decision.PUBLIC.value,
        "basis": "《中华人民共和国保守国家秘密法》《中华人民共和国政府信息公开条例》",
        "comment": "",
    },
    "sign_off": {"comment": "同意发布。"},
}
OF_A_DOCUMENT: dict[str, Any] = {"secrecy_level": "none", "disclosure_scope": "society", "compared_on_paper": True}
"""What the confidentiality review of a 公文 records besides; the demo's originals are on paper."""
OF_DOCUMENTS = (
    "document_number", "issuing_organs", "addressees", "effective_on", "expires_on", "is_normative",
    "normative_number", "theme", "genre", "catalogue_group", "audience",
)  # fmt: skip
OF_ALL = ("title", "summary", "department", "editor", "source", "importance", "issued_on", "original_published_at")


def is_known(publication: Publication) -> bool:
    """True when it was made before, even if somebody has deleted it since."""
    return find_page(publication.uid) is not None or Entry.objects.filter(uid=publication.uid).exists()


def awaits_withdrawal(publication: Publication) -> bool:
    """True when it is to be taken back and never was; who restores it later has the last word."""
    withdrawn = Change.objects.filter(entry__uid=publication.uid, kind=Change.Kind.WITHDRAWN)
    return publication.withdrawn_at is not None and not withdrawn.exists()


@transaction.atomic
def introduce(publication: Publication, people: dict[str, Any]) -> None:
    """Take `publication` through the review as far as its state says. All of it happens, or nothing."""

    def moment(step: str) -> Any:
        return clock.at(publication.published_at - BEFORE[step])

    with moment("draft"):
        page = draft(publication, people["editor"])
    with moment("submit"):
        submit(page, people["editor"])
    for step in STEPS:
        if publication.state == step:
            return
        with moment(step):
            decide(type(page).objects.get(pk=page.pk), people[decider(page, step)], "approve", **opinion(page, step))


def decider(page: PublicationPage, step: str) -> str:
    """The account that decides `step` of `page`."""
    return REVIEWERS.get(step) or SIGNERS[page.least_lane()]


def opinion(page: PublicationPage, step: str) -> dict[str, Any]:
    """What is written down at `step` of `page`."""
    more = OF_A_DOCUMENT if step == "confidentiality" and page.has_signed_original else {}
    return {**OPINIONS[step], **more}


def draft(publication: Publication, editor: Any) -> PublicationPage:
    """The page as the editor saves it. Raises ValidationError when it could not be published."""
    document = publication.kind == OfficialDocumentPage.kind
    model: type[PublicationPage] = OfficialDocumentPage if document else ArticlePage
    names = (*OF_ALL, *OF_DOCUMENTS) if document else OF_ALL
    body = markup.blocks(publication.body, resolver(publication, editor))
    page = model(
        uid=publication.uid,
        organ=Organ.objects.get(code=publication.organ),
        body=json.dumps(body, ensure_ascii=False),
        live=False,
        owner=editor,
        **{name: getattr(publication, name) for name in names},
    )
    column = find_column(publication.column)
    assert column is not None, f"no column {publication.column}"
    page.keywords.set(publication.keywords)
    page = column.add_child(instance=page)
    page.save_revision(user=editor, log_action=True)
    return page


@transaction.atomic
def take_back(publication: Publication, successor: Publication | None, admin: Any) -> None:
    """Withdraw what was published; its address says so, and names what replaces it."""
    entry = Entry.objects.live().filter(uid=publication.uid).first()
    page = find_page(publication.uid)
    if entry is None or page is None or publication.withdrawn_at is None:
        return
    follows = Entry.objects.live().filter(uid=successor.uid).first() if successor else None
    with clock.at(publication.withdrawn_at):
        withdraw(page, admin, Withdrawal.Reason.OTHER, "发布单位撤下", successor=follows)
