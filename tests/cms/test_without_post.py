"""Who has an account and holds no role comes no further than to a page that says so."""

import pytest

from organs.models import Role
from organs.services import appoint, end
from tests.organs.accounts.people import PASSWORD
from tests.organs.accounts.test_doors import addresses
from tests.site import make_organ, make_person

pytestmark = pytest.mark.django_db
SAYS = "您目前没有任职"


@pytest.fixture
def person(home):
    found = make_person("he")
    found.set_password(PASSWORD)
    found.save()
    return found


def test_person_is_told__when_logging_in_without_a_role(client, person):
    answer = client.post("/admin/login/?next=/admin/", {"username": "he", "password": PASSWORD}, follow=True)
    assert (answer.status_code, len(answer.redirect_chain)) == (403, 1)
    html = answer.content.decode()
    assert SAYS in html
    assert "“he”" in html
    assert 'action="/admin/logout/"' in html
    assert client.get("/admin/login/?next=/admin/", follow=True).status_code == 403


def test_page_gives_way_to_the_desk__when_the_person_is_appointed_and_back(client, person):
    client.force_login(person)
    assert SAYS in client.get("/admin/").content.decode()
    seat = appoint(person, make_organ("yunshan"), Role.EDITOR)
    assert client.get("/admin/").status_code == 200
    end(seat)
    assert client.get("/admin/").status_code == 403


OWN = ("login/", "logout/", "confirm/", "password/", "second-factor/", "jsi18n/", "sprite/", "password_reset/")


def test_no_address_of_the_admin_says_anything_else__when_without_a_role(client, person):
    client.force_login(person)
    told = set()
    for address in sorted({found for found in addresses() if found.startswith("/admin/")}):
        if address.removeprefix("/admin/").startswith(OWN):
            continue
        answer = client.get(address)
        assert answer.status_code in {403, 404}, address
        if answer.status_code == 403:
            assert SAYS in answer.content.decode(), address
            told.add(address)
    assert len(told) > 150, "the walk does not find the addresses any more"


@pytest.mark.parametrize(
    "address", ["/admin/logout/", "/admin/second-factor/", "/admin/jsi18n/", "/admin/login/session/"]
)
def test_own_account_stays_open__when_without_a_role(client, person, address):
    client.force_login(person)
    assert client.get(address).status_code == 200


def test_scripts_are_refused_without_a_page__when_without_a_role(client, person):
    client.force_login(person)
    answer = client.get("/admin/", headers={"X-Requested-With": "XMLHttpRequest"})
    assert answer.status_code == 403
    assert SAYS not in answer.content.decode()
