"""Wagtail's sites follow the public address of a start."""

from typing import Any

import pytest
from wagtail.models import Site

from cms.models import HomePage
from settings.addresses import bind_sites
from tests.site import make_subsite

pytestmark = pytest.mark.django_db


def test_wagtails_sites_follow__when_the_port_changes(home: Any, settings: Any) -> None:
    site = make_subsite()
    settings.PUBLIC_ADDRESS = "http://127.0.0.1:8123"
    assert bind_sites() == 2
    default, other = Site.objects.get(is_default_site=True), Site.objects.get(pk=site.pk)
    assert (default.hostname, default.port) == ("127.0.0.1", 8123)
    assert (other.hostname, other.port) == ("jyj.example.cn", 8123)
    assert HomePage.objects.get(pk=home.pk).get_url().startswith("http://127.0.0.1:8123/")
    assert bind_sites() == 0


def test_site_stays_as_it_is__when_its_place_is_taken(home: Any, settings: Any) -> None:
    site = make_subsite()
    Site.objects.create(hostname=site.hostname, port=8123, root_page=home)
    settings.PUBLIC_ADDRESS = "http://127.0.0.1:8123"
    assert bind_sites() == 1
    assert Site.objects.get(pk=site.pk).port == 80
