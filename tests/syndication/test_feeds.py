"""Feeds of listings: what every format carries, and what a reader may rely on."""

import json
import re
from datetime import timedelta

import pytest
from django.utils.dateparse import parse_datetime

from intake.sanitize import strip_xml_forbidden
from register import services
from register.models import Entry, Listing
from syndication.vocabulary import facts_of
from tests.site import make_article, make_document, make_draft, make_organ

from .entries import BEGIN, attachment, make_entries, make_entry
from .readers import ATOM, GONGKAI, TOMBSTONES, body, feed, links, xml

pytestmark = pytest.mark.django_db

FORMATS = ["rss", "atom", "json"]
XML_FORMATS = ["rss", "atom"]
TYPES = {
    "rss": "application/rss+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "json": "application/feed+json",
}


@pytest.mark.parametrize("extension", FORMATS)
@pytest.mark.parametrize("path", ["/", "/yaowen/", "/zhengcewenjian/shizhengfu/", "/organs/yunshan/"])
def test_listing_has_feed__when_something_was_published(home, client, path, extension):
    make_article("yaowen")
    make_document("shizhengfu")
    response = client.get(f"{path}feed.{extension}")
    assert response.status_code == 200
    assert response["Content-Type"] == TYPES[extension]
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Set-Cookie" not in response
    assert "Vary" not in response


@pytest.mark.parametrize("extension", FORMATS)
def test_every_listing_has_feed__when_empty(home, client, extension):
    path = f"/tongzhi/feed.{extension}"
    if extension == "json":
        assert json.loads(body(client, path))["items"] == []
    else:
        assert feed(client, path).entries == []


@pytest.mark.parametrize(
    "path", ["/nowhere/feed.atom", "/feed.xml", "/yaowen/feed.atom/", "/yaowen/archive/9/feed.rss"]
)
def test_nothing_is_found__when_no_such_feed(home, client, path):
    assert client.get(path).status_code == 404


def test_nothing_is_found__when_column_is_closed(home, client):
    make_article()
    Listing.objects.filter(path="/yaowen/").update(is_public=False)
    assert client.get("/yaowen/feed.atom").status_code == 404


def test_feed_cannot_be_posted(home, client):
    assert client.post("/feed.atom").status_code == 405


@pytest.mark.parametrize("extension", XML_FORMATS)
def test_feedparser_reads_everything__when_entry_is_full(home, client, extension):
    entry = make_entry(
        index_number="123456789/2026-00001",
        document_number="云政发〔2026〕1号",
        attachments=(attachment(1), attachment(2)),
        author="云杉市水务局防汛科",
        theme="水利",
    )
    parsed = feed(client, f"/gonggao/feed.{extension}")
    one = parsed.entries[0]
    assert one.id == f"urn:uuid:{entry.uid}"
    assert one.title == "公告第0号"
    assert one.link == "http://testserver/gonggao/t0/"
    assert one.summary == "公告第0号的概述"
    assert 'href="http://testserver/gonggao/"' in one.content[0].value
    assert one.author == entry.organ.name
    assert {tag.term for tag in one.tags} >= {"公告", "防汛"}
    assert one.gongkai_index_number == "123456789/2026-00001"
    assert one.gongkai_document_number == "云政发〔2026〕1号"
    assert one.gongkai_source == entry.source
    assert one.gongkai_author == "云杉市水务局防汛科"
    assert one.published_parsed[:6] == (2026, 3, 1, 1, 0, 0)
    enclosure = one.enclosures[0]
    assert (enclosure.href, enclosure.type, enclosure.length) == (
        "http://testserver/documents/1/000000000001.pdf",
        "application/pdf",
        "1001",
    )
    assert parsed.feed.title == "公告 - 云杉市人民政府"


