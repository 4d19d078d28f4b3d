"""/api/v2/: Wagtail's content API over what the register has made public."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponseRedirect
from django.utils.translation import gettext as _
from rest_framework.request import Request
from wagtail.api.v2.filters import FieldsFilter, OrderingFilter
from wagtail.api.v2.pagination import WagtailPagination
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import BaseAPIViewSet, PagesAPIViewSet
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images.api.v2.views import ImagesAPIViewSet
from wagtail.models import Page

from cms.models import PublicationPage, UploadedDocument, UploadedImage
from register.addresses import absolute
from register.models import Entry, EntryFile

from ..conditional import site_of
from .base import PublicApi
from .wagtail_fields import PublicDocumentSerializer, PublicImageSerializer, PublicPageSerializer

SHOWN_ONLY = {"body", "keywords", "organ"}
PARAMETERS = frozenset({"limit", "offset", "fields", "order", "_"})


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
    filter_backends = [FieldsFilter, StableOrdering]
    known_query_parameters = PARAMETERS

    def find_view(self, request: Request) -> HttpResponseRedirect:
        """Lead from what is known of an object to its address."""
        found = self.find_object(self.get_queryset(), request)  # type: ignore[attr-defined]
        if found is None:
            raise Http404(_("没有找到。"))
        path = request.wagtailapi_router.get_object_detail_urlpath(self.model, found.pk)  # type: ignore[attr-defined]
        return HttpResponseRedirect(absolute(site_of(request._request), path))

    def find_object(self, queryset: QuerySet, request: Request) -> Any:
        pk = request.GET.get("id", "")
        return queryset.filter(pk=int(pk)).first() if pk.isascii() and pk.isdigit() else None


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

    def get_base_queryset(self) -> QuerySet:
        entries = Entry.objects.live().filter(site=site_of(self.request._request)).exclude(page=None)
        return Page.objects.live().public().filter(pk__in=entries.values("page"))

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("entry")

    def find_object(self, queryset: QuerySet, request: Request) -> Any:
        path = request.GET.get("html_path")
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
