import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from settings.headers import ADMIN_POLICY, PREVIEW_POLICY, PUBLIC_POLICY, HeadersMiddleware, written

pytestmark = pytest.mark.django_db

ADDRESSES = ["/", "/nothing/", "/nothing", "/healthz", "/readyz", "/metrics", "/.well-known/security.txt"]
ADMIN = ["/admin/", "/admin/login/", "/admin/nothing/", "/admin/password_reset/"]
STATIC = ["/static/wagtailadmin/css/core.css", "/static/nothing.css"]
REQUIRED = [
    "Content-Security-Policy",
    "X-Content-Type-Options",
    "Referrer-Policy",
    "Permissions-Policy",
    "Cross-Origin-Opener-Policy",
    "X-Frame-Options",
]


@pytest.mark.parametrize("path", ADDRESSES + ADMIN + STATIC + ["/a%00b", "/" + "x" * 6000])
def test_every_answer_carries_every_header(client: Client, path: str) -> None:
    response = client.get(path)
    assert [name for name in REQUIRED if name not in response.headers] == []
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "Server" not in response.headers


def test_headers_are_there__when_the_host_is_foreign(client: Client) -> None:
    response = client.get("/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert "Content-Security-Policy" in response.headers


@pytest.mark.parametrize("path", ADDRESSES)
def test_public_policy_allows_nothing_unsafe(client: Client, path: str) -> None:
    policy = client.get(path)["Content-Security-Policy"]
    assert "unsafe" not in policy
    for part in ("object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"):
        assert part in policy


@pytest.mark.parametrize("path", ADMIN)
def test_admin_policy_adds_only_inline_scripts_and_styles(client: Client, path: str) -> None:
    assert client.get(path)["Content-Security-Policy"] == written(ADMIN_POLICY)
    assert {name for name in ADMIN_POLICY if "unsafe" in ADMIN_POLICY[name]} == {"script-src", "style-src"}
    assert "unsafe-eval" not in written(ADMIN_POLICY)


def answered(rf: RequestFactory, headers: dict[str, str] | None = None, *, preview: bool = False) -> HttpResponse:
    def view(request: HttpRequest) -> HttpResponse:
        request.is_preview = preview  # type: ignore[attr-defined]
        return HttpResponse("x", headers=headers)

    return HeadersMiddleware(view)(rf.get("/zhengcewenjian/"))


def test_preview_lives_by_the_public_rules_but_may_be_framed_here(rf: RequestFactory) -> None:
    response = answered(rf, preview=True)
    assert response["Content-Security-Policy"] == written(PREVIEW_POLICY)
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert {**PREVIEW_POLICY, "frame-ancestors": "'none'"} == PUBLIC_POLICY


def test_a_views_own_policy_is_kept(rf: RequestFactory) -> None:
    response = answered(rf, {"Content-Security-Policy": "default-src 'none'"})
    assert response["Content-Security-Policy"] == "default-src 'none'"


def test_https_is_asked_for__when_the_public_address_has_it(settings: Settings) -> None:
    assert "upgrade-insecure-requests" not in written(PUBLIC_POLICY)
    settings.PUBLIC_ADDRESS = "https://www.yunshan.gov.cn"
    assert written(PUBLIC_POLICY).endswith("upgrade-insecure-requests")
