"""One file becomes one draft in review, once: the same text again, in whatever format, is a duplicate."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from audit.services import record
from cms.models import ColumnPage, UploadedDocument
from cms.review.services import submit
from intake.folders import shown_name
from organs.models import Organ

from ..models import ImportedDocument
from .digest import normalised_digest
from .drafting import Draft, draft_of
from .parsed import Caution, Failure, ParsedDocument
from .reading import read_document
from .themes import suggested_themes

PERSONAL = {"id_number", "mobile", "landline", "contact_person"}
CREATED, DUPLICATE, FAILED = "created", "duplicate", "failed"


@dataclass
class Row:
    """What became of one file. `document` is None when it failed; `page_id` names the page made, now or earlier."""

    path: str
    status: str
    reason: str | None = None
    document: ParsedDocument | None = None
    page_id: int | None = None

    def as_json(self) -> dict[str, Any]:
        document = (self.document or ParsedDocument()).as_json()
        return {"path": self.path, "status": self.status, "reason": self.reason, **document, "page_id": self.page_id}


@dataclass
class Importer:
    """Imports files for `organ` into `column`; with `dry_run` nothing is written and the status is what would be."""

    organ: Organ
    column: ColumnPage
    dry_run: bool = False
    seen: set[str] = field(default_factory=set)

    def take(self, path: str | os.PathLike[str]) -> Row:
        """Imports one file. Never raises for what is in a file: the row names the reason."""
        name = shown_name(path)
        try:
            parsed = read_document(path)
            if isinstance(parsed, Failure):
                return Row(name, FAILED, parsed.reason)
            return self._imported(path, name, parsed)
        except ValidationError as error:
            return Row(name, FAILED, "；".join(error.messages))
        except Exception as error:  # one odd file must not stop ten thousand others; the reason says what happened
            return Row(name, FAILED, _("导入时出错：%(error)s") % {"error": error})

    def _imported(self, path: str | os.PathLike[str], name: str, parsed: ParsedDocument) -> Row:
        if not parsed.has_body:
            return Row(name, FAILED, _("只有标题、落款等，没有正文，未导入。请补全正文后再行导入。"), parsed)
        digest = normalised_digest(parsed)
        draft = draft_of(parsed, self.organ, name)
        parsed.warnings += draft.cautions
        known = ImportedDocument.objects.filter(digest=digest).first()
        if known is not None:
            return Row(name, DUPLICATE, None, parsed, known.page_id)
        if digest in self.seen:
            return Row(name, DUPLICATE, None, parsed)
        self.seen.add(digest)
        if self.dry_run:
            return Row(name, CREATED, None, parsed)
        return self._created(path, digest, parsed, draft)

    def _created(self, path: str | os.PathLike[str], digest: str, parsed: ParsedDocument, draft: Draft) -> Row:
        name = shown_name(path)
        try:
            page_id = self._write(path, digest, parsed, draft)
        except IntegrityError:
            known = ImportedDocument.objects.filter(digest=digest).first()
            if known is None:
                raise
            return Row(name, DUPLICATE, None, parsed, known.page_id)
        return Row(name, CREATED, None, parsed, page_id)

    @transaction.atomic
    def _write(self, path: str | os.PathLike[str], digest: str, parsed: ParsedDocument, draft: Draft) -> int:
        """Page, its revision, its review and the memory of its text, all or nothing."""
        column = ColumnPage.objects.get(pk=self.column.pk)
        page = column.add_child(instance=draft.page)
        ImportedDocument.objects.create(
            digest=digest,
            page_id=page.pk,
            file_name=Path(shown_name(path)).name[:255],
            warnings=[remembered(caution) for caution in parsed.warnings],
            suggested_themes=[one.as_json() for one in suggested_themes(parsed)],
        )
        page.signed_original = original_of(path)
        page.save_revision(user=None)
        submit(page, None)
        carried = {"original_published_at": parsed.original_published_at, "source": parsed.source}
        details = {field: ["", value] for field, value in carried.items() if value}
        record("catalog.import", target=page, organ=self.organ.code, details=details)
        return page.pk


def original_of(path: str | os.PathLike[str]) -> UploadedDocument | None:
    """The imported file as the original of its page, never public; None for a type that is not taken (web pages)."""
    name = Path(shown_name(path)).name
    with open(path, "rb") as stream:
        document = UploadedDocument(title=name[:255], file=File(stream, name))
        try:
            document.save()
        except ValidationError:
            return None
    return document


def remembered(caution: Caution) -> dict[str, str]:
    """A warning as it is kept: of personal data only where it stands, so that no second copy of it remains."""
    return {**caution.as_json(), "text": "" if caution.kind in PERSONAL else caution.text}
