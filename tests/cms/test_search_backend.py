from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.index import insert_or_update_object
from wagtail.search.models import IndexEntry

from tests.site import make_article


def test_other_rows_are_not_touched__when_one_page_is_indexed(home):
    pages = [make_article(title=f"同样长的标题{number}") for number in range(4)]
    IndexEntry.objects.update(title_norm=1.0)
    with CaptureQueriesContext(connection) as queries:
        insert_or_update_object(pages[0])
    assert queries
    assert not [query["sql"] for query in queries if "AVG(" in query["sql"] or "LENGTH(" in query["sql"]]


def test_page_is_found_by_its_title__when_it_was_just_saved(home):
    page = make_article(title="spruce forest report")
    assert [found.pk for found in get_search_backend().search("spruce", Page)] == [page.pk]
