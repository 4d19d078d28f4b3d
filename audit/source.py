"""Who is at work, and from where: the request in hand, or the command that runs."""

import getpass
import ipaddress
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest

_request: ContextVar[HttpRequest | None] = ContextVar("audit_request", default=None)


@contextmanager
def serving(request: HttpRequest) -> Iterator[None]:
    """What is recorded inside comes from `request`."""
    token = _request.set(request)
    try:
        yield
    finally:
        _request.reset(token)


def present_user() -> Any:
    """The user of the request in hand, None outside of one. Looked up only now: a public request has no session."""
    return getattr(_request.get(), "user", None)


def present_source() -> tuple[str, str]:
    """(address, program) of the request in hand; outside of one the address is empty and the program is ours."""
    request = _request.get()
    if request is None:
        return "", own_program()
    return address(request), request.META.get("HTTP_USER_AGENT", "")


def address(request: HttpRequest) -> str:
    """The client's IP address, "" when it is none.

    Behind proxies of ours (`TRUSTED_PROXIES`, how many) the element of X-Forwarded-For that the first of them wrote:
    those before it are the client's own words.
    """
    count = settings.TRUSTED_PROXIES
    hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    forwarded = hops[-count].strip() if 0 < count <= len(hops) else ""
    for candidate in (forwarded, request.META.get("REMOTE_ADDR", "")):
        try:
            return str(ipaddress.ip_address(candidate))
        except ValueError:
            continue
    return ""


@cache
def own_program() -> str:
    """Such as `manage.py work (gongkai@www1)`."""
    command = " ".join([Path(sys.argv[0]).name, *sys.argv[1:2]])
    try:
        account = getpass.getuser()
    except (KeyError, OSError):  # a container's user has no name
        account = "?"
    return f"{command} ({account}@{socket.gethostname()})"
