"""The digest that a signature covers: everything the public will see of a publication, in one canonical form.

It is the same for a page read from its row, from a revision or held in memory, on SQLite and on PostgreSQL. What is
empty counts for nothing, so that a type may gain a field, or a block an option, without making every signature void.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from wagtail.fields import StreamField

from ..models import PublicationPage, UploadedDocument, UploadedImage
from ..models.files import ImmutableFileMixin
from .files import stored_digest

FILE_FACTS: dict[type[models.Model], tuple[str, ...]] = {
    UploadedDocument: ("title", "mime_type"),
    UploadedImage: (),
}
"""Models of uploads that publications name, and the columns of each that the public reads."""
EMPTY: tuple[Any, ...] = (None, "", [], {}, False)


def content_digest(page: PublicationPage, *, without: Iterable[str] = (), keywords: Sequence[str] | None = None) -> str:
    """sha256 in hexadecimal of `content_of(page)`, leaving out the fields named in `without`."""
    text = json.dumps(content_of(page, without, keywords), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def content_of(
    page: PublicationPage, without: Iterable[str] = (), keywords: Sequence[str] | None = None
) -> dict[str, Any]:
    """Everything the public will see of `page`, as JSON knows it; `keywords` when they were read already."""
    left_out = set(without)
    content = {
        field.name: field_value(page, field) for field in content_fields(type(page)) if field.name not in left_out
    }
    content |= {
        "type": page.kind,
        "keywords": keywords_of(page) if keywords is None else sorted(set(keywords)),
        "files": files_of(page, left_out),
    }
    return canonical(content)


def content_fields(model: type[PublicationPage]) -> list[models.Field]:
    """The columns of `model`, inherited ones included, whose values the public sees."""
    return [field for field in model._meta.concrete_fields if field.name not in model.outside_clearance]


def field_value(page: PublicationPage, field: models.Field) -> Any:
    """The value of one column in a form that knows no database."""
    if field.name == "organ":
        return page.organ.code
    value = getattr(page, field.attname)
    if isinstance(field, StreamField):
        # Each block read, then prepared: what a revision holds raw and what a save writes of it are one content.
        return without_ids(plain([block.get_prep_value() for block in value or []]))
    return plain(field.to_python(value))


def plain(value: Any) -> Any:
    """`value` as JSON gives it back; times in UTC, to the millisecond."""
    if isinstance(value, datetime):
        aware = value if timezone.is_aware(value) else timezone.make_aware(value)
        return aware.astimezone(UTC).isoformat(timespec="milliseconds")  # as revisions keep them
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))


def without_ids(value: Any) -> Any:
    """A stream without the ids of its blocks, which every copy has anew."""
    if isinstance(value, list):
        return [without_ids(item) for item in value]
    if isinstance(value, dict):
        is_block = "type" in value and "value" in value
        return {key: without_ids(item) for key, item in value.items() if not (is_block and key == "id")}
    return value


def canonical(value: Any) -> Any:
    """`value` without what is empty in objects, and with one form for each number."""
    if isinstance(value, dict):
        cleaned = {key: canonical(item) for key, item in value.items()}
        return {key: item for key, item in cleaned.items() if not is_empty(item)}
    if isinstance(value, list):
        return [canonical(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def is_empty(value: Any) -> bool:
    """True for what a field says that was never filled in; 0 is a figure."""
    return any(value is nothing or (type(value) is type(nothing) and value == nothing) for nothing in EMPTY)


def keywords_of(page: PublicationPage) -> list[str]:
    return sorted({tag.name for tag in page.keywords.all()})


def files_of(page: PublicationPage, without: Iterable[str] = ()) -> list[dict[str, Any]]:
    """Every upload that the page names: kind, id, what the public reads of its row, and the sha256 of its bytes now.

    An upload whose row is gone is not there; one whose bytes are gone has an empty sha256.
    """
    wanted: dict[type[models.Model], set[int]] = {}
    for field in content_fields(type(page)):
        if field.name not in without:
            for model, pk in references(page, field):
                wanted.setdefault(model, set()).add(pk)
    found = [facts for model, pks in wanted.items() for facts in upload_facts(model, pks)]
    return sorted(found, key=lambda facts: (facts["kind"], facts["id"]))


def references(page: PublicationPage, field: models.Field) -> Iterable[tuple[type[models.Model], int]]:
    """Uploads that one column names, as (model, id)."""
    if isinstance(field, StreamField):
        for model, pk, _model_path, _content_path in field.extract_references(getattr(page, field.name)):
            if issubclass(model, ImmutableFileMixin):
                yield model, int(pk)
    elif isinstance(field, models.ForeignKey):
        pk = getattr(page, field.attname)
        if pk and issubclass(field.related_model, ImmutableFileMixin):
            yield field.related_model, pk


def upload_facts(model: type[models.Model], pks: set[int]) -> Iterable[dict[str, Any]]:
    """What the digest covers of uploads. One query."""
    storage = model._meta.get_field("file").storage  # type: ignore[union-attr]
    columns = FILE_FACTS.get(model, ())
    for row in model._default_manager.filter(pk__in=pks).values("pk", "file", *columns):
        seen = {name: row[name] for name in columns}
        yield {"kind": model._meta.model_name, "id": row["pk"], "sha256": stored_digest(storage, row["file"]), **seen}
