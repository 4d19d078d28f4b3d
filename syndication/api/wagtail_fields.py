"""How Wagtail's API writes pages, pictures and attachments here: public, absolute addresses and nothing else."""

from typing import Any

from django.urls import reverse
from rest_framework.fields import Field, ReadOnlyField
from wagtail.api.v2.serializers import BaseSerializer, PageSerializer, StreamField
from wagtail.fields import StreamField as StreamFieldColumn
from wagtail.models import Site

from register.addresses import absolute, absolute_html


class AddressField(Field):
    """An absolute address of the serialised object."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, source="*", **kwargs)

    def path(self, instance: Any) -> str:
        raise NotImplementedError

    def to_representation(self, instance: Any) -> str:
        return absolute(Site.find_for_request(self.context["request"]), self.path(instance))


class DetailAddress(AddressField):
    def path(self, instance: Any) -> str:
        return str(self.context["router"].get_object_detail_urlpath(type(instance), instance.pk))


class PageAddress(AddressField):
    """Where the public reads a page: the address of its entry."""

    def path(self, instance: Any) -> str:
        return str(instance.entry.url)


class ImageAddress(AddressField):
    def path(self, instance: Any) -> str:
        return reverse("cms_public_media", args=[instance.file.name])


class DocumentAddress(AddressField):
    def path(self, instance: Any) -> str:
        return str(instance.public_url)


class Body(StreamField):
    """Blocks as typed JSON, with absolute addresses."""

    def to_representation(self, value: Any) -> Any:
        site = Site.find_for_request(self.context["request"])
        return with_absolute_addresses(site, super().to_representation(value))


def with_absolute_addresses(site: Site, value: Any) -> Any:
    """`value`, an API form of blocks, with every path under `url` and in `html` made absolute."""
    if isinstance(value, list):
        return [with_absolute_addresses(site, item) for item in value]
    if not isinstance(value, dict):
        return value
    changed = {name: with_absolute_addresses(site, item) for name, item in value.items()}
    if isinstance(changed.get("url"), str):
        changed["url"] = absolute(site, changed["url"])
    if isinstance(changed.get("html"), str):
        changed["html"] = absolute_html(site, changed["html"])
    return changed


class PublicPageSerializer(PageSerializer):
    serializer_field_mapping = {**PageSerializer.serializer_field_mapping, StreamFieldColumn: Body}

    detail_url = DetailAddress()
    html_url = PageAddress()
    organ = ReadOnlyField(source="organ.code")


class PublicImageSerializer(BaseSerializer):
    detail_url = DetailAddress()
    download_url = ImageAddress()


class PublicDocumentSerializer(BaseSerializer):
    detail_url = DetailAddress()
    download_url = DocumentAddress()
