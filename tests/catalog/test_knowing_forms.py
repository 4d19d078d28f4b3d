"""A form that was filled in for one organ, and sent for another."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from catalog.models import BudgetPage, DisclosureGuidePage, OrganProfilePage
from cms.models import HomePage
from organs.models import Organ
from tests.recall import recall
from tests.site import column, make_organ, make_people

pytestmark = pytest.mark.django_db
OFFICE = {"address": "云山路1号", "office_hours": "工作日8:30—17:30", "telephone": "0000-6010001"}
TOWN = {"address": "松岚镇镇前街2号", "telephone": "0000-6020002", "office_hours": ""}


@pytest.fixture
def people(home: HomePage) -> dict[str, User]:
    return recall.scene(make_people)


@pytest.fixture
def office() -> Organ:
    return make_organ("bangongshi", **OFFICE)


@pytest.fixture
def town() -> Organ:
    return make_organ("songlan", **TOWN)


def begun(client: Any, user: User, model: Any, organ: Organ) -> tuple[str, dict[str, Any]]:
    """The address of a new form in a column of `organ`, and what a browser would send from it."""
    place = column("zhengcewenjian")
    place.organ = organ
    place.save()
    client.force_login(user)
    address = reverse("wagtailadmin_pages:add", args=["catalog", model._meta.model_name, place.pk])
    form = client.get(address).context["form"]
    streams = {name: streamfield([]) for name, field in form.fields.items() if hasattr(field, "block")}
    plain = {name: form[name].value() for name in form.fields if name not in streams}
    sent = {name: "" if value is None else str(value) for name, value in plain.items() if not isinstance(value, list)}
    return address, nested_form_data({**sent, **streams, "keywords": "", "comments": inline_formset([])})


def profile(client: Any, user: User, organ: Organ) -> tuple[str, dict[str, Any]]:
    address, data = begun(client, user, OrganProfilePage, organ)
    body = nested_form_data({"body": streamfield([("paragraph", rich_text("<p>贯彻落实工作方针。</p>"))])})
    return address, {**data, **body, "head": "林知远", "supervision_telephone": "0000-6012300"}


def test_profile_takes_what_is_known_of_the_chosen_organ__when_it_was_begun_for_another(
    client: Any, people: Any, office: Organ, town: Organ
) -> None:
    address, data = profile(client, people["editor"], office)
    assert (data["title"], data["address"], data["known_for"]) == (
        f"{office.name}机构职能",
        "云山路1号",
        str(office.pk),
    )
    answer = client.post(address, {**data, "organ": town.pk, "telephone": "0000-6099999"}, follow=True)
    page = OrganProfilePage.objects.get()
    assert (page.organ, page.title) == (town, f"{town.name}机构职能")
    assert (page.address, page.office_hours) == ("松岚镇镇前街2号", "")
    assert page.telephone == "0000-6099999"
    told = answer.content.decode()
    assert f"发布机构改为“{town.name}”，已按该机构更新：" in told
    assert "办公地址、办公时间。请核对。" in told


def test_what_the_chosen_organ_has_not_is_asked_for__when_the_profile_is_sent(
    client: Any, people: Any, office: Organ, town: Organ
) -> None:
    address, data = profile(client, people["editor"], office)
    form = client.post(address, {**data, "organ": town.pk, "action-submit": "1"}).context["form"]
    assert list(form.errors) == ["office_hours"]
    assert (form["address"].value(), form["office_hours"].value()) == ("松岚镇镇前街2号", "")
    assert str(form["known_for"].value()) == str(town.pk)


def test_draft_follows_too__when_its_organ_is_changed_later(
    client: Any, people: Any, office: Organ, town: Organ
) -> None:
    address, data = profile(client, people["editor"], office)
    client.post(address, data)
    page = OrganProfilePage.objects.get()
    assert page.address == "云山路1号"
    data = {**data, "organ": town.pk}
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    assert OrganProfilePage.objects.get().get_latest_revision_as_object().address == "松岚镇镇前街2号"


def test_title_that_names_the_first_organ_is_refused_once__when_it_was_typed(
    client: Any, people: Any, office: Organ, town: Organ
) -> None:
    address, data = profile(client, people["editor"], office)
    data = {**data, "title": f"{office.name}机构职能（试行）", "organ": town.pk, "office_hours": "工作日9:00—17:00"}
    data |= {"action-submit": "1"}
    form = client.post(address, data).context["form"]
    assert f"中写的是“{office.name}”，发布机构选的是“{town.name}”，请核对" in str(form.errors["title"])
    client.post(address, {**data, "known_for": form["known_for"].value(), "address": form["address"].value()})
    assert OrganProfilePage.objects.get().title == f"{office.name}机构职能（试行）"


def test_nothing_is_exchanged__when_the_organ_stays_or_the_first_is_not_told(
    client: Any, people: Any, office: Organ, town: Organ
) -> None:
    address, data = profile(client, people["editor"], office)
    for organ, known_for in ((office.pk, office.pk), (office.pk, "x" * 30), (office.pk, "9" * 30)):
        sent = {**data, "organ": organ, "known_for": known_for, "action-submit": "1", "head": ""}
        assert client.post(address, sent).context["form"]["address"].value() == "云山路1号"


@pytest.mark.parametrize(
    ("model", "name", "expected"),
    [(BudgetPage, "title", "部门预算"), (DisclosureGuidePage, "title", "政府信息公开指南")],
)
def test_title_names_the_chosen_organ__when_another_type_was_begun_for_another(
    client: Any, people: Any, office: Organ, town: Organ, model: Any, name: str, expected: str
) -> None:
    address, data = begun(client, people["editor"], model, office)
    client.post(address, {**data, "organ": town.pk})
    value = getattr(model.objects.get(), name)
    assert value.startswith(town.name)
    assert value.endswith(expected)


def test_two_queries_more_are_asked__when_the_organ_is_another(
    client: Any, people: Any, office: Organ, town: Organ
) -> None:
    address, data = profile(client, people["editor"], office)
    counts = []
    for organ in (office, office, town):
        with CaptureQueriesContext(connection) as queries:
            client.post(address, {**data, "organ": organ.pk, "head": "", "action-submit": "1"})
        counts.append(len(queries))
    assert counts[2] - counts[1] <= 2
