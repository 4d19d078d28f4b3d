"""What the demo adds to the admin: the accounts, on the login page."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from wagtail import hooks

from .accounts import ACCOUNTS, PASSWORD


@hooks.register("cms_login_note")
def accounts_to_try() -> SafeString | str:
    """The public accounts, under the demo's settings only."""
    if not getattr(settings, "DEMO", False):
        return ""
    return render_to_string("demo/accounts.html", {"accounts": ACCOUNTS.items(), "password": PASSWORD})
