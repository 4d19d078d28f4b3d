"""How Wagtail's API writes pages, pictures and attachments here: whole, with absolute addresses and nothing of its own."""

from typing import Any

from django.urls import reverse
from rest_framework.fields import Field
from wagtail.api.v2.serializers import BaseSerializer, PageSerializer
from wagtail.models import Site

from register.models import Entry

from ..moments import iso
from .whole.reading import Reading
from .whole.values import field_json

OF_WAGTAIL = {"id", "title", "type", "detail_url", "html_url", "slug", "download_url"}
"""What this module or Wagtail writes; every other field of a page is written whole."""


class WholeField(Field):
    """A field of the serialised object, as `whole` writes it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, source="*", **kwargs)

    def to_representation(self, instance: Any) -> Any:
        return field_json(instance, str(self.field_name), reading_of(self.context))


class AddressField(WholeField):
    """An absolute address of the serialised object."""

    def path(self, instance: Any) -> str | None:
        raise NotImplementedError

    def to_representation(self, instance: Any) -> str | None:
        path = self.path(instance)
        return reading_of(self.context).address(path) if path else None


class DetailAddress(AddressField):
    def path(self, instance: Any) -> str:
        return str(self.context["router"].get_object_detail_urlpath(type(instance), instance.pk))


class PageAddress(AddressField):
    """Where the public reads a page: the address of its entry. A draft has the one that it will get."""

    def path(self, instance: Any) -> str | None:
        entry = getattr(instance, "entry", None)
        if isinstance(entry, Entry) and entry.is_live:
            return entry.url
        parts = instance.get_url_parts()
        return str(parts[2]) if parts else None


class Published(WholeField):
    def to_representation(self, instance: Any) -> str | None:
        return iso(instance.first_published_at)


class ImageAddress(AddressField):
    def path(self, instance: Any) -> str:
        return reverse("cms_public_media", args=[instance.file.name])


class DocumentAddress(AddressField):
    def path(self, instance: Any) -> str:
        return str(instance.public_url)


def reading_of(context: Any) -> Reading:
    """For whom is written; a preview brings its own."""
    if "reading" not in context:
        request = context["request"]
        context["reading"] = Reading(Site.find_for_request(request), request)
    found: Reading = context["reading"]
    return found


class PublicPageSerializer(PageSerializer):
    detail_url = DetailAddress()
    html_url = PageAddress()
    first_published_at = Published()

    def build_field(self, field_name: str, info: Any, model_class: Any, nested_depth: int) -> Any:
        if field_name in OF_WAGTAIL:
            return super().build_field(field_name, info, model_class, nested_depth)
        return WholeField, {}


class PublicImageSerializer(BaseSerializer):
    detail_url = DetailAddress()
    download_url = ImageAddress()


class PublicDocumentSerializer(BaseSerializer):
    detail_url = DetailAddress()
    download_url = DocumentAddress()
