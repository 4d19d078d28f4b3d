"""Where feeds are found: on every listing page, on /feeds/, in /feeds.opml."""

from datetime import timedelta
from email.utils import parsedate_to_datetime

import pytest
from lxml import etree, html

from register.models import Listing
from tests.site import make_article, make_document

from .entries import make_entries
from .readers import body, xml

pytestmark = pytest.mark.django_db

OPML = etree.RelaxNG(
    etree.fromstring(
        """<element name="opml" xmlns="http://relaxng.org/ns/structure/1.0"
          datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
          <attribute name="version"><value>2.0</value></attribute>
          <element name="head"><interleave>
            <element name="title"><text/></element>
            <optional><element name="dateModified"><text/></element></optional>
            <optional><element name="docs"><data type="anyURI"/></element></optional>
          </interleave></element>
          <element name="body"><oneOrMore><element name="outline">
            <attribute name="text"/><attribute name="title"/>
            <oneOrMore><element name="outline">
              <attribute name="type"><value>rss</value></attribute>
              <attribute name="text"/><attribute name="title"/>
              <attribute name="xmlUrl"><data type="anyURI"/></attribute>
              <attribute name="htmlUrl"><data type="anyURI"/></attribute>
              <attribute name="language"/><optional><attribute name="description"/></optional>
            </element></oneOrMore>
          </element></oneOrMore></element></element>"""
    )
)


def alternates(client, path: str) -> list[tuple[str, str]]:
    page = html.fromstring(body(client, path).decode())
    found = page.xpath("//head/link[@rel='alternate']")
    return [(link.get("type"), link.get("href")) for link in found]


def expected(path: str) -> list[tuple[str, str]]:
    return [
        ("application/rss+xml", f"{path}feed.rss"),
        ("application/atom+xml", f"{path}feed.atom"),
        ("application/feed+json", f"{path}feed.json"),
    ]


@pytest.mark.parametrize("path", ["/", "/yaowen/", "/zhengcewenjian/shizhengfu/", "/organs/yunshan/"])
def test_listing_page_announces_its_feeds__when_opened(home, client, path):
    make_article("yaowen")
    make_document("shizhengfu")
    assert alternates(client, path) == expected(path)
    for media_type, href in expected(path):
        response = client.get(href)
        assert response.status_code == 200
        assert response["Content-Type"].split(";")[0] == media_type


def test_archive_page_announces_the_front__when_opened(home, client):
    make_article()
    make_entries(25)
    assert alternates(client, "/archive/1/") == expected("/")


def test_every_feed_is_on_the_page__when_people_look(home, client):
    make_article()
    page = body(client, "/feeds/").decode()
    for listing in Listing.objects.filter(is_public=True):
        for _type, href in expected(listing.path):
            assert f'href="{href}"' in page
    assert "/feeds.opml" in page


def test_opml_names_every_listing__when_read(home, client):
    make_article()
    response = client.get("/feeds.opml")
    assert response["Content-Type"] == "text/x-opml; charset=utf-8"
    root = xml(client, "/feeds.opml")
    OPML.assertValid(root)
    assert [group.get("text") for group in root.find("body")] == ["全部信息", "按栏目", "按发布机构"]
    found = {one.get("xmlUrl") for one in root.iter("outline") if one.get("xmlUrl")}
    public = Listing.objects.filter(is_public=True).values_list("path", flat=True)
    assert found == {f"http://testserver{path}feed.atom" for path in public}
    for address in found:
        assert client.get(address.removeprefix("http://testserver")).status_code == 200
    assert parsedate_to_datetime(root.findtext("head/dateModified")).utcoffset() == timedelta(hours=8)


def test_closed_listing_is_not_named__when_read(home, client):
    Listing.objects.filter(path="/yaowen/").update(is_public=False)
    assert "/yaowen/" not in body(client, "/feeds.opml").decode()
    assert "/yaowen/feed" not in body(client, "/feeds/").decode()


def test_queries_are_few__when_listed(home, client, django_assert_num_queries):
    with django_assert_num_queries(2):
        client.get("/feeds.opml")
