"""Interpretations and their documents, bound both ways: what one names, and what names the other."""

import uuid
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from cms.blocks import uid_of
from cms.permissions.naming import foreign_pages
from cms.references import Reference, references, referring
from cms.review.arrangements import title_told
from cms.review.hints import Hint
from cms.titles import in_title_marks
from register.facts import LinkFacts
from register.models import Entry, EntryLink

if TYPE_CHECKING:
    from ..models import InterpretationPage

INTERPRETS = "interprets"
"""The kind of `register.EntryLink` from an interpretation to its document."""
COUNTED = ("organ", "interpretation_plan__organ", *(f"organ{'__parent' * level}" for level in range(1, 5)))
"""Whose interpretations count for a document: its own organ's, that of the organ which its plan names (so it is
accepted), and those of who stands above. Anybody may explain what is public; that settles nothing for who made it."""


@dataclass(frozen=True)
class Interpreted:
    """One document: a `reference` on this platform, or else title, number and address as typed."""

    reference: Reference | None
    title: str = ""
    number: str = ""
    url: str = ""


def uids_of(page: "InterpretationPage") -> list[uuid.UUID]:
    """The documents of this platform that `page` explains, each once, in its order."""
    found = (uid_of(child.value["document"]) for child in page.documents)
    return list(dict.fromkeys(uid for uid in found if uid and uid != page.uid))


def links_of(page: "InterpretationPage") -> tuple[LinkFacts, ...]:
    return tuple(LinkFacts(INTERPRETS, uid) for uid in uids_of(page))


def interpreted(page: "InterpretationPage", site: Site) -> list[Interpreted]:
    """What `page` explains, as a page of `site` shows it. A document that is not public yet is not told of."""
    return list(shown_documents(page, references(site, uids_of(page))))


def shown_documents(
    page: "InterpretationPage", known: dict[uuid.UUID, Reference], *, unpublished: bool = False
) -> Iterator[Interpreted]:
    seen: set[uuid.UUID] = set()
    for child in page.documents:
        value = child.value
        uid = uid_of(value["document"])
        if uid is None:
            if value["title"]:
                yield Interpreted(None, value["title"], value["number"] or "", value["url"] or "")
        elif uid in known and uid not in seen and (unpublished or known[uid].state != "unpublished"):
            seen.add(uid)
            yield Interpreted(known[uid])


def interpretations_of(uid: uuid.UUID, site: Site) -> list[Reference]:
    """The public interpretations of a document, newest first. One query."""
    return referring(site, uid, [INTERPRETS]).get(INTERPRETS, [])


def is_interpreted() -> Exists:
    """A condition on documents: a public text explains it, of an organ that counts."""
    links = EntryLink.objects.filter(kind=INTERPRETS, target_uid=OuterRef("uid"), entry__withdrawn_at=None)
    counted = Q()
    for name in COUNTED:
        counted |= Q(entry__organ=OuterRef(name))
    return Exists(links.filter(counted))


def organs_counted(documents: Collection[int]) -> dict[uuid.UUID, set[int]]:
    """The ids of the organs whose interpretations count, by uid of the document. One query."""
    from ..models import OfficialDocumentPage

    rows = OfficialDocumentPage.objects.filter(pk__in=documents).values_list("uid", *COUNTED)
    return {uid: {organ for organ in organs if organ} for uid, *organs in rows}


def not_yet_public(uids: Collection[uuid.UUID]) -> list[uuid.UUID]:
    """Those of `uids` that never were public; what was withdrawn was. One query."""
    known = set(Entry.objects.filter(uid__in=uids).values_list("uid", flat=True))
    return [uid for uid in uids if uid not in known]


def naming(uid: uuid.UUID) -> "QuerySet[InterpretationPage]":
    """Interpretations, public or not, whose newest text names the document. One query.

    Of a draft only its newest revision knows: its row is as it was made. Drafts are few; public texts have links.
    """
    from ..models import InterpretationPage

    public = EntryLink.objects.filter(kind=INTERPRETS, target_uid=uid, entry__withdrawn_at=None)
    drafts = Q(latest_revision__content__documents__icontains=str(uid)) & (
        Q(live=False) | Q(has_unpublished_changes=True)
    )
    return InterpretationPage.objects.filter(Q(pk__in=public.values("entry__page")) | drafts)


def counting(document: Any) -> "QuerySet[InterpretationPage]":
    """Those `naming` the document whose organs count for it. One query more."""
    organs = organs_counted([document.pk]).get(document.uid, set())
    return naming(document.uid).filter(organ__in=organs)


def companions(page: Any) -> list[tuple[int, str]]:
    """(id, title) of the interpretations of a document: for the release of what is 热点 or 易误读."""
    from ..models import OfficialDocumentPage

    if not isinstance(page, OfficialDocumentPage):
        return []
    found = Page.objects.filter(pk__in=counting(page).values("pk")).select_related("ownership__organ")
    found = found.order_by("-live", "-latest_revision_created_at")
    return [(one.pk, title_told(one, page.organ_id)) for one in found[:20]]


def foreign_hints(page: Any) -> Iterator[Hint]:
    """Tells the reviewers of an interpretation that it counts for nothing the other organ has to do."""
    from ..models import InterpretationPage, OfficialDocumentPage

    if not isinstance(page, InterpretationPage) or not (uids := uids_of(page)):
        return
    counted = Q()
    for name in COUNTED:
        counted |= Q(**{name: page.organ_id})
    for one in OfficialDocumentPage.objects.live().filter(uid__in=uids).exclude(counted).select_related("organ"):
        text = _("%(title)s是%(organ)s的文件，其解读方案没有指定本单位：解读可以发布，但不算该文件已解读。")
        yield Hint(_("解读其他机关的文件"), text % {"title": in_title_marks(one.title), "organ": one.organ.short_name})


def refuse_foreign_drafts(page: "InterpretationPage", user: Any) -> None:
    """Nobody binds a text to a draft that they may not see, by whatever way. Raises PermissionDenied."""
    if user is not None and "documents" in foreign_pages(page, user):
        raise PermissionDenied(_("所解读的文件尚未公开，且不属于本单位，请另选。"))
