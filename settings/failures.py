"""The pages shown when something is wrong. The drawn templates are used when they can be, a bare page always can."""

import logging

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import TemplateDoesNotExist, loader

logger = logging.getLogger(__name__)

BARE = """<!DOCTYPE html>
<html lang="zh-Hans">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title><meta name="robots" content="noindex"></head>
<body><main><h1>{title}</h1><p>{advice}</p><p><a href="/">返回首页</a></p></main></body>
</html>
"""

TITLES = {
    400: ("请求有误", "服务器无法理解此请求，请检查网址后重试。"),
    403: ("无权访问", "您没有访问此页面的权限。"),
    404: ("页面不存在", "您访问的页面不存在，或者已经移动、撤下。"),
    414: ("网址过长", "网址超出长度限制，请检查后重试。"),
    500: ("暂时无法访问", "服务器出现故障，我们正在处理，请稍后再试。"),
}


def failure(status: int, request: HttpRequest | None = None, template: str = "") -> HttpResponse:
    """The page for `status`: `<status>.html` when it exists and renders, else a bare one that needs nothing.

    Pass no `request` where its host or path cannot be trusted.
    """
    try:
        content: str = loader.render_to_string(template or f"{status}.html", request=request)
    except TemplateDoesNotExist:
        content = bare(status)
    except Exception:
        logger.exception("the page for status %s could not be rendered", status)
        content = bare(status)
    return HttpResponse(content, status=status)


def bare(status: int) -> str:
    """HTML that needs no template, no database and no style."""
    title, advice = TITLES[status]
    return BARE.format(title=title, advice=advice)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler400; the request may be the very thing that is broken, so its page is never drawn from it."""
    return unread(request, 400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler403."""
    return failure(403, request)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler404."""
    return failure(404, request)


def server_error(request: HttpRequest) -> HttpResponse:
    """handler500: without the request, since whatever failed may fail again."""
    return failure(500)


def uri_too_long(request: HttpRequest) -> HttpResponse:
    """414."""
    return unread(request, 414)


def unread(request: HttpRequest, status: int) -> HttpResponse:
    """The answer to a request that no view has seen: what programs ask for, programs can read."""
    if request.path_info.startswith("/api/"):
        return JsonResponse(
            {"detail": "：".join(TITLES[status])}, status=status, headers={"Access-Control-Allow-Origin": "*"}
        )
    return HttpResponse(bare(status), status=status)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form sent without its token. The reason stays in the log of Django."""
    return failure(403, request)
