"""Running the engine over the words and the files of a publication, and keeping what it found.

Texts and files are known by sha256, so that nothing is inspected twice: neither the next time somebody looks, nor in
the next revision, nor for another publication with the same attachment.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from wagtail.documents.blocks import DocumentChooserBlock

from ..blocks import within
from ..models import CheckResult, FindingKind, PublicationPage
from .engine import Engine
from .passages import Passage

logger = logging.getLogger(__name__)

KEPT = timedelta(days=30)
"""How long results are kept: they hold personal data as found."""

FILE = "sha256:"
"""Before the digest of a file that is a source of findings; every other source is a content path."""


class Told(NamedTuple):
    """A finding before it is judged. `source` is a content path or a file; `location` says it in words."""

    kind: str
    text: str
    source: str
    location: str = ""
    normal: str = ""
    advice: str = ""


@dataclass(frozen=True)
class Source:
    """The words of a publication, or one file. `digest` stands for its bytes; `name` is that of a file."""

    digest: str
    inspect: Callable[[Engine], tuple[str, list[Told]]]
    name: str = ""


def sources_of(page: PublicationPage, found: list[Passage]) -> list[Source]:
    """Everything in which the engine looks: the words, then each attached file once."""
    files = {one.digest: one for one in map(file_source, documents_of(page))}
    return [text_source(found), *files.values()]


def documents_of(page: PublicationPage) -> list[Any]:
    """The files that the body names in order, then those of other rows, each once: attachments, captions, forms."""
    found = (one for part in within.streams(page) for one in within.values_of(DocumentChooserBlock, *part))
    return list({document.pk: document for document in found if document is not None}.values())


def text_source(found: list[Passage]) -> Source:
    """The words with their places: a paragraph that moved is told at its new number."""
    parts = [f"{one.path}\x1e{place}\x1e{text}" for one in found for place, text in one.pieces]
    digest = sha256("\x1f".join(parts).encode()).hexdigest()
    return Source(digest, lambda engine: ("", text_findings(found, engine)))


def text_findings(passages: list[Passage], engine: Engine) -> list[Told]:
    return [
        Told(found.kind, found.text, one.path, found.location or place, found.normal, found.advice)
        for one in passages
        for place, text in one.pieces
        if text
        for found in engine.text(text, place)
    ]


def file_source(document: Any) -> Source:
    """The digest names the type too: the same bytes are read otherwise under another extension."""
    digest = sha256(f"{document.sha256}.{document.file_extension}".encode()).hexdigest()
    return Source(digest, lambda engine: file_findings(document, engine), document.title)


def file_findings(document: Any, engine: Engine) -> tuple[str, list[Told]]:
    """(why it could not be read, what was found, what could not be looked into)."""
    key = file_key(document)
    result = engine.file(document.file.path, document.filename)
    found = [Told(one.kind, one.text, key, one.location, one.normal, one.advice) for one in result.findings]
    error = str(result.error or "")
    found += [unread(key, str(why)) for why in (error, *result.notices) if why]
    return error, found


def file_key(document: Any) -> str:
    """A file as the source of findings."""
    return f"{FILE}{document.sha256}"


def unread(key: str, why: str) -> Told:
    return Told(FindingKind.UNREADABLE.value, _("没有自动检查：%(why)s") % {"why": why}, key)


def inspected(sources: list[Source], engine: Engine, patience: float | None) -> list[Told]:
    """What is found in all sources; those of a file say in which. Two queries.

    `patience` in seconds bounds the time for files; those left over are `PENDING`. Words are always inspected.
    """
    words = sha256(engine.version.encode()).hexdigest()[:40]
    stored = CheckResult.objects.filter(digest__in={one.digest for one in sources}, words=words)
    known = {one.digest: [Told(*found) for found in one.findings] for one in stored}
    latest = None if patience is None else time.monotonic() + patience
    new: list[CheckResult] = []
    told: list[Told] = []
    for source in sources:
        findings = known.get(source.digest)
        if findings is None and source.name and latest is not None and time.monotonic() > latest:
            findings = [Told(FindingKind.PENDING.value, _("附件正在检查，请稍后刷新本页。"), source.digest)]
        elif findings is None:
            findings, error, kept = carefully(source, engine)
            if kept:
                new.append(CheckResult(digest=source.digest, words=words, error=error[:300], findings=findings))
        told += [one._replace(location=named(source, one.location)) for one in findings]
    CheckResult.objects.bulk_create(new, ignore_conflicts=True)
    return told


def carefully(source: Source, engine: Engine) -> tuple[list[Told], str, bool]:
    """(findings, error, whether to keep them). Whatever a file does to its reader is a finding, and tried anew."""
    try:
        error, findings = source.inspect(engine)
    except Exception as error:  # its words may quote what it read: they are not for the log
        logger.error("the inspection of %s failed: %s", source.digest, type(error).__name__)
        return [unread(source.digest, _("检查时出错，须由人工检查。"))], "", False
    return findings, error, True


def named(source: Source, place: str) -> str:
    """A place with the file in which it is."""
    return _("附件“%(name)s”%(place)s") % {"name": source.name, "place": place} if source.name else place


def forget_results(at: datetime) -> int:
    """Drop results older than `KEPT`, a slice at a time; how many. What is looked at again is inspected again."""
    old = CheckResult.objects.filter(at__lt=at - KEPT).values_list("pk", flat=True)[:500]
    return CheckResult.objects.filter(pk__in=list(old)).delete()[0]
