"""The 登记表 is kept by liaisons, seen by people with a role, exported without formulas; vacancies are reported."""

import csv
import io
import json
from datetime import date

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organs.contacts import as_csv, as_xlsx, harmless, table
from organs.models import Organ, OrganContact, Role
from organs.vacancies import NEEDED, vacancies
from tests.site import appoint_person, make_organ, make_person

pytestmark = pytest.mark.django_db

Kind = OrganContact.Kind


@pytest.fixture
def organ():
    return make_organ("minzhengju")


def contact(organ, kind=Kind.LIAISON, **fields):
    return OrganContact.objects.create(
        organ=organ, kind=kind, **{"name": "李明", "telephone": "0555-12345", "department": "办公室", **fields}
    )


def complete(organ):
    for kind in Kind:
        contact(organ, kind)


def test_nothing_is_vacant__when_contacts_and_reviewers_are_there(organ):
    Organ.objects.exclude(pk=organ.pk).delete()
    complete(organ)
    everybody = make_person("li")
    for role in NEEDED[:3]:
        appoint_person(everybody, role, organ)
    assert [one.missing for one in vacancies()] == [("单位负责人",)]
    appoint_person(make_person("editorial"), Role.ORGAN_HEAD)
    assert vacancies() == []


def test_all_is_vacant__when_contacts_have_left_and_the_account_is_disabled(organ):
    contact(organ, until=date(2020, 1, 1))
    contact(organ, Kind.LEADER, since=date(2999, 1, 1))
    make_person("li", (Role.CHECKER, organ), is_active=True)
    type(make_person("li")).objects.update(is_active=False)
    assert vacancies()[0].missing == (
        "分管领导", "责任处室", "联络员", "初审人", "保密审查员", "办公室负责人", "单位负责人"
    )  # fmt: skip


def test_command_exits_with_1__when_something_is_vacant(organ, capsys):
    with pytest.raises(SystemExit) as left:
        call_command("vacancies", format="json")
    assert left.value.code == 1
    line = json.loads(capsys.readouterr().out.splitlines()[0])
    assert (line["organ"], line["name"]) == ("minzhengju", organ.name)
    assert "联络员" in line["missing"]


def test_queries_do_not_grow__when_there_are_more_organs(django_assert_num_queries):
    for number in range(5):
        make_organ(f"organ{number}")
    with django_assert_num_queries(1):
        assert len(vacancies()) >= 5


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"kind": "department", "telephone": "0555-1"}, "department"),
        ({"kind": "leader", "telephone": "0555-123"}, "name"),
        ({"kind": "leader", "name": "李明"}, "telephone"),
        ({"kind": "leader", "name": "李明", "mobile": "12345678901"}, "mobile"),
        ({"kind": "leader", "name": "李明", "telephone": "=cmd()"}, "telephone"),
        ({"kind": "leader", "name": "李明", "telephone": "12345", "since": date(2026, 2, 1), "until": date(2026, 1, 1)},
         "until"),
    ],
)  # fmt: skip
def test_contact_is_refused__when_incomplete_or_wrong(organ, fields, field):
    with pytest.raises(ValidationError) as refusal:
        OrganContact(organ=organ, **fields).full_clean()
    assert field in refusal.value.message_dict


def test_cells_are_text__when_they_look_like_formulas(organ):
    contact(organ, name="=HYPERLINK(1)", post="@SUM(1)", telephone="+86-555")
    rows = table(OrganContact.objects.all())
    read = list(csv.reader(io.StringIO(as_csv(rows).decode("utf-8-sig"))))
    assert read[1][2:6] == ["'=HYPERLINK(1)", "'@SUM(1)", "办公室", "'+86-555"]
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(rows))).active
    assert [cell.value for cell in sheet[2]][2:4] == ["=HYPERLINK(1)", "@SUM(1)"]
    assert {cell.data_type for line in sheet.iter_rows() for cell in line if cell.value} == {"s"}


@pytest.mark.parametrize("cell", ["=1+1", "＝1+1", "＋1", "－1", "＠SUM(1)", "\t=1"])
def test_cell_is_no_formula__when_it_begins_like_one_of_any_width(cell):
    assert harmless(cell) == f"'{cell}"
    assert harmless(f"甲{cell}") == f"甲{cell}"


