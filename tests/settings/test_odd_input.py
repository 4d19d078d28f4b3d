"""No request, however odd, is a 500."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytestmark = pytest.mark.django_db

PATHS = [
    "/a%00b/",
    "/%00",
    "/%ff",
    "/%ff%fe/",
    "/%c0%af/",
    "/%ed%a0%80/",
    "/%E4%B8%AD%E6%96%87/",
    "/..%2f..%2fetc/passwd",
    "/%0d%0aSet-Cookie:x=1",
    "//evil.example/",
    "/[/",
    "/" + "x" * 2000 + "/",
    "/" + "x" * 6000,
    "/" + "x/" * 3000,
    "/admin/%00/",
    "/admin/pages/99999999999999999999/edit/",
    "/static/%00.css",
    "/static/%ff.css",
    "/media/%00",
    "/documents/99999999999999999999/a.pdf",
    "/archive/999999999/",
    "/year/0000/",
    "/api/v2/pages/99999999999999999999/",
]
QUERIES = ["a=%00", "%00", "%ff=%fe", "a=" + "x" * 6000, "a=" + "x" * 9000, "&&==;;", "page=-1&limit=x", "a[]=%c0%af"]
KINDS = ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "multipart/form-data", "x"]
METHODS = ["HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "FOO"]
COOKIES = [
    "sessionid=x",
    'sessionid="\\000\\000\\000\\000\\000\\000\\000\\000\\000"',
    "=;;=",
    "\xff\xfe=1",
    "csrftoken=" + "y" * 5000,
]


@pytest.fixture
def honest(client: Client) -> Client:
    """Answers as a server would: an exception becomes the page for 500 instead of failing the test."""
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("path", PATHS)
def test_odd_path_is_no_server_error(honest: Client, path: str) -> None:
    assert honest.get(path).status_code < 500


@pytest.mark.parametrize("path", ["//[", "//[/", "//a]b", "/[", "//", "///"])
def test_odd_slashes_are_no_server_error(honest: Client, path: str) -> None:
    # Given as the server's PATH_INFO: the test client itself stumbles over "//[".
    assert honest.generic("GET", "/", PATH_INFO=path).status_code < 500


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("path", ["/", "/nothing/", "/admin/login/", "/healthz"])
def test_odd_query_is_no_server_error(honest: Client, path: str, query: str) -> None:
    assert honest.get(path, QUERY_STRING=query).status_code < 500


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("path", ["/", "/nothing/", "/admin/login/", "/healthz", "/static/nothing.css"])
def test_odd_method_is_no_server_error(honest: Client, path: str, method: str) -> None:
    assert honest.generic(method, path).status_code < 500


@pytest.mark.parametrize(
    "host", ["", " ", "evil.example", "[::1", "a b", "testserver:99999", "testserver:x", "测试", "a" * 300]
)
def test_odd_host_is_no_server_error(honest: Client, host: str) -> None:
    assert honest.get("/", headers={"host": host}).status_code < 500


@pytest.mark.parametrize("cookie", COOKIES)
@pytest.mark.parametrize("path", ["/", "/admin/", "/admin/login/"])
def test_odd_cookie_is_no_server_error(honest: Client, path: str, cookie: str) -> None:
    assert honest.get(path, headers={"cookie": cookie}).status_code < 500


def test_nul_is_refused_and_endless_is_told(client: Client) -> None:
    assert client.get("/a%00b/").status_code == 400
    assert client.get("/", QUERY_STRING="q=%00").status_code == 400
    assert client.get("/" + "x" * 6000).status_code == 414
    assert client.get("/nothing/", QUERY_STRING="q=" + "x" * 6000).status_code == 404


@pytest.mark.parametrize("body", [b"", b"\x00\xff", b"a=" + b"x" * 100_000])
@pytest.mark.parametrize("kind", KINDS)
def test_odd_body_is_no_server_error(honest: Client, kind: str, body: bytes) -> None:
    assert honest.generic("POST", "/admin/login/", body, kind).status_code < 500


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.binary(min_size=1, max_size=40), query=st.binary(max_size=40))
def test_any_bytes_are_no_server_error(honest: Client, raw: bytes, query: bytes) -> None:
    environ = {"PATH_INFO": "/" + raw.decode("latin-1"), "QUERY_STRING": query.decode("latin-1")}
    assert honest.generic("GET", "/", **environ).status_code < 500  # type: ignore[arg-type]
