"""What the admin asks of the database in the built city, where texts of every type stand in every state."""

from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from cms.models import ColumnPage, PublicationPage

MOST = 30
"""Queries that no dashboard, list or editor may reach."""
WATCHERS = ("admin", "editor", "checker", "signer", "edu-editor")


def assert_admin_asks_little(client: Client) -> None:
    for account in WATCHERS:
        client.force_login(get_user_model().objects.get(username=account))
        client.get(reverse("wagtailadmin_home"))
        found = {address: asked(client, address) for address in [*lists(), *editors()]}
        counted = {address: count for address, count in found.items() if count is not None}
        assert len(counted) >= 4, counted  # who is of one organ is led away from the columns of others
        assert max(counted.values()) < MOST, (account, counted)
    client.logout()


def lists() -> list[str]:
    fullest = ColumnPage.objects.order_by("-numchild")[:4]
    names = ("wagtailadmin_home", "cms_own", "cms_waiting", "wagtailadmin_pages:search")
    return [*map(reverse, names), *(reverse("wagtailadmin_explore", args=[column.pk]) for column in fullest)]


def editors() -> list[str]:
    """Of two texts of each type in each state."""
    kept: dict[tuple[type, str], list[int]] = {}
    for page in Page.objects.order_by("-pk").specific():
        if isinstance(page, PublicationPage):
            kept.setdefault((type(page), page.status_string), []).append(page.pk)
    return [reverse("wagtailadmin_pages:edit", args=[pk]) for found in kept.values() for pk in found[:2]]


def asked(client: Client, address: str) -> int | None:
    """Queries of the page at `address`; None for people who may not open it. What is made when it is opened for the first
    time, a person's subscription to comments and thumbnails of pictures, is no part of it."""
    for _time in range(2):
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
        if len(queries) < MOST:
            break
    return len(queries) if answer.status_code == 200 else None