def test_atom_tells_all_facts__when_entry_is_full(home, client):
    entry = make_entry(
        attachments=(attachment(1), attachment(2)),
        issued_on=BEGIN.date(),
        extra={"effective_on": "2026-05-01", "issuing_organs": "云杉市人民政府", "picture": {"url": "/media/a.jpg"}},
    )
    root = xml(client, "/gonggao/feed.atom")
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "zh-Hans"
    assert links(root, "self") == ["http://testserver/gonggao/feed.atom"]
    assert links(root, "alternate") == ["http://testserver/gonggao/"]
    assert root.findtext(f"{ATOM}generator") == "Gongkai"
    assert not root.find(f"{ATOM}generator").attrib
    one = root.find(f"{ATOM}entry")
    assert links(one, "alternate") == ["http://testserver/gonggao/t0/"]
    assert len(links(one, "enclosure")) == 2
    told = {child.tag.removeprefix(GONGKAI): child.text for child in one if child.tag.startswith(GONGKAI)}
    told.pop("attachment")
    assert told == facts_of(entry.site, entry)
    assert told["effective_on"] == "2026-05-01"
    digests = [element.get("sha256") for element in one.findall(f"{GONGKAI}attachment")]
    assert digests == [f"{1:064x}", f"{2:064x}"]
    assert one.findtext(f"{ATOM}published") == "2026-03-01T09:00:00+08:00"
    assert one.findtext(f"{ATOM}updated") == "2026-03-01T09:00:00+08:00"
    assert one.findtext(f"{ATOM}author/{ATOM}uri") == "http://testserver/organs/yunshan/"


def test_rss_channel_is_complete__when_read_as_xml(home, client):
    make_entry(attachments=(attachment(1), attachment(2)))
    channel = xml(client, "/gonggao/feed.rss")[0]
    changed = Listing.objects.get(path="/gonggao/").changed_at
    assert channel.findtext("language") == "zh-cn"
    assert channel.findtext("ttl") == "15"
    assert channel.findtext("link") == "http://testserver/gonggao/"
    assert channel.findtext("lastBuildDate") == "Sun, 01 Mar 2026 09:00:00 +0800"
    assert changed == BEGIN
    assert links(channel, "self") == ["http://testserver/gonggao/feed.rss"]
    item = channel.find("item")
    assert item.find("guid").get("isPermaLink") == "false"
    assert item.findtext("pubDate") == "Sun, 01 Mar 2026 09:00:00 +0800"
    assert len(item.findall("enclosure")) == 1
    content = item.findtext("{http://purl.org/rss/1.0/modules/content/}encoded")
    assert 'href="http://testserver/documents/2/000000000002.pdf"' in content


def test_attachments_are_listed_once__when_content_names_them(home, client):
    make_entry(attachments=(attachment(1),), content_html='<p><a href="/documents/1/000000000001.pdf">附件1</a></p>')
    content = feed(client, "/gonggao/feed.rss").entries[0].content[0].value
    assert content.count("000000000001.pdf") == 1


@pytest.mark.parametrize("extension", FORMATS)
def test_published_is_original_date__when_carried_over(home, client, extension):
    original = BEGIN.replace(year=2015, month=3, day=17)
    make_entry(original_published_at=original)
    text = body(client, f"/gonggao/feed.{extension}").decode()
    assert ("Tue, 17 Mar 2015 09:00:00 +0800" if extension == "rss" else "2015-03-17T09:00:00+08:00") in text


HARD = [
    "含控制字符\x00\x0b\x1f\ufffe的标题",
    "表情 😀 与 𠮷野家",
    "]]> <b>不是标签</b> &amp; &#x1;",
    "长" * 255,
    "\u202e从右到左\u2028换行",
]


@pytest.mark.parametrize("hard", HARD)
def test_feed_is_well_formed__when_text_is_hard(home, client, hard):
    make_entry(title=hard, summary=hard * 3, content_html=f"<p>{hard}</p>", keywords=(hard[:60],), source=hard[:100])
    clean = strip_xml_forbidden(hard)
    assert json.loads(body(client, "/gonggao/feed.json"))["items"][0]["title"] == clean
    for extension in XML_FORMATS:
        root = xml(client, f"/gonggao/feed.{extension}")
        assert clean in [element.text for element in root.iter("title", f"{ATOM}title")]
        feed(client, f"/gonggao/feed.{extension}")


def test_atom_carries_all__when_there_are_200_attachments(home, client):
    make_entry(attachments=tuple(attachment(n) for n in range(1, 201)))
    assert len(feed(client, "/gonggao/feed.atom").entries[0].enclosures) == 200
    assert len(feed(client, "/gonggao/feed.rss").entries[0].enclosures) == 1
    assert len(json.loads(body(client, "/gonggao/feed.json"))["items"][0]["attachments"]) == 200


@pytest.mark.parametrize("extension", FORMATS)
def test_draft_is_nowhere__when_not_published(home, client, extension):
    make_article(title="已经公开")
    make_draft(title="尚未公开的草稿")
    for path in ["/", "/yaowen/", "/organs/yunshan/"]:
        assert "尚未公开" not in body(client, f"{path}feed.{extension}").decode()


