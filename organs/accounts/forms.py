"""The forms of logging in. What is wrong is counted, what is used is used up, what is hostile gets an error."""

from typing import Any

from allauth.account.adapter import get_adapter as account_adapter
from allauth.account.fields import PasswordField
from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.account.models import Login
from allauth.core import context
from allauth.mfa import signals
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as code_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn import forms as passkey_forms
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from . import codes
from .lockout import count_failure, one_at_a_time, refuse_locked

# What parsing a made-up credential raises, besides errors of forms.
MALFORMED = (AttributeError, IndexError, KeyError, TypeError, ValueError)


class HouseLoginForm(LoginForm):
    """User name and password. The field is called `username`, as in Wagtail and Django."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name, password = self.fields.pop("login"), self.fields.pop("password")
        name.label, password.label = _("用户名"), _("密码")
        name.widget.attrs |= {"placeholder": "", "autofocus": "", "autocapitalize": "none", "spellcheck": "false"}
        password.widget.attrs["placeholder"] = ""
        self.fields |= {"username": name, "password": password}

    def user_credentials(self) -> dict[str, str]:
        return {"username": self.cleaned_data["username"].strip(), "password": self.cleaned_data["password"]}

    def clean(self) -> dict[str, Any]:
        if not self.errors:
            adapter = account_adapter()
            self.user = adapter.authenticate(self.request, **self.user_credentials())
            if self.user is None:
                raise adapter.validation_error("username_password_mismatch")
            self._login = Login(user=self.user)
        return self.cleaned_data


class PasswordAgainForm(ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("密码")
        self.fields["password"].widget.attrs |= {"placeholder": "", "autofocus": ""}


class NewPasswordForm(ChangePasswordForm):
    """The old password is checked, and counted, as in a log-in."""

    oldpassword = PasswordField(label=_("当前密码"), autocomplete="current-password")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].label, self.fields["password2"].label = _("新密码"), _("再次输入新密码")
        for field in self.fields.values():
            field.widget.attrs["placeholder"] = ""

    def clean_oldpassword(self) -> str:
        password: str = self.cleaned_data["oldpassword"]
        if not account_adapter().reauthenticate(self.user, password):
            raise account_adapter().validation_error("enter_current_password")
        return password


class CodeForm(code_forms.AuthenticateForm):
    """A code of the app, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress_code(self.fields["code"], _("验证码"))

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        with one_at_a_time(context.request, self.user.get_username()):
            refuse_locked(context.request, self.user)
            found = codes.spend(self.user, code)
            if found is None:
                fail(self.user)
        self.authenticator = found
        return code


class CodeAgainForm(CodeForm, code_forms.ReauthenticateForm):
    pass


class EnrolAppForm(ActivateTOTPForm):
    """The first code of an app; it is used up by this."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress_code(self.fields["code"], _("应用显示的6位验证码"))

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        with one_at_a_time(context.request, self.user.get_username()):
            refuse_locked(context.request, self.user)
            if not codes.spend_step(self.user, self.secret, code):
                fail(self.user)
        return code


class PasskeyForm(passkey_forms.AuthenticateWebAuthnForm):
    def clean_credential(self) -> Authenticator:
        refuse_locked(context.request, self.user)
        try:
            found: Authenticator = super().clean_credential()
        except (ValidationError, *MALFORMED):
            fail(self.user)
        return found


class PasskeyAgainForm(PasskeyForm, passkey_forms.ReauthenticateWebAuthnForm):
    pass


class EnrolPasskeyForm(passkey_forms.AddWebAuthnForm):
    name = forms.CharField(label=_("名称"), required=False, max_length=40, help_text=_("便于辨认，如“办公室电脑”。"))

    def clean(self) -> dict[str, Any]:
        try:
            return super().clean()
        except MALFORMED as malformed:
            raise ValidationError(_("浏览器送来的通行密钥无法识别，请重试。")) from malformed


def dress_code(field: forms.Field, label: Any) -> None:
    field.label = label
    field.widget.attrs |= {"placeholder": "", "autofocus": "", "maxlength": "20", "spellcheck": "false"}


def fail(user: Any) -> None:
    """Counts a wrong second factor of `user`, tells of it, and raises the error of the form."""
    count_failure(context.request, user)
    signals.authentication_failed.send(sender=Authenticator, request=context.request, user=user)
    raise get_adapter().validation_error("incorrect_code")
