"""The real server, with what only bytes on a socket can say."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from django.conf import settings

from tests.database import Migrated

pytestmark = pytest.mark.django_db  # pytest-django makes a database only for tests that say so

Server = tuple[str, int]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, migrated: Migrated) -> Iterator[Server]:
    """Granian on a free port, over a copy of the tests' database."""
    with migrated.copy(tmp_path_factory.mktemp("granian")) as address:
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            port = found.getsockname()[1]
        environ = os.environ | {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "settings.test"}
        options = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--no-ws", "--http", "1"]
        command = [sys.executable, "-m", "granian", *options, "--log-level", "critical", "settings.wsgi:application"]
        process = subprocess.Popen(command, cwd=settings.ROOT, env=environ)
        try:
            wait_for(port)
            yield "127.0.0.1", port
        finally:
            process.terminate()
            process.wait(30)


def wait_for(port: int) -> None:
    latest = time.monotonic() + 60
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            assert time.monotonic() < latest, "granian did not start"
            time.sleep(0.1)


def say(server: Server, request: bytes) -> bytes:
    """Everything the server answers to these bytes until it closes."""
    with socket.create_connection(server, timeout=20) as wire:
        wire.sendall(request)
        answer = b""
        while part := wire.recv(65536):
            answer += part
    return answer


def get(server: Server, target: bytes, *headers: bytes, method: bytes = b"GET", host: bytes = b"127.0.0.1") -> bytes:
    lines = [method + b" " + target + b" HTTP/1.1", b"Host: " + host, b"Connection: close", *headers, b"", b""]
    return say(server, b"\r\n".join(lines))


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


TARGETS = [
    b"/%00",
    b"/a%00b/",
    b"/%ff",
    b"/%ff%fe/?q=%ff",
    b"/?q=%00",
    b"/" + b"x" * 6000,
    b"/?q=" + b"x" * 6000,
    b"/\xff",
    b"/%",
    b"/%zz",
    b"//[",
    b"//evil.example/",
    b"/../../etc/passwd",
    b"/static/../settings/base.py",
    b"http://evil.example/",
    b"*",
    b"/a b",
    b"/\x00",
]


@pytest.mark.parametrize("target", TARGETS)
def test_odd_target_is_no_server_error(server: Server, target: bytes) -> None:
    assert status(get(server, target)) < 500


@pytest.mark.parametrize("host", [b"", b"evil.example", b"[::1", b"a b", b"127.0.0.1:x", b"\xff", b"a" * 5000])
def test_odd_host_is_no_server_error(server: Server, host: bytes) -> None:
    assert status(get(server, b"/", host=host)) < 500


@pytest.mark.parametrize("method", [b"HEAD", b"OPTIONS", b"TRACE", b"PROPFIND", b"FOO", b"get"])
def test_odd_method_is_no_server_error(server: Server, method: bytes) -> None:
    assert status(get(server, b"/nothing/", method=method)) < 500


@pytest.mark.parametrize("cookie", [b'sessionid="' + b"\\000" * 9 + b'"', b"\xff=\xfe", b"=;=", b"a=" + b"x" * 9000])
def test_odd_cookie_is_no_server_error(server: Server, cookie: bytes) -> None:
    assert status(get(server, b"/admin/", b"Cookie: " + cookie)) < 500


def test_head_has_the_headers_of_get_and_no_body(server: Server) -> None:
    head, body = get(server, b"/.well-known/security.txt", method=b"HEAD").split(b"\r\n\r\n", 1)
    assert body == b""
    assert re.search(rb"(?i)^etag: ", head, re.MULTILINE)


def test_server_tells_no_version(server: Server) -> None:
    head = get(server, b"/healthz").split(b"\r\n\r\n")[0]
    found = re.search(rb"(?im)^server: (.*)$", head)
    assert found is None or not re.search(rb"\d", found[1])


def test_static_file_carries_the_headers(server: Server) -> None:
    answer = get(server, b"/static/wagtailadmin/css/core.css")
    assert status(answer) == 200
    assert b"content-security-policy: default-src 'self'" in answer.lower()
