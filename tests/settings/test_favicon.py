from django.contrib.staticfiles import finders


def test_favicon_is_where_everybody_asks_for_it__with_no_page(client, db) -> None:
    response = client.get("/favicon.ico")
    assert (response.status_code, response["Location"]) == (301, "/static/cms/favicon.ico")
    assert finders.find("cms/favicon.ico")
    assert not response.cookies
