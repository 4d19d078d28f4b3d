"""Every address of logging in. They come before Wagtail's, so that its own log-in, which asks for a password only,
and its resetting of passwords by mail are never reached. Of django-allauth's addresses only these exist."""

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkey
from django.urls import path, re_path

from . import views

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("login/code/", views.LoginCodeView.as_view(), name="mfa_authenticate"),
    path("login/session/", views.session_state, name="accounts_session"),
    path("confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("confirm/code/", factor.reauthenticate, name="mfa_reauthenticate"),
    path("confirm/passkey/", passkey.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("password/", views.NewPasswordView.as_view(), name="account_change_password"),
    path("second-factor/", views.SecondFactorView.as_view(), name="mfa_index"),
    path("second-factor/app/", app.activate_totp, name="mfa_activate_totp"),
    path("second-factor/app/remove/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("second-factor/passkey/", passkey.add_webauthn, name="mfa_add_webauthn"),
    path("second-factor/passkey/<int:pk>/remove/", views.RemovePasskeyView.as_view(), name="mfa_remove_webauthn"),
    path("second-factor/recovery-codes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("second-factor/recovery-codes/new/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    re_path(r"^password_reset/", views.closed),
]
