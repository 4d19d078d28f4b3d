"""The gate before every address of the admin: time-outs, second factor, passwords that are due."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from . import events, sessions
from .factors import Standing, standing

# Give away nothing, or end what is there.
OPEN = {"account_logout", "wagtailadmin_javascript_catalog", "wagtailadmin_sprite"}
ENROLMENT = {"mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "account_reauthenticate", "accounts_session"}
NEW_PASSWORD = {"account_change_password", "account_reauthenticate", "accounts_session"}
# Everybody's with an account, whatever they may do otherwise: logging in and out, one's own password and factors.
OWN = ("account_", "mfa_", "accounts_session")
# Sent by pages on their own: they keep no session alive. (A session asked for its state by POST is somebody's doing.)
BACKGROUND = {"wagtailadmin_editing_sessions:ping", "wagtailadmin_editing_sessions:release"}


class GateMiddleware:
    """Runs when the view is known and before it is called; who is not logged in is the views' own concern."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or getattr(request, "is_dummy", False):
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name in OPEN or not request.user.is_authenticated:
            return None
        return judged(request, name)


def judged(request: HttpRequest, name: str) -> HttpResponse | None:
    """None when `request` may go on to the view called `name`."""
    at = timezone.now()
    if sessions.seconds_left(request.session, at) <= 0:
        events.note("timed_out", user=request.user)
        return sent_to_log_in(request, _("登录已超时，请重新登录。登录后将回到刚才的页面。"))
    if settings.SECOND_FACTOR_REQUIRED and (answer := judged_by_factor(request, name)) is not None:
        return answer
    if request.session.get(sessions.PASSWORD_DUE) and name not in NEW_PASSWORD | ENROLMENT:
        return led_to(request, "account_change_password")
    if name not in BACKGROUND and (name != "accounts_session" or request.method == "POST"):
        sessions.touch(request.session, at)
    return None


def judged_by_factor(request: HttpRequest, name: str) -> HttpResponse | None:
    found = standing(request)
    if found is Standing.UNPROVEN:
        events.note("unproven_session", user=request.user, result="refused")
        return sent_to_log_in(request, _("两步验证的方式已变更，请重新登录。"))
    if found is Standing.TO_ENROL and name not in ENROLMENT:
        return led_to(request, "mfa_index")
    return None


def is_own(name: str) -> bool:
    """Whether the view called `name` asks for an account and for no right."""
    return name in OPEN or name.startswith(OWN)


def sent_to_log_in(request: HttpRequest, why: str) -> HttpResponse:
    """The session ends; scripts are told so, people come back to where they were after the log-in."""
    logout(request)
    if is_script(request):
        raise PermissionDenied
    messages.warning(request, why)
    return redirect_to_login(request.get_full_path(), reverse("account_login"))


def led_to(request: HttpRequest, name: str) -> HttpResponse:
    """People are led to what they have to do first; scripts are refused."""
    if is_script(request):
        raise PermissionDenied
    return redirect(name)


def is_script(request: HttpRequest) -> bool:
    """Whether no person would see where a redirect leads."""
    headers = request.headers
    return headers.get("X-Requested-With") == "XMLHttpRequest" or headers.get("Sec-Fetch-Dest") == "empty"
