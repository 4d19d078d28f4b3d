"""/api/v2/: Wagtail's content API over what the register has made public."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponseRedirect
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.response import Response
from wagtail.api.v2.filters import FieldsFilter, OrderingFilter
from wagtail.api.v2.pagination import WagtailPagination
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import BaseAPIViewSet, PagesAPIViewSet
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images.api.v2.views import ImagesAPIViewSet
from wagtail.models import Page

from cms.json_schema import flat
from cms.models import PublicationPage, UploadedDocument, UploadedImage
from register.addresses import absolute
from register.models import Entry, EntryFile

from ..conditional import site_of
from .base import PublicApi
from .questions import given_twice
from .wagtail_errors import in_chinese
from .wagtail_fields import PublicDocumentSerializer, PublicImageSerializer, PublicPageSerializer
from .whole.values import field_of

SHOWN_ONLY = {"body", "keywords", "organ", "validity"}
PARAMETERS = frozenset({"limit", "offset", "fields", "order", "_"})


class ClosedFieldsFilter(FieldsFilter):
    """Wagtail's filters by fields; a value outside of a closed vocabulary is refused."""

    def filter_queryset(self, request: Request, queryset: QuerySet, view: Any) -> QuerySet:
        for name in view.get_available_fields(queryset.model, db_fields_only=True):
            field: Any = field_of(queryset.model, name)
            if name in request.GET and getattr(field, "choices", None):
                check_choice(name, request.GET[name], field)
        return super().filter_queryset(request, queryset, view)


def check_choice(name: str, text: str, field: Any) -> None:
    """Raises BadRequestError for what the field cannot have, and names what it can."""
    values = [str(value) for value, _title in flat(field.choices)]
    if text not in values and not (field.blank and text == ""):
        told = {"name": name, "value": text[:40], "values": "、".join(value for value in values if value)}
        raise BadRequestError(_("%(name)s 没有“%(value)s”这个值。可用的值：%(values)s。") % told)


class StableOrdering(OrderingFilter):
    """Wagtail's ordering without `random`: the same question has the same answer."""

    def filter_queryset(self, request: Request, queryset: QuerySet, view: Any) -> QuerySet:
        if "random" in request.GET.get("order", "").split(","):
            raise BadRequestError(_("不支持随机排序。"))
        return super().filter_queryset(request, queryset, view)


class BoundedPagination(WagtailPagination):
    """Wagtail's paging, within what a database can count."""

    def paginate_queryset(self, queryset: QuerySet, request: Request, view: Any = None) -> Any:
        for name in ("limit", "offset"):
            text = request.GET.get(name, "0")
            if not (text.isascii() and text.isdigit() and len(text) <= 9):
                raise BadRequestError(_("%(name)s 应为不小于 0 的整数。") % {"name": name})
        return super().paginate_queryset(queryset, request, view)


class PublicViewSet(PublicApi):
    """Mix into a viewset of Wagtail."""

    pagination_class = BoundedPagination
    filter_backends = [ClosedFieldsFilter, StableOrdering]
    known_query_parameters = PARAMETERS

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if name := given_twice(request):
            raise BadRequestError(_("参数“%(name)s”只能出现一次。") % {"name": name[:40]})

    def handle_exception(self, exc: Exception) -> Response:
        """Errors as Wagtail's API has them, under `message`, in Chinese."""
        if isinstance(exc, Http404):
            return Response({"message": _("没有找到，或者不再公开。")}, status=404)
        if isinstance(exc, BadRequestError):
            return Response({"message": in_chinese(exc)}, status=400)
        return super().handle_exception(exc)

    def find_view(self, request: Request) -> HttpResponseRedirect:
        """Lead from what is known of an object to its address."""
        found = self.find_object(self.get_queryset(), request)  # type: ignore[attr-defined]
        if found is None:
            raise Http404(_("没有找到。"))
        path = request.wagtailapi_router.get_object_detail_urlpath(self.model, found.pk)  # type: ignore[attr-defined]
        return HttpResponseRedirect(absolute(site_of(request._request), path))

    def find_object(self, queryset: QuerySet, request: Request) -> Any:
        pk = request.GET.get("id", "")
        is_number = pk.isascii() and pk.isdigit() and len(pk) < 19
        return queryset.filter(pk=int(pk)).first() if is_number else None


