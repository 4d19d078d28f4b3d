"""The way from the editor and the explorer to the review screen: writers see there what reviewers will see."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from ...models import PublicationPage


def to_review_screen(page: Page, user: Any, *args: Any, **kwargs: Any) -> Iterator[Button]:
    """For publications with a saved text. Who may open it is asked when it is opened."""
    if page.latest_revision_id and issubclass(page.specific_class or Page, PublicationPage):
        url = reverse("cms_review", args=[page.pk])
        yield Button(_("改动与检查"), url=url, icon_name="tasks", priority=5)
