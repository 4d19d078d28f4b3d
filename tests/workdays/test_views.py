"""工作日历 in the admin: for system administrators, who see what moves before it does; each act is in the audit log."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.models import AuditRecord
from organs.models import Role
from tests.site import make_person
from tests.workdays.conftest import NUMBER
from workdays import importing
from workdays.files import read_notices
from workdays.importing import import_notices
from workdays.models import Notice
from workdays.shipped import FILE

pytestmark = pytest.mark.django_db
IMPORT = "/admin/workdays/import/"


@pytest.fixture
def admin(client):
    person = make_person("admin", (Role.SYSTEM, None))
    client.force_login(person)
    return person


def page(response):
    assert response.status_code == 200
    return response.content.decode()


def upload(text, name="2027.csv", **fields):
    content = text if isinstance(text, bytes) else text.encode()
    return {"file": SimpleUploadedFile(name, content), "content": "", **fields}


def hidden(response):
    """What the preview sends on."""
    return {
        "content": response.context["form"]["content"].value(),
        "source": response.context["form"]["source"].value(),
        "seen": response.context["seen"],
    }


def test_calendar_and_its_menu_are_there__when_for_a_system_administrator(client, admin):
    assert reverse("workdays_index") in page(client.get("/admin/"))
    shown = page(client.get(reverse("workdays_index")))
    assert "已录入2019、2020、2021、2022、2023、2024、2025、2026年的放假安排" in shown
    assert "国办发明电〔2020〕1号" in shown


def test_newest_notices_come_first(client, admin):
    shown = list(client.get(reverse("workdays_index")).context["notices"])
    assert [one.year for one in shown] == [2026, 2025, 2024, 2023, 2022, 2021, 2020, 2020, 2019, 2019]
    assert [one.number for one in shown[-4:-2]] == ["国办发明电〔2020〕1号", "国办发明电〔2019〕16号"]


ADDRESSES = ["", "import/", "example.csv", "1/withdraw/"]


@pytest.mark.parametrize("role", [Role.EDITOR, Role.OFFICE_HEAD, Role.SECURITY, Role.AUDITOR])
@pytest.mark.parametrize("address", ADDRESSES)
def test_calendar_is_closed__when_for_another_role(client, role, address):
    client.force_login(make_person("other", (role, None)))
    assert client.get(f"/admin/workdays/{address}").status_code == 302
    assert client.post(IMPORT, {"content": "x"}).status_code == 302
    assert reverse("workdays_index") not in page(client.get("/admin/"))


@pytest.mark.parametrize("address", ADDRESSES)
def test_calendar_leads_to_the_log_in__when_for_nobody(client, address):
    assert "/login/" in client.get(f"/admin/workdays/{address}")["Location"]


def test_deadline_is_shown__when_asked(client, admin):
    shown = page(client.get("/admin/workdays/", {"received": "2026-09-24", "days": "3"}))
    assert "2026年9月30日 星期三" in shown
    assert "中秋节放假（国办发明电〔2025〕7号）" in shown


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"received": "", "days": "3"}, "必填"),
        ({"received": "2026-02-30", "days": "3"}, "没有“2026-02-30”这个日期"),
        ({"received": "2026-09-24", "days": "0"}, "应在1到1000之间"),
        ({"received": "1999-09-24", "days": "1"}, "不在可以推算的范围内"),
    ],
)
def test_deadline_is_refused_and_what_was_typed_stays__when_it_cannot_be_told(client, admin, asked, message):
    shown = page(client.get("/admin/workdays/", asked))
    assert message in shown
    assert f'value="{asked["days"]}"' in shown


def test_import_is_done_and_recorded__when_the_preview_is_confirmed(client, admin, text):
    preview = client.post(IMPORT, upload(text))
    shown = page(preview)
    assert "2027年2月5日（星期五）至2027年2月12日（星期五），共8天" in shown
    assert f"春节调休上班（{NUMBER}）" in shown
    assert "可能有误" not in shown
    assert not Notice.objects.filter(number=NUMBER).exists()
    response = client.post(IMPORT, {**hidden(preview), "confirm": ""})
    assert response.status_code == 302
    assert Notice.objects.get(number=NUMBER).days.count() == 33
    written = AuditRecord.objects.filter(action="workdays.import").get()
    assert (written.actor_name, written.target_title) == ("admin", NUMBER)
    assert written.details["文件"] == "2027.csv"
    assert written.details["变动的日期"]["2027-01-31"].endswith(f"春节调休上班（{NUMBER}）")


def test_slips_are_named_and_the_text_comes_back__when_the_file_is_wrong(client, admin, text):
    wrong = text.replace("上班", "加班")
    response = client.post(IMPORT, upload(wrong.encode("gb18030")))
    shown = page(response)
    assert "第4行：安排应写“放假”或者“上班”" in shown
    assert response.context["form"]["content"].value() == wrong
    assert not Notice.objects.filter(number=NUMBER).exists()
    mended = client.post(IMPORT, {"content": wrong.replace("加班", "上班"), "source": "2027.csv"})
    assert "确认导入" in page(mended)


def test_text_is_kept__when_one_goes_back_from_the_preview(client, admin, text):
    preview = client.post(IMPORT, upload(text))
    response = client.post(IMPORT, {**hidden(preview), "edit": ""})
    assert response.context["form"]["content"].value() == text
    assert not Notice.objects.filter(number=NUMBER).exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04\x00\x00", b"\x89PNG\r\n\x1a\n\x00"])
def test_file_is_refused__when_it_is_no_text(client, admin, content):
    assert "尚未导入" in page(client.post(IMPORT, upload(content, "2027.xlsx")))


def test_form_is_refused__when_it_is_empty(client, admin):
    assert "请选择文件，或者粘贴内容" in page(client.post(IMPORT, {"content": " "}))


def test_second_annual_notice_is_refused_and_the_text_kept__when_the_year_has_one(client, admin, text):
    other = text.replace("2027", "2026").replace("〔2026〕99号", "〔2025〕99号")
    response = client.post(IMPORT, upload(other))
    assert "2026年有两份年度安排" in page(response)
    assert response.context["form"]["content"].value() == other


def test_preview_is_shown_anew__when_the_calendar_changed_meanwhile(client, admin, text):
    preview = client.post(IMPORT, upload(text))
    import_notices(read_notices("x.csv", text.replace("2027-02-12", "2027-02-11").encode()))
    response = client.post(IMPORT, {**hidden(preview), "confirm": ""})
    assert "日历已被他人更改" in page(response)
    assert Notice.objects.get(number=NUMBER).days.count() == 32
    assert client.post(IMPORT, {**hidden(response), "confirm": ""}).status_code == 302
    assert Notice.objects.get(number=NUMBER).days.count() == 33


def test_nothing_can_be_confirmed__when_the_file_says_what_is_known(client, admin):
    shown = page(client.post(IMPORT, upload(FILE.read_bytes())))
    assert "10份通知与已录入的完全相同" in shown
    assert "确认导入" not in shown


def test_doubt_is_shown__when_a_festival_is_missing(client, admin, text):
    lines = [line for line in text.splitlines() if "端午节" not in line]
    shown = page(client.post(IMPORT, upload("\n".join(lines))))
    assert "没有写到端午节" in shown
    assert "确认导入" in shown


def test_text_is_escaped__when_it_holds_markup(client, admin, text):
    shown = page(client.post(IMPORT, upload(text.replace("元旦", "<script>alert(1)</script>"))))
    assert "<script>alert(1)" not in shown
    assert "&lt;script&gt;alert(1)" in shown


def test_notice_is_withdrawn_and_that_is_recorded__when_confirmed(client, admin):
    notice = Notice.objects.get(number="国办发明电〔2020〕1号")
    address = reverse("workdays_withdraw", args=[notice.pk])
    response = client.get(address)
    assert "2020-01-31" in page(response)
    assert client.post(address, {"seen": "old"}).status_code == 200
    assert client.post(address, {"seen": response.context["seen"]}).status_code == 302
    notice.refresh_from_db()
    assert notice.withdrawn_at is not None
    assert AuditRecord.objects.filter(action="workdays.withdraw").get().target_title == notice.number
    assert client.get(address).status_code == 404
    assert "已撤销" in page(client.get("/admin/workdays/"))


def test_example_can_be_imported__when_it_was_downloaded(client, admin):
    response = client.get("/admin/workdays/example.csv")
    assert len(read_notices("example.csv", response.content)) == 10


def test_list_costs_as_many_queries__when_there_are_more_notices(client, admin, text, django_assert_max_num_queries):
    client.get("/admin/workdays/")
    with django_assert_max_num_queries(60) as first:
        client.get("/admin/workdays/")
    for count in range(5):
        import_notices(
            read_notices("x.csv", text.replace("〔2026〕99", f"〔2026〕{count}").replace("年度安排", "调整").encode())
        )
    with django_assert_max_num_queries(len(first)):
        client.get("/admin/workdays/")


def test_refusal_of_the_database_is_shown__when_another_notice_came_between(client, admin, text, monkeypatch):
    monkeypatch.setattr(importing, "check_annual", lambda notices: None)
    other = text.replace("2027", "2026").replace("〔2026〕99号", "〔2025〕99号")
    preview = client.post(IMPORT, upload(other))
    assert "与已经录入的通知冲突，没有导入" in page(client.post(IMPORT, {**hidden(preview), "confirm": ""}))


def test_doubt_is_shown__when_the_number_was_of_another_year(client, admin, text):
    shown = page(client.post(IMPORT, upload(text.replace(NUMBER, "国办发明电〔2025〕7号"))))
    assert "国办发明电〔2025〕7号：该文号原为2026年的安排，导入后改为2027年的" in shown
    assert "2026年的日期改为暂定" in shown
    assert "该文号原为" not in page(client.post(IMPORT, upload(text)))
