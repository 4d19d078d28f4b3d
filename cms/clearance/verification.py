"""Looking again at everything that is public, with nothing taken on trust: digests, signatures, bytes, triggers.

A row of a signature could itself be forged: each must be in the audit log, which nobody can write to but the system
(`verify_audit` looks after the log)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import connection, models
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import Page

from audit import witness
from organs.models import Deputy, Membership
from register.models import Entry, EntryFile

from ..models import Clearance, ImageRendition, PublicationPage, PublicDigest, UploadedDocument, UploadedImage
from . import chrome, triggers
from .digest import content_digest
from .files import forget, stored_digest
from .rules import HIGHER, SIGNERS

CHUNK = 100


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong: `kind` is page, file, entry or trigger; `name` says which."""

    kind: str
    name: str
    problem: str

    def __str__(self) -> str:
        return f"{self.name}: {self.problem}"


def count() -> int:
    """How many live pages are looked at."""
    return sum(model.objects.filter(live=True).count() for model in triggers.publication_types())


def verify(step: Callable[[], None] = lambda: None) -> Iterator[Finding]:
    """Everything that is not as it was signed. Reads in chunks; `step` is called for each live publication."""
    forget()
    yield from missing_triggers()
    for model in triggers.publication_types():
        for chunk in chunks(model.objects.filter(live=True).select_related("organ")):
            yield from wrong_pages(chunk, step)
    yield from strangers()
    yield from files_changed()


def missing_triggers() -> Iterator[Finding]:
    words = {"missing": _("数据库触发器缺失"), "changed": _("数据库触发器被改动"), "unknown": _("来历不明的触发器")}
    for name, state in sorted(triggers.differences(connection).items()):
        yield Finding("trigger", name, words[state])


def chunks(rows: models.QuerySet) -> Iterator[list]:
    """`rows` in the order of their ids, some at a time."""
    last = 0
    while chunk := list(rows.filter(pk__gt=last).order_by("pk")[:CHUNK]):
        last = chunk[-1].pk
        yield chunk


def wrong_pages(pages: list[PublicationPage], step: Callable[[], None]) -> Iterator[Finding]:
    """What is wrong with these live pages."""
    ids = [page.pk for page in pages]
    log = SignaturesInLog(ids)
    public = {row.page_id: row for row in PublicDigest.objects.filter(page_id__in=ids)}
    valid: dict[int, list[Clearance]] = {}
    for clearance in Clearance.objects.filter(page_id__in=ids, voided_at=None).defer("sheet", "secrecy"):
        valid.setdefault(clearance.page_id, []).append(clearance)
    for page in pages:
        name = f"{page.uid} {page.title}"
        yield from (
            Finding("page", name, text) for text in problems(page, public.get(page.pk), valid.get(page.pk, []), log)
        )
        step()


class SignaturesInLog:
    """What the audit log tells of the signatures over some pages. Two queries."""

    def __init__(self, page_ids: list[int]) -> None:
        kinds = {"page", *(model._meta.label_lower for model in triggers.publication_types())}
        self.begins_at = witness.begins_at()
        self.given: set[tuple[int, str]] = set()
        self.ended: set[int] = set()
        for record in witness.told_of(kinds, page_ids, ("clearance.grant", "clearance.void")):
            if record.action == "clearance.void":
                self.ended.add(record.details.get("clearance", 0))
            else:
                self.given.add((record.details.get("clearance", 0), record.details.get("digest", "")))

    def problem(self, clearance: Clearance) -> str:
        """What speaks against `clearance`; '' for nothing, and for one that is older than the log."""
        if clearance.pk in self.ended:
            return _("审计日志中这次签发已经失效")
        if (clearance.pk, clearance.digest) in self.given:
            return ""
        if self.begins_at is not None and clearance.signed_at < self.begins_at:
            return ""
        return _("审计日志中没有这次签发")


def problems(
    page: PublicationPage, public: PublicDigest | None, clearances: list[Clearance], log: SignaturesInLog
) -> Iterator[str]:
    """What is wrong with one live page."""
    digest = content_digest(page)
    signed = [one for one in clearances if one.digest == digest and one.uid == page.uid]
    if public is None:
        yield _("已公开，没有公开登记")
    elif public.digest != digest:
        yield _("内容或附件与公开登记不一致")
    if public is not None and public.passing:
        yield _("发布过程没有正常结束")
    if not signed:
        yield _("内容与签发的不一致") if clearances else _("已公开，没有有效的签发")
    elif not any(was_entitled(one) for one in signed):
        yield _("签发人签发时没有签发职务")
    elif all(found := [log.problem(one) for one in signed]):
        yield found[0]


def was_entitled(clearance: Clearance) -> bool:
    """True when the signer held, or stood in for, a role that signs in the lane at the time of signing."""
    roles = SIGNERS.get(clearance.lane, HIGHER)
    seats = Membership.objects.valid(clearance.signed_at).filter(
        Q(organ=None) | Q(organ__code=clearance.organ_code), role__in=roles
    )
    deputies = Deputy.objects.valid(clearance.signed_at).filter(membership__in=seats, user=clearance.signer_id)
    return seats.filter(user=clearance.signer_id).exists() or deputies.exists()


def strangers() -> Iterator[Finding]:
    """What is live, or public, and belongs to no live publication."""
    known = {("wagtailcore", "page"), *chrome.CHROME}
    known |= {(model._meta.app_label, str(model._meta.model_name)) for model in triggers.publication_types()}
    for page in Page.objects.filter(live=True).only("pk", "title", "content_type").iterator(CHUNK):
        if chrome.natural_key(page.content_type_id) not in known:
            yield Finding("page", f"{page.pk} {page.title}", _("页面类型不在审核范围内，却已公开"))
    live = Page.objects.filter(live=True).values("pk")
    for entry in Entry.objects.live().exclude(page__in=live).only("uid", "title").iterator(CHUNK):
        yield Finding("entry", f"{entry.uid} {entry.title}", _("公开登记没有对应的已公开页面"))
    for row in PublicDigest.objects.exclude(page_id__in=live).iterator(CHUNK):
        yield Finding("page", str(row.page_id), _("页面没有公开，公开登记仍在"))


def files_changed() -> Iterator[Finding]:
    """Public files whose bytes are not those that were uploaded."""
    kinds = {EntryFile.Kind.DOCUMENT: UploadedDocument, EntryFile.Kind.IMAGE: UploadedImage}
    for kind, model in kinds.items():
        public = EntryFile.objects.filter(kind=kind, entry__withdrawn_at=None).values("object_id")
        yield from changed_bytes(model._default_manager.filter(pk__in=public))
        if model is UploadedImage:
            yield from changed_bytes(ImageRendition.objects.filter(image__in=public))


def changed_bytes(uploads: models.QuerySet) -> Iterator[Finding]:
    for chunk in chunks(uploads):
        for upload in chunk:
            if stored_digest(upload.file.storage, upload.file.name) != upload.sha256:
                yield Finding("file", upload.file.name, _("文件缺失，或者内容与上传时不一致"))
