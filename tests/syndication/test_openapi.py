"""The OpenAPI document, its page, and whether the answers keep to it."""

import json
import re
from contextlib import suppress
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given
from hypothesis import settings as bounded
from hypothesis.errors import Unsatisfiable
from openapi_spec_validator import OpenAPIV31SpecValidator
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from cms.clearance.gate import let_down
from syndication.api.openapi import document
from tests.site import make_article
from tests.syndication.samples import every_page

pytestmark = pytest.mark.django_db

ADDRESS = "/api/v1/openapi.json"
OPAQUE = {"cursor", "fields", "order"}
"""Parameters of which no schema can say what is good: a cursor comes from an answer, names depend on the type."""


@pytest.fixture
def application():
    """The site as a server runs it, in the transaction of the test: the end of a request closes no connection."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield get_wsgi_application()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def published(home, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    pages = every_page()
    gone = make_article()
    let_down(gone).unpublish()
    return [*pages.values(), gone]


def test_document_is_valid__when_judged_by_the_standard(home, client):
    response = client.get(ADDRESS)
    assert response["Access-Control-Allow-Origin"] == "*"
    spec = json.loads(response.content)
    OpenAPIV31SpecValidator(spec).validate()
    assert spec["servers"] == [{"url": "http://testserver"}]


def patterns(resolver: Any, prefix: str = "") -> list[str]:
    found = []
    for one in resolver.url_patterns:
        route = prefix + str(one.pattern)
        found += patterns(one, route) if hasattr(one, "url_patterns") else [route]
    return found


def test_every_address_of_the_api_is_described__when_listed(home):
    from syndication import urls

    paths = set(document("http://testserver")["paths"])
    known = [f"/{one}" for one in patterns(type("Root", (), {"url_patterns": urls.urlpatterns}))]
    api = [one.replace("^", "").rstrip("$") for one in known if one.startswith("/api/") and "(" not in one]
    plain = {re.sub(r"<\w+:(\w+)>", r"{\1}", one).replace("{pk}", "{id}") for one in api}
    assert plain == {one for one in paths if one.startswith("/api/")}
    assert {one for one in paths if not one.startswith("/api/")} <= {
        "/data/{uid}.json",
        "/feed.rss",
        "/feed.atom",
        "/feed.json",
        "/feeds.opml",
        "/sitemap.xml",
    }


def test_page_for_people_tells_all_of_it__when_read(home, client):
    response = client.get("/api/v1/docs/")
    text = response.content.decode()
    for path in document("http://testserver")["paths"]:
        assert path in text
    assert "https://cdn" not in text
    assert response["ETag"]
    assert response["Cache-Control"] == "public, no-cache"


def run(application: Any, count: int) -> set[tuple[str, int]]:
    """Ask everything in the document `count` times with odd and even questions; which answers there were."""
    schema = schemathesis.openapi.from_wsgi(ADDRESS, application)
    seen: set[tuple[str, int]] = set()
    for result in schema.get_all_operations():
        for mode in GenerationMode:
            ask_at_random(result.ok(), mode, count, seen)  # type: ignore[union-attr]
    return seen


def ask_at_random(operation: Any, mode: GenerationMode, count: int, seen: set[tuple[str, int]]) -> None:
    @bounded(
        max_examples=count, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        response = case.call()
        excluded = [positive_data_acceptance] if OPAQUE & set(case.query or {}) else []
        if not operation.path.startswith("/api/v1/entries/"):
            excluded.append(
                negative_data_rejection
            )  # Wagtail's lists, and static answers, pass over what they do not know
        case.validate_response(response, excluded_checks=excluded)
        seen.add((operation.label, response.status_code))

    with suppress(Unsatisfiable):  # what has no parameters cannot be asked for wrongly
        ask()


def test_no_answer_is_outside_the_document__when_asked_at_random(published, application):
    seen = run(application, 4)
    paths = document("")["paths"].items()
    described = {f"{method.upper()} {path}" for path, item in paths for method in item} - {f"GET {ADDRESS}"}
    assert {label for label, _status in seen} == described


@pytest.mark.soak
def test_no_answer_is_outside_the_document__when_asked_for_long(published, application):
    assert len(run(application, 150)) > 20


def test_what_is_there_keeps_to_the_document__when_asked_for(published, application):
    """Random numbers and uids find nothing: these are asked for by what is there."""
    schema = schemathesis.openapi.from_wsgi(ADDRESS, application)
    uids = {"path_parameters": [{"uid": str(page.uid)} for page in published]}
    numbers = [{"id": page.pk} for page in published]
    asked = [
        *((schema["/api/v1/entries/{uid}/"]["GET"], one) for one in uids["path_parameters"]),
        *((schema["/api/v2/pages/{id}/"]["GET"], one) for one in numbers),
        *((schema["/data/{uid}.json"]["GET"], one) for one in uids["path_parameters"]),
    ]
    statuses = []
    for operation, values in asked:
        case = operation.Case(path_parameters=values)
        response = case.call()
        case.validate_response(response)
        statuses.append(response.status_code)
    assert sorted(set(statuses)) == [200, 404, 410]
