"""Views of accounts that django-allauth does not have, or has differently."""

from typing import Any

from allauth.account.views import PasswordChangeView
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.views import AuthenticateView, IndexView
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from . import passwords, services, sessions


class LoginCodeView(AuthenticateView):
    """The second step; passkeys are offered to who has one."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["passkey_form"] = context.get("webauthn_form")
        context["has_passkey"] = is_mfa_enabled(self.stage.login.user, [Authenticator.Type.WEBAUTHN])
        return context


class SecondFactorView(IndexView):
    """Whether the person has to enrol before anything else is said, and then there is no way back."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["must_enrol"] = settings.SECOND_FACTOR_REQUIRED and not context["is_mfa_enabled"]
        return context


class NewPasswordView(PasswordChangeView):
    """Says why, when it was not the person's own idea."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        due = bool(self.request.session.get(sessions.PASSWORD_DUE))
        return {**super().get_context_data(**kwargs), "password_is_due": due}


class RemovePasskeyView(RemoveWebAuthnView):
    """allauth asks for the last app whether it may go, but not for the last passkey."""

    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form: Any) -> HttpResponse:
        if not get_adapter().can_delete_authenticator(self.object):
            form.add_error(None, get_adapter().validation_error("cannot_delete_authenticator"))
            return self.form_invalid(form)
        return super().form_valid(form)


@never_cache
@require_http_methods(["GET", "POST"])
def session_state(request: HttpRequest) -> JsonResponse:
    """`{"left": seconds, "token": …}`, or 401 when nobody is logged in. A POST keeps the session alive (see gate).

    The token lets a page that was opened before the log-in send its form after it.
    """
    if not request.user.is_authenticated:
        return JsonResponse({"left": 0}, status=401)
    return JsonResponse({"left": sessions.seconds_left(request.session, timezone.now()), "token": get_token(request)})


def closed(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """Passwords are reset by the security administrator, never by mail."""
    raise Http404


@require_http_methods(["GET", "POST"])
def security(request: HttpRequest, pk: int) -> HttpResponse:
    """The state of somebody's account, and what an administrator of accounts may do about it."""
    user: Any = get_object_or_404(get_user_model(), pk=pk)
    if not services.may_manage(request.user, user):
        raise PermissionDenied
    if request.method == "POST":
        perform(request, user)
        return redirect("accounts_security", pk)
    context = {
        "account": user,
        "factors": Authenticator.objects.filter(user=user).order_by("type", "pk"),
        "password_due": passwords.is_due(user),
    }
    return render(request, "accounts/security.html", context)


def perform(request: HttpRequest, user: Any) -> None:
    """Do what the button says."""
    actions = {
        "reset_second_factor": (services.reset_second_factor, _("已重置两步验证，该账号下次登录时须重新启用。")),
        "unlock": (services.unlock, _("已解除登录锁定。")),
        "require_new_password": (services.require_new_password, _("该账号下次登录时须更换密码。")),
    }
    if (chosen := actions.get(request.POST.get("action", ""))) is None:
        raise PermissionDenied
    act, told = chosen
    act(user, by=request.user)
    messages.success(request, told)
