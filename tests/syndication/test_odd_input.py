"""No odd address is a failure of ours."""

import pytest

from .entries import make_entry

pytestmark = pytest.mark.django_db

ODD = [
    "/%ff/feed.atom",
    "/%00/feed.atom",
    "/feed.atom?%00",
    "/feed.atom?%ff=%fe",
    "/feed.atom?" + "x" * 6000,
    "/" + "a/" * 900 + "feed.atom",
    "/" + "长" * 600 + "/feed.rss",
    "/archive/999999999/feed.atom",
    "/archive/1234567890/feed.atom",
    "/archive/٣/feed.atom",
    "/archive/0/feed.json",
    "/../feed.atom",
    "//feed.atom",
    "/feed.atom%0a",
    "/feed.ATOM",
    "/sitemap-000000001.xml",
    "/sitemap-.xml",
    "/sitemap.xml?n=%00",
    "/feeds.opml/",
    "/api/v1/entries/%00/",
    "/api/v1/entries/?cursor=%ff",
    "/api/v1/entries/?limit=5&limit=x",
    "/api/v1/entries/00000000-0000-0000-0000-000000000000/",
    "/api/%ff",
    "/api/" + "x/" * 900,
]


def test_answer_is_no_failure__when_address_is_odd(home, client):
    make_entry()
    for path in ODD:
        response = client.get(path)
        assert response.status_code < 500, path
        assert response.status_code in {200, 301, 302, 400, 404, 410, 414}, path


@pytest.mark.parametrize("header", ["if-none-match", "if-modified-since"])
def test_answer_is_complete__when_condition_is_odd(home, client, header):
    make_entry()
    for value in ["", "x", "\xff", '"', 'W/"', "Thu, 99 Foo 0000", '"a",' * 500]:
        assert client.get("/gonggao/feed.atom", headers={header: value}).status_code == 200
