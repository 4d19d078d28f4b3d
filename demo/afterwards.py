"""What became of a publication later: corrected with a visible note, or taken back."""

import json
from typing import Any

from django.db import transaction

from cms.models import PublicationPage, ReviewSheet
from cms.review.services import submit
from cms.withdrawal import withdraw
from register.models import Change, Entry

from . import clock, reviewing
from .crews import editor_of
from .publishing import BEFORE
from .reading import Publication
from .uploads import find_page


def awaits_withdrawal(publication: Publication) -> bool:
    """True when it is to be taken back and never was; who restores it later has the last word."""
    withdrawn = Change.objects.filter(entry__uid=publication.uid, kind=Change.Kind.WITHDRAWN)
    return publication.withdrawn_at is not None and not withdrawn.exists()


def awaits_correction(publication: Publication) -> bool:
    """True when it is to be corrected and nobody ever sent a correction of it."""
    sent = ReviewSheet.objects.filter(uid=publication.uid).exclude(correction_note="")
    return publication.correction is not None and not sent.exists()


@transaction.atomic
def correct(publication: Publication, people: dict[str, Any]) -> None:
    """Change what was published, with a note that readers see, through the whole review again."""
    said, page = publication.correction, find_page(publication.uid)
    if said is None or not isinstance(page, PublicationPage) or not page.live:
        return
    editor = editor_of(publication.site, people)
    with clock.at(said.at - BEFORE["draft"]):
        text = json.dumps(page.body.get_prep_value(), ensure_ascii=False)
        assert said.old in text, f"{publication.name} does not say {said.old}"
        page.body = page._meta.get_field("body").to_python(text.replace(said.old, said.new))
        page.correction_note = said.note
        page.save_revision(user=editor, log_action=True)
    with clock.at(said.at - BEFORE["submit"]):
        submit(reviewing.fresh(page), editor)
    reviewing.review(page, publication, people, lambda step: said.at - BEFORE[step])


@transaction.atomic
def take_back(publication: Publication, successor: Publication | None, by: Any) -> None:
    """Withdraw what was published; its address says so, and names what replaces it."""
    entry = Entry.objects.live().filter(uid=publication.uid).first()
    page = find_page(publication.uid)
    if entry is None or not isinstance(page, PublicationPage) or publication.withdrawn_at is None:
        return
    follows = Entry.objects.live().filter(uid=successor.uid).first() if successor else None
    with clock.at(publication.withdrawn_at):
        withdraw(page, by, publication.withdrawn_reason, publication.withdrawn_note, successor=follows)