def test_register_holds_the_own_organ_only__when_exported_by_its_liaison(client, organ):
    contact(organ, name="自家人")
    contact(make_organ("jiaoyuju"), name="别家人")
    client.force_login(make_person("lian", (Role.LIAISON, organ)))
    for name in ("csv", "xlsx"):
        response = client.get(reverse("organs_register", args=[name]))
        assert response.status_code == 200
        assert response.headers["Cache-Control"] == "private, no-store"
    text = client.get(reverse("organs_register", args=["csv"])).content.decode()
    assert "自家人" in text
    assert "别家人" not in text
    client.force_login(make_person("bian", (Role.EDITOR, None)))
    assert "别家人" in client.get(reverse("organs_register", args=["csv"])).content.decode()
    assert client.get(reverse("organs_register", args=["exe"])).status_code == 404


def test_contacts_are_closed__when_person_has_no_role_there(client, organ):
    theirs = contact(make_organ("jiaoyuju"), name="别家人")
    client.force_login(make_person("bian", (Role.EDITOR, organ)))
    assert "别家人" not in client.get(reverse("contacts:index")).content.decode()
    for person in (make_person("bian"), make_person("lian", (Role.LIAISON, organ))):
        client.force_login(person)
        response = client.get(reverse("contacts:edit", args=[theirs.pk]))
        assert response.status_code in {302, 403, 404}
    for other in (make_person("anquan", (Role.SECURITY, None)), make_person("nobody")):
        client.force_login(other)
        assert "别家人" not in client.get(reverse("organs_register", args=["csv"])).content.decode()


def test_contact_is_kept__when_written_by_the_liaison(client, organ):
    make_organ("jiaoyuju")
    client.force_login(make_person("lian", (Role.LIAISON, organ)))
    data = {"organ": organ.pk, "kind": "liaison", "name": "李明", "telephone": "0555-12345", "mobile": "13800000000"}
    assert client.get(reverse("contacts:add")).status_code == 200
    client.post(reverse("contacts:add"), {**data, "organ": make_organ("jiaoyuju").pk})
    assert not OrganContact.objects.exists()
    client.post(reverse("contacts:add"), data)
    assert OrganContact.objects.get().organ == organ
    edit = reverse("contacts:edit", args=[OrganContact.objects.get().pk])
    client.post(edit, {**data, "until": "2026-01-31"})
    assert OrganContact.objects.get().until == date(2026, 1, 31)


def test_row_leads_to_its_form__for_who_keeps_the_organ(client, organ):
    other = make_organ("jiaoyuju")
    mine, theirs = contact(organ, name="自家人"), contact(other, name="别家人")
    client.force_login(make_person("lian", (Role.LIAISON, organ), (Role.EDITOR, other)))
    html = client.get(reverse("contacts:index")).content.decode()
    assert f'href="{reverse("contacts:edit", args=[mine.pk])}"' in html
    assert "别家人" in html
    assert reverse("contacts:edit", args=[theirs.pk]) not in html
    client.force_login(make_person("bian", (Role.EDITOR, None)))
    assert reverse("contacts:edit", args=[theirs.pk]) in client.get(reverse("contacts:index")).content.decode()
    client.force_login(make_person("shen", (Role.CHECKER, organ)))
    html = client.get(reverse("contacts:index")).content.decode()
    assert "自家人" in html
    assert reverse("contacts:edit", args=[mine.pk]) not in html


def test_list_asks_no_more__when_there_are_more_contacts(client, organ):
    client.force_login(make_person("lian", (Role.LIAISON, organ)))
    found = []
    for number in (1, 9):
        for _one in range(number):
            contact(organ)
        client.get(reverse("contacts:index"))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("contacts:index"))
        found.append(len(queries))
    assert found[0] == found[1]


def test_vacancies_are_on_the_dashboard__when_person_is_of_the_editorial_office_or_fills_posts(client, organ):
    told = {Role.EDITOR, Role.SYSTEM, Role.SECURITY}
    every = [(Role.EDITOR, organ), (Role.AUDITOR, None), *((role, None) for role in told)]
    for role, there in every:
        client.force_login(make_person(f"{role}{bool(there)}", (role, there)))
        html = client.get("/admin/").content.decode()
        assert ("缺少：" in html) == (there is None and role in told), (role, there)
