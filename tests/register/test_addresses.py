"""Where the public reaches a site."""

from typing import Any

import pytest
from wagtail.models import Site

from register.addresses import absolute, absolute_html, between_sites, public_address
from tests.site import make_subsite

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("default", "other"),
    [
        ("https://www.yunshan.gov.cn", "https://jyj.example.cn"),
        ("http://127.0.0.1:8123", "http://jyj.example.cn:8123"),
        ("https://www.yunshan.gov.cn:8443", "https://jyj.example.cn:8443"),
    ],
)
def test_other_sites_share_scheme_and_port__when_public_address_names_them(
    home: Any, settings: Any, default: str, other: str
) -> None:
    settings.PUBLIC_ADDRESS = default
    site = make_subsite()
    assert public_address(Site.objects.get(is_default_site=True)) == default
    assert public_address(site) == other
    assert absolute(site, "/a/") == f"{other}/a/"
    assert absolute(site, between_sites(7, "/a/")) == f"{other}/sites/7/a/"
    assert absolute_html(site, '<a href="/a/">甲</a>') == f'<a href="{other}/a/">甲</a>'
