"""Keywords that the editor suggests while one types: those of texts that the person sees, and of what is public.

Wagtail suggests every tag there is, so also the words of another organ's drafts.
"""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET

from ..models import PublicationKeyword
from ..permissions.rights import visible_pages

MOST = 10


@require_GET
def suggest(request: HttpRequest, **kwargs: str) -> JsonResponse:
    """A list of names that begin with `term`. One query beside those of the rights."""
    term = request.GET.get("term", "")
    if not term:
        return JsonResponse([], safe=False)
    used = PublicationKeyword.objects.filter(tag__name__istartswith=term)
    seen = used.filter(content_object__in=visible_pages(request.user)) | used.filter(content_object__live=True)
    names = seen.order_by("tag__name").values_list("tag__name", flat=True).distinct()
    return JsonResponse(list(names[:MOST]), safe=False)
