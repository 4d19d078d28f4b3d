"""Logging in."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm


class HouseLoginForm(LoginForm):
    """Wagtail's form, whose password field has no label that could be translated."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("密码")
