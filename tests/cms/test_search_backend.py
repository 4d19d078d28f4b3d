from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.index import insert_or_update_object

from tests.site import make_article


def found(words):
    return [page.pk for page in get_search_backend().search(words, Page)]


def test_page_is_found__by_words_from_the_middle_of_its_title(home):
    page = make_article(title="关于2026—2027学年度中小学寒假放假时间的公告")
    make_article(title="关于供暖的通知")
    for words in ("寒假", "时间的", "关于2026", "寒假 时间"):
        assert found(words) == [page.pk]
    assert [one.pk for one in get_search_backend().autocomplete("放假", Page)] == [page.pk]
    assert found("寒假 供暖") == []


def test_newest_comes_first__and_slices_hold(home):
    first, second, third = (make_article(title=f"第{number}期公报").pk for number in (1, 2, 3))
    results = get_search_backend().search("公报", Page)
    assert [page.pk for page in results] == [third, second, first]
    assert [page.pk for page in results[1:3]] == [second, first]
    assert results.count() == 3


def test_nothing_is_written__when_a_page_is_saved(home):
    page = make_article(title="公报")
    with CaptureQueriesContext(connection) as queries:
        insert_or_update_object(page)
    assert not [query["sql"] for query in queries if not query["sql"].startswith("SELECT")]
