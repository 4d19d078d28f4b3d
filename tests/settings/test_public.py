"""Rule 10: the same bytes for everybody, and a conditional answer to who holds them."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.middleware.csrf import get_token
from django.test import Client, RequestFactory

from settings.public import PublicMiddleware

View = Callable[[HttpRequest], HttpResponse]


def ask(view: View, request: HttpRequest) -> HttpResponse:
    return PublicMiddleware(view)(request)


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("公开")


def test_answer_has_an_etag_of_its_content__when_the_view_sets_none(rf: RequestFactory) -> None:
    first, again = ask(page, rf.get("/a/")), ask(page, rf.get("/b/"))
    other = ask(lambda request: HttpResponse("撤下"), rf.get("/a/"))
    assert first["ETag"] == again["ETag"] != other["ETag"]
    assert first["Cache-Control"] == "public, no-cache"


@pytest.mark.parametrize("method", ["get", "head"])
def test_answer_is_304__when_the_client_holds_the_content(rf: RequestFactory, method: str) -> None:
    etag = ask(page, rf.get("/a/"))["ETag"]
    response = ask(page, getattr(rf, method)("/a/", headers={"if-none-match": etag}))
    assert (response.status_code, response.content, response["ETag"]) == (304, b"", etag)
    assert response["Cache-Control"] == "public, no-cache"


def test_own_validators_are_kept(rf: RequestFactory) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse("x", headers={"ETag": '"own"', "Last-Modified": "Tue, 24 Nov 2026 00:00:00 GMT"})

    assert ask(view, rf.get("/"))["ETag"] == '"own"'
    later = rf.get("/", headers={"if-modified-since": "Tue, 24 Nov 2026 00:00:01 GMT"})
    assert ask(view, later).status_code == 304
    earlier = rf.get("/", headers={"if-modified-since": "Mon, 23 Nov 2026 00:00:01 GMT"})
    assert ask(view, earlier).status_code == 200


def test_stream_is_left_alone(rf: RequestFactory) -> None:
    response = ask(lambda request: StreamingHttpResponse([b"x"]), rf.get("/"))  # type: ignore[arg-type, return-value]
    assert "ETag" not in response.headers


@pytest.mark.parametrize(("status", "expected"), [(404, "public, no-cache"), (503, "no-store")])
def test_error_is_not_conditional(rf: RequestFactory, status: int, expected: str) -> None:
    response = ask(lambda request: HttpResponse("x", status=status), rf.get("/"))
    assert "ETag" not in response.headers
    assert response["Cache-Control"] == expected


def test_view_sees_no_cookie__when_the_get_is_public(rf: RequestFactory) -> None:
    rf.cookies["sessionid"] = "somebody"
    seen: list[object] = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append((dict(request.COOKIES), request.META.get("HTTP_COOKIE")))
        return HttpResponse("x")

    ask(view, rf.get("/"))
    assert seen == [({}, None)]


def test_view_cannot_set_a_cookie__when_the_get_is_public(rf: RequestFactory) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        response = HttpResponse("x", headers={"Vary": "Accept, Cookie"})
        response.set_cookie("visitor", "1")
        return response

    response = ask(view, rf.get("/"))
    assert not response.cookies
    assert response["Vary"] == "Accept"


def test_private_answer_keeps_its_cookie_and_is_never_stored(rf: RequestFactory) -> None:
    rf.cookies["sessionid"] = "somebody"

    def view(request: HttpRequest) -> HttpResponse:
        get_token(request)
        response = HttpResponse(request.COOKIES["sessionid"], headers={"Cache-Control": "public"})
        response.set_cookie("x", "1")
        return response

    response = ask(view, rf.get("/admin/"))
    assert response["Cache-Control"] == "private, no-store"
    assert "x" in response.cookies
    assert "ETag" not in response.headers


def test_preview_is_never_stored(rf: RequestFactory) -> None:
    request = rf.get("/zhengcewenjian/")
    request.is_dummy = True  # type: ignore[attr-defined]
    assert ask(page, request)["Cache-Control"] == "private, no-store"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/nothing/", "/.well-known/security.txt", "/feeds/", "/api/v1/entries/"])
def test_editor_and_stranger_get_the_same_bytes(client: Client, path: str) -> None:
    stranger = client.get(path)
    editor = Client()
    editor.force_login(User.objects.create_superuser("somebody"))
    theirs = editor.get(path)
    assert theirs.content == stranger.content
    assert theirs.status_code == stranger.status_code
    assert not theirs.cookies
    assert "cookie" not in theirs.headers.get("Vary", "").lower()