class Pages(PublicViewSet, PagesAPIViewSet):
    """Pages with a live entry, with their blocks. Drafts, and what was withdrawn, are not found."""

    base_serializer_class = PublicPageSerializer
    known_query_parameters = PARAMETERS | {"type"}
    meta_fields = [*BaseAPIViewSet.meta_fields, "html_url", "slug", "first_published_at"]
    detail_only_fields: list[str] = []

    @classmethod
    def get_body_fields_names(cls, model: type[Page]) -> list[str]:
        names = super().get_body_fields_names(model)
        return [*names, "organ"] if issubclass(model, PublicationPage) else names

    @classmethod
    def get_available_fields(cls, model: type[Page], db_fields_only: bool = False) -> list[str]:
        """Fields that can be shown; with `db_fields_only` those by which can be filtered and ordered."""
        names = super().get_available_fields(model, db_fields_only=db_fields_only)
        return [name for name in names if not (db_fields_only and name in SHOWN_ONLY)]

    @classmethod
    def get_detail_default_fields(cls, model: type[Page]) -> list[str]:
        return cls.get_available_fields(model)

    @classmethod
    def get_listing_default_fields(cls, model: type[Page]) -> list[str]:
        """Without Wagtail's `locale`: the entry tells the language."""
        fields: list[str] = BaseAPIViewSet.get_listing_default_fields.__func__(cls, model)
        return fields

    def get_base_queryset(self) -> QuerySet:
        entries = Entry.objects.live().filter(site=site_of(self.request._request)).exclude(page=None)
        return Page.objects.live().public().filter(pk__in=entries.values("page"))

    def get_queryset(self) -> QuerySet:
        """With the entry and whatever else the fields of the type name, in one query."""
        pages = super().get_queryset()
        names = set(self.get_available_fields(pages.model))
        named = [one.name for one in pages.model._meta.concrete_fields if one.many_to_one and one.name in names]
        return pages.select_related("entry", *named)

    def find_object(self, queryset: QuerySet, request: Request) -> Any:
        path, uid = request.GET.get("html_path"), request.GET.get("uid")
        if uid is not None:
            return queryset.filter(entry__uid=uid).first()
        if path is None:
            return super().find_object(queryset, request)
        return queryset.filter(entry__url=f"/{path.strip('/')}/").first()


class Images(PublicViewSet, ImagesAPIViewSet):
    """Pictures that a live entry names."""

    base_serializer_class = PublicImageSerializer
    model = UploadedImage
    meta_fields = [*BaseAPIViewSet.meta_fields, "download_url"]
    listing_default_fields = [*BaseAPIViewSet.listing_default_fields, "title", "width", "height", "download_url"]

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().filter(pk__in=named(EntryFile.Kind.IMAGE, self.request))


class Documents(PublicViewSet, DocumentsAPIViewSet):
    """Attachments that a live entry names."""

    base_serializer_class = PublicDocumentSerializer
    model = UploadedDocument
    body_fields = [*BaseAPIViewSet.body_fields, "title", "mime_type", "file_size", "sha256"]
    meta_fields = [*BaseAPIViewSet.meta_fields, "download_url"]
    listing_default_fields = [*BaseAPIViewSet.listing_default_fields, "title", "download_url"]

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().filter(pk__in=named(EntryFile.Kind.DOCUMENT, self.request))


def named(kind: str, request: Request) -> QuerySet:
    """Ids of the uploads of `kind` that a live entry of the asked site names."""
    files = EntryFile.objects.filter(kind=kind, entry__withdrawn_at=None, entry__site=site_of(request._request))
    return files.values("object_id")


router = WagtailAPIRouter("api_v2")
router.register_endpoint("pages", Pages)
router.register_endpoint("images", Images)
router.register_endpoint("documents", Documents)
