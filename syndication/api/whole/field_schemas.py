"""JSON Schema of the fields of pages, made from the models."""

from typing import Any

from django.db import models
from django.db.models.fields.reverse_related import ForeignObjectRel
from taggit.managers import TaggableManager
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from cms import json_schema as pieces
from cms.json_schema import Schema, closed, exactly, many, maybe, titled
from cms.models import UploadedDocument, UploadedImage
from organs.models import Organ

from .block_schemas import BlockSchemas
from .values import child_fields, field_of, is_child_relation


def field_schema(model: type[models.Model], name: str, blocks: BlockSchemas) -> Schema:
    """Schema of what `values.field_json` writes. A property's is what the model says in `api_schemas`,
    or what it calls there, else anything."""
    told: dict[str, Any] = getattr(model, "api_schemas", {})
    if name in told:
        return found() if callable(found := told[name]) else found
    field = field_of(model, name)
    if field is None:
        return pieces.ANYTHING
    if isinstance(field, ForeignObjectRel):
        return relation_schema(field, blocks)
    described = titled(value_schema(field, blocks), field.verbose_name, getattr(field, "help_text", ""))
    return maybe(described) if field.null and not isinstance(field, TaggableManager) else described


def relation_schema(field: ForeignObjectRel, blocks: BlockSchemas) -> Schema:
    """Rows of an inline panel, or other objects that point here."""
    model = field.related_model
    if not is_child_relation(field):
        return many(object_schema(model))
    properties = {name: field_schema(model, name, blocks) for name in child_fields(model)}
    return many(exactly(properties, title=str(model._meta.verbose_name)))


def value_schema(field: Any, blocks: BlockSchemas) -> Schema:
    """Schema of a value that is not null."""
    if isinstance(field, StreamField):
        return blocks.stream(field.stream_block)
    if isinstance(field, TaggableManager):
        return many(pieces.TEXT)
    if isinstance(field, models.ManyToManyField):
        return many(object_schema(field.related_model))
    if field.is_relation:
        return object_schema(field.related_model)
    if field.choices:
        return closed(field.choices, blank=field.blank)
    for kind, schema in FIELDS:
        if isinstance(field, kind):
            return schema
    return pieces.TEXT


def object_schema(model: Any) -> Schema:
    """Schema of what `pieces.object_json` writes of an object of `model`. Raises TypeError for what has no form."""
    for kind, schema in OBJECTS:
        if issubclass(model, kind):
            return schema
    raise TypeError(f"{model.__name__} has no form for the API")


FIELDS: tuple[tuple[type[models.Field], Schema], ...] = (
    (RichTextField, pieces.RICH_TEXT),
    (models.UUIDField, pieces.UID),
    (models.BooleanField, pieces.YES_NO),
    (models.IntegerField, pieces.INTEGER),
    (models.FloatField, {"type": "number"}),
    (models.DecimalField, pieces.DECIMAL),
    (models.DateTimeField, pieces.MOMENT),
    (models.DateField, pieces.DAY),
    (models.TimeField, pieces.TIME),
    (models.JSONField, pieces.ANYTHING),
)
OBJECTS: tuple[tuple[type[models.Model], Schema], ...] = (
    (UploadedImage, maybe(pieces.PICTURE)),
    (UploadedDocument, pieces.FILE),
    (Organ, pieces.ORGAN),
    (Page, maybe(pieces.REFERENCE)),
)
