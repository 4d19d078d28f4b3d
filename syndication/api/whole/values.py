"""A field of a page as JSON."""

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from modelcluster.fields import ParentalKey
from taggit.managers import _TaggableManager
from wagtail.fields import RichTextField, StreamField

from cms.richtext import public_html

from .blocks import block_json, plain
from .pieces import object_json
from .reading import Reading

INNER = {"id", "sort_order"}


def field_json(instance: models.Model, name: str, reading: Reading) -> Any:
    """The value of the field, relation, property or method `name`, or of what the model's `api_sources` names for it."""
    field = field_of(type(instance), name)
    value = getattr(instance, getattr(instance, "api_sources", {}).get(name, name))
    if isinstance(field, StreamField):
        return block_json(value.stream_block, value, reading)
    if isinstance(field, RichTextField):
        return {"html": reading.html(public_html(value, reading.site.pk))}
    if is_child_relation(field):
        return [child_json(child, reading) for child in value.all()]
    if isinstance(value, _TaggableManager):
        return sorted(tag.name for tag in value.all())
    if field is not None and (field.many_to_many or field.one_to_many):
        return [object_json(one, reading) for one in value.all()]
    if isinstance(value, models.Model):
        return object_json(value, reading)
    if callable(value):
        value = value()
    return reading.absolute(plain(value))


def child_json(child: models.Model, reading: Reading) -> dict[str, Any]:
    """A row of an inline panel: everything in it but what only the database needs."""
    return {name: field_json(child, name, reading) for name in child_fields(type(child))}


def child_fields(model: type[models.Model]) -> list[str]:
    """Names of what the API shows of an inline model: its `api_fields`, else all columns of its own."""
    if named := getattr(model, "api_fields", None):
        return [getattr(field, "name", field) for field in named]
    return [
        field.name
        for field in model._meta.concrete_fields
        if field.name not in INNER and not isinstance(field, ParentalKey) and not field.primary_key
    ]


def field_of(model: type[models.Model], name: str) -> Any:
    """The field of that name, None for a property or method."""
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def is_child_relation(field: Any) -> bool:
    """True for the other end of a ParentalKey: rows that belong to the page."""
    return isinstance(getattr(field, "field", None), ParentalKey)
