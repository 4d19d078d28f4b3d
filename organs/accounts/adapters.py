"""How django-allauth behaves in this house."""

import time
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .factors import is_last
from .lockout import client_address, one_at_a_time
from .sealing import seal, unseal

JUST_NOW = 5 * 60  # seconds after a log-in in which nobody is asked for the password again


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by administrators only, and known by their user name."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": gettext_lazy(
            "用户名或密码不正确。连续输错次数过多的，须过一段时间才能再次登录；忘记密码请联系本单位的安全管理员。"
        ),
        "enter_current_password": gettext_lazy("当前密码不正确。"),
        "incorrect_password": gettext_lazy("密码不正确。"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """The account whose name and password these are; None when they are wrong, or locked."""
        with one_at_a_time(request, str(credentials.get("username", ""))):
            return super().authenticate(request, **credentials)

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request) or ""

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("wagtailadmin_home")

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        return redirect("account_login")

    def login(self, request: HttpRequest, user: Any) -> None:
        """Stops who was disabled between the password and the code."""
        if not user.is_active:
            raise ImmediateHttpResponse(self.respond_user_inactive(request, user))
        super().login(request, user)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Before a second factor is changed, unless the whole log-in was minutes ago."""
        records = get_authentication_records(self.request, self.request.user)
        return not any(time.time() - record["at"] < JUST_NOW for record in records)


class MFAAdapter(DefaultMFAAdapter):
    """Secrets are stored sealed, and the last factor stays."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("验证码不正确或者已经用过，请等待下一个验证码。"),
        "cannot_delete_authenticator": gettext_lazy("这是最后一种验证方式，不能停用。请先添加另一种。"),
    }

    def _get_user_identifier(self, user: Any) -> str:
        return str(user.get_username())

    def get_totp_issuer(self) -> str:
        return urlsplit(settings.PUBLIC_ADDRESS).hostname or "gongkai"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": settings.WAGTAIL_SITE_NAME}

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _("通行密钥%(number)d") % {"number": number}

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not (settings.SECOND_FACTOR_REQUIRED and is_last(authenticator))

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Nobody's mail address is known to be theirs."""