def test_draft_stays_private__when_live_page_is_edited(home, client):
    page = make_article(title="已经公开")
    page.title = "尚未审核的标题"
    page.save_revision()
    assert "尚未审核" not in body(client, "/feed.atom").decode()


def test_tombstone_takes_the_place__when_withdrawn(home, client):
    gone, stays = make_entry(1, title="要撤下的标题"), make_entry(2)
    services.withdraw(gone, Entry.Reason.EXPIRED, BEGIN + timedelta(days=1), successor_url="/gonggao/t2/")
    atom = xml(client, "/gonggao/feed.atom")
    deleted = atom.find(f"{TOMBSTONES}deleted-entry")
    assert deleted.get("ref") == f"urn:uuid:{gone.uid}"
    assert deleted.get("when") == "2026-03-02T09:00:00+08:00"
    assert deleted.findtext(f"{TOMBSTONES}comment") == "公开期限届满"
    assert links(deleted, "related") == ["http://testserver/gonggao/t2/"]
    assert [one.id for one in feed(client, "/gonggao/feed.rss").entries] == [f"urn:uuid:{stays.uid}"]
    tombstones = json.loads(body(client, "/gonggao/feed.json"))["_gongkai"]["tombstones"]
    assert tombstones == [
        {
            "id": f"urn:uuid:{gone.uid}",
            "withdrawn_at": "2026-03-02T09:00:00+08:00",
            "reason": "expired",
            "reason_text": "公开期限届满",
            "successor_url": "http://testserver/gonggao/t2/",
        }
    ]
    for extension in FORMATS:
        assert "要撤下的标题" not in body(client, f"/gonggao/feed.{extension}").decode()


def test_tombstone_goes__when_restored(home, client):
    entry = make_entry()
    services.withdraw(entry, Entry.Reason.UNPUBLISHED, BEGIN + timedelta(days=1))
    make_entry(at=BEGIN + timedelta(days=2), uid=entry.uid)
    root = xml(client, "/gonggao/feed.atom")
    assert root.find(f"{TOMBSTONES}deleted-entry") is None
    assert root.findtext(f"{ATOM}entry/{ATOM}id") == f"urn:uuid:{entry.uid}"


@pytest.mark.parametrize("extension", FORMATS)
def test_bytes_are_equal__when_asked_twice_by_different_people(home, client, extension):
    make_entries(3)
    client.cookies["sessionid"] = "somebody"
    first = client.get(f"/feed.{extension}")
    other = client.get(f"/feed.{extension}?utm=1", headers={"accept-language": "en", "user-agent": "another"})
    assert first.content == other.content
    assert first["ETag"] == other["ETag"]


def test_queries_do_not_grow__when_there_are_200_entries(home, client, django_assert_num_queries):
    for first, count in ((0, 10), (10, 190)):
        make_entries(count, first=first)
        for extension in FORMATS:
            with django_assert_num_queries(6):
                response = client.get(f"/gonggao/feed.{extension}")
    size = Listing.objects.get(path="/gonggao/").page_size
    assert size < len(re.findall(b"urn:uuid:", response.content)) <= 2 * size + 2


def test_feed_id_stays__when_column_moves(home, client):
    make_article()
    before = feed(client, "/yaowen/feed.atom").feed.id
    Listing.objects.filter(path="/yaowen/").update(path="/xinwen/", title="新闻")
    assert feed(client, "/xinwen/feed.atom").feed.id == before
    assert feed(client, "/feed.atom").feed.id != before


def test_author_follows__when_organ_is_renamed(home, client):
    organ = make_organ()
    make_article(source="云杉日报")
    before = client.get("/feed.atom")
    organ.rename("云杉市人民政府办公室", "市政府办", BEGIN.date())
    after = client.get("/feed.atom", headers={"if-none-match": before["ETag"]})
    assert after.status_code == 200
    assert "<name>云杉市人民政府办公室</name>" in after.content.decode()


def test_times_carry_the_offset__when_written(home, client):
    make_entry()
    data = json.loads(body(client, "/gonggao/feed.json"))
    moment = parse_datetime(data["items"][0]["date_published"])
    assert moment == BEGIN
    assert data["items"][0]["date_published"].endswith("+08:00")
