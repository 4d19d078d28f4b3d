"""A process for the public alone: a real server with `PUBLIC_ONLY`, and a worker beside it."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest
from django.conf import settings

from settings.front import OFFICE_MIDDLEWARE, without_office
from tests.database import Migrated

from .test_granian import Server, get, status, wait_for

pytestmark = pytest.mark.django_db
PUBLIC = {"PUBLIC_ONLY": "1", "DJANGO_SETTINGS_MODULE": "settings.test"}


@pytest.fixture(scope="module")
def environ(tmp_path_factory: pytest.TempPathFactory, migrated: Migrated) -> Iterator[dict[str, str]]:
    """Of a process beside this one, over the same database."""
    with migrated.copy(tmp_path_factory.mktemp("public")) as address:
        yield os.environ | PUBLIC | {"DATABASE_URL": address}


@pytest.fixture(scope="module")
def server(environ: dict[str, str]) -> Iterator[Server]:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    options = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--no-ws", "--http", "1"]
    command = [sys.executable, "-m", "granian", *options, "--log-level", "critical", "settings.wsgi:application"]
    process = subprocess.Popen(command, cwd=settings.ROOT, env=environ)
    try:
        wait_for(port)
        yield "127.0.0.1", port
    finally:
        process.terminate()
        process.wait(30)


CLOSED = [
    b"/admin/",
    b"/admin/login/",
    b"/admin/logout/",
    b"/admin/password_reset/",
    b"/admin/api/main/pages/",
    b"/admin/pages/1/edit/preview/",
    b"/admin/pages/add/cms/articlepage/1/preview/",
    b"/admin/files/documents/1/a.pdf",
    b"/admin/files/media/x.png",
    b"/admin/open-site/",
    b"/admin/jsi18n/",
    b"/django-admin/",
    b"/accounts/login/",
    b"/_util/login/",
]


@pytest.mark.parametrize("target", CLOSED)
def test_office_is_not_there__when_process_is_for_the_public(server: Server, target: bytes) -> None:
    refused, unknown = get(server, target), get(server, b"/nothing/at/all/")
    assert status(refused) == 404
    head, body = refused.split(b"\r\n\r\n", 1)
    assert body == unknown.split(b"\r\n\r\n", 1)[1], "nothing tells an address of the office from one that is nobody's"
    assert b"unsafe-inline" not in head
    assert b"set-cookie" not in head.lower()


def test_drafts_do_not_leave_here__when_process_is_for_the_public(server: Server) -> None:
    asked = [b"Origin: https://m.yunshan.example", b"Content-Length: 0"]
    for method in (b"GET", b"POST"):
        refused, unknown = (
            get(server, path, *asked, method=method) for path in (b"/api/v2/preview/", b"/api/v2/nothing/")
        )
        assert status(refused) == status(unknown) >= 404
        assert refused.split(b"\r\n\r\n", 1)[1] == unknown.split(b"\r\n\r\n", 1)[1]
    assert b"/api/v2/preview/" not in get(server, b"/api/v1/openapi.json")


@pytest.mark.parametrize("target", [b"/admin/login/", b"/admin/", b"/"])
def test_nobody_logs_in__when_process_is_for_the_public(server: Server, target: bytes) -> None:
    body = b"username=admin&password=x"
    headers = [b"Content-Type: application/x-www-form-urlencoded", b"Content-Length: %d" % len(body)]
    answer = get(server, target, *headers, b"", body, method=b"POST")
    assert 400 <= status(answer) < 500
    assert b"sessionid" not in answer


@pytest.mark.parametrize("target", [b"/healthz", b"/readyz", b"/.well-known/security.txt", b"/robots.txt", b"/feeds/"])
def test_public_and_probes_are_there__when_process_is_for_the_public(server: Server, target: bytes) -> None:
    answer = get(server, target, b"Cookie: sessionid=stolen")
    assert status(answer) == 200
    assert b"/admin/" not in answer


def test_worker_works__when_environment_says_public_only(environ: dict[str, str]) -> None:
    command = [sys.executable, "manage.py", "publish_scheduled"]
    done = subprocess.run(command, cwd=settings.ROOT, env=environ, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert "已处理 0 件" in done.stdout


def test_no_middleware_asks_who_somebody_is__when_process_is_for_the_public() -> None:
    kept = without_office(settings.MIDDLEWARE)
    assert set(settings.MIDDLEWARE) - set(kept) == OFFICE_MIDDLEWARE
    kept.remove("allauth.account.middleware.AccountMiddleware")  # allauth demands it; it asks nobody's name here
    for word in ["session", "auth", "otp", "axes", "account", "messages"]:
        assert not [one for one in kept if word in one.lower()], f"{word}: add it to settings.front.OFFICE_MIDDLEWARE"
