import pytest
from django.core.exceptions import ValidationError

from cms.columns import move_column, rename_column
from register.models import Change, Entry, Listing
from tests.site import column, make_article

pytestmark = pytest.mark.django_db


def test_addresses_follow__when_column_is_renamed(home, client):
    pages = [make_article("shizhengfu", title=f"第{n}件") for n in range(3)]
    rename_column(column("zhengcewenjian"), title="政策", slug="zhengce")
    for page in pages:
        entry = Entry.objects.get(uid=page.uid)
        assert entry.url == f"/zhengce/shizhengfu/{page.slug}/"
        assert Change.objects.filter(entry=entry, kind="moved").count() == 1
        assert client.get(entry.url).status_code == 200
        assert client.get(f"/zhengcewenjian/shizhengfu/{page.slug}/").status_code in {301, 302}
    assert Listing.objects.get(path="/zhengce/").title == "政策"
    assert Listing.objects.get(path="/zhengce/shizhengfu/").is_public


def test_addresses_follow__when_column_moves(home, client):
    page = make_article("yaowen")
    move_column(column("yaowen"), column("tongzhi"))
    assert Entry.objects.get(uid=page.uid).url == f"/tongzhi/yaowen/{page.slug}/"


def test_nothing_changes__when_slug_is_taken(home):
    make_article("yaowen")
    with pytest.raises(ValidationError):
        rename_column(column("yaowen"), slug="tongzhi")
    assert column("yaowen").title == "要闻"
    assert Change.objects.count() == 1


def test_column_stays__when_moved_beneath_itself(home):
    with pytest.raises(ValidationError, match="不能移到"):
        move_column(column("zhengcewenjian"), column("shizhengfu"))
