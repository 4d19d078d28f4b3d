"""Documents that amend, repeal or rest on each other."""

import json
from datetime import date, datetime, timedelta
from typing import Any, cast
from unittest.mock import patch

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone
from wagtail.blocks.struct_block import StructBlockValidationError

from catalog import validity
from catalog.models import OfficialDocumentPage
from cms.blocks import LostPublication
from cms.clearance.digest import content_digest
from cms.clearance.services import void
from cms.review.hints import hints_about
from cms.review.lanes import Lane
from cms.withdrawal import withdraw
from outbox.due import duties
from register.models import Change, Entry, EntryLink
from register.rebuild import rebuild
from tests.site import make_article, make_document, make_draft, make_organ, publish, the_signer, unguarded

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 20)


def beijing(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=validity.BEIJING)


@pytest.fixture(autouse=True)
def clock(home):
    """The clock of every rule here; `clock.return_value` moves it."""
    with patch.object(timezone, "now", return_value=beijing(TODAY)) as now:
        yield now


def relation(kind: str, document: Any = None, **fields: Any) -> tuple[str, dict]:
    value = {"kind": kind, "document": document, "title": "", "number": "", "url": "", "holds_from": None}
    return ("relation", value | fields)


def stored(page: OfficialDocumentPage) -> OfficialDocumentPage:
    return OfficialDocumentPage.objects.get(pk=page.pk)


def shown(page: OfficialDocumentPage) -> str:
    return Entry.objects.get(uid=page.uid).validity


def reasons(page: OfficialDocumentPage) -> list[str]:
    return list(Change.objects.filter(entry__uid=page.uid).order_by("seq").values_list("reason", flat=True))


def run_duty(clock, day: date) -> int:
    clock.return_value = beijing(day, 0)
    duty = next(one for one in duties() if one.name == "catalog.validity")
    return duty.call(timezone.now())


def test_target_is_repealed_at_once__when_the_day_has_come(client):
    old = make_document(title="旧办法")
    make_document(title="新办法", relations=[relation("repeals", old, holds_from=TODAY)])
    assert shown(old) == "repealed"
    assert reasons(old) == ["", "validity"]
    text = client.get(stored(old).url).content.decode()
    assert "自2026年11月20日起，" in text
    assert "本文件已废止。" in text
    assert "废止本文件的文件" in text
    assert "新办法" in text


def test_document_lapses_once__when_its_last_day_is_over(clock, client):
    page = make_document(expires_on=TODAY + timedelta(days=3))
    assert run_duty(clock, TODAY + timedelta(days=3)) == 0
    assert shown(page) == "valid"
    assert run_duty(clock, TODAY + timedelta(days=4)) == 1
    assert run_duty(clock, TODAY + timedelta(days=4)) == 0
    assert run_duty(clock, TODAY + timedelta(days=40)) == 0
    assert shown(page) == "lapsed"
    assert reasons(page) == ["", "validity"]
    assert "本文件已失效。" in client.get(stored(page).url).content.decode()
    assert "lapsed" in client.get(f"/api/v1/entries/{page.uid}/").json()["validity"]
    assert client.get(f"/api/v2/pages/{page.pk}/").json()["validity"] == "lapsed"
    assert list(rebuild(repair=False)) == []


def test_amendment_waits_for_its_day__when_it_is_published_before(clock):
    old = make_document(title="旧办法")
    make_document(title="修改决定", relations=[relation("amends", old)], effective_on=TODAY + timedelta(days=10))
    assert shown(old) == "valid"
    assert run_duty(clock, TODAY + timedelta(days=9)) == 0
    assert run_duty(clock, TODAY + timedelta(days=10)) == 1
    assert (shown(old), reasons(old)) == ("amended", ["", "validity"])


def test_signature_stays_good__when_validity_changes_by_itself(clock):
    page = make_document(expires_on=TODAY)
    before = content_digest(stored(page))
    run_duty(clock, TODAY + timedelta(days=1))
    assert content_digest(stored(page)) == before
    assert stored(page).live


def test_target_is_in_force_again__when_what_repealed_it_is_taken_down():
    old = make_document(title="旧办法")
    new = make_document(title="新办法", relations=[relation("repeals", old, holds_from=TODAY)])
    withdraw(new, the_signer(), "error")
    assert shown(old) == "valid"


def test_target_is_in_force_again__when_what_repealed_it_is_deleted():
    old = make_document(title="旧办法")
    new = make_document(title="新办法", relations=[relation("repeals", old, holds_from=TODAY)])
    withdraw(new, the_signer(), "outdated")
    run_before = shown(old)
    stored(new).delete()
    assert (run_before, shown(old)) == ("valid", "valid")


def test_own_word_counts__when_a_document_of_elsewhere_repeals_it(clock):
    fields: dict[str, Any] = {
        "title": "省某办法",
        "number": "青政发〔2026〕1号",
        "holds_from": TODAY + timedelta(days=5),
    }
    page = make_document(relations=[relation("repealed_by", **fields)])
    assert shown(page) == "valid"
    assert run_duty(clock, TODAY + timedelta(days=5)) == 1
    assert shown(page) == "repealed"


def test_strongest_wins__when_several_things_happened(clock):
    old = make_document(title="旧办法", expires_on=TODAY)
    make_document(title="修改", relations=[relation("amends", old, holds_from=TODAY)])
    make_document(title="废止", relations=[relation("repeals", old, holds_from=TODAY + timedelta(days=2))])
    run_duty(clock, TODAY + timedelta(days=1))
    assert shown(old) == "lapsed"
    run_duty(clock, TODAY + timedelta(days=2))
    assert shown(old) == "repealed"
    assert reasons(old) == ["", "validity", "validity", "validity"]


def test_reference_tells_what_became_of_it__when_a_basis_is_taken_down(client):
    basis = make_document(title="秘密的标题")
    page = make_document(title="实施细则", relations=[relation("based_on", basis)])
    assert "秘密的标题" in client.get(page.url).content.decode()
    before = client.get(page.url)["Last-Modified"]
    withdraw(basis, the_signer(), "leak")
    response = client.get(page.url)
    text = response.content.decode()
    assert "秘密的标题" not in text
    assert "（该信息已撤下）" in text
    assert basis.url not in text
    assert response["Last-Modified"] >= before


def test_reference_survives__when_the_page_is_deleted(client):
    basis = make_document(title="依据")
    page = make_document(title="实施细则", relations=[relation("based_on", basis)])
    withdraw(basis, the_signer(), "outdated")
    stored(basis).delete()
    value = stored(page).relations[0].value["document"]
    assert isinstance(value, LostPublication)
    assert value.uid == basis.uid
    assert stored(page).live
    assert "（该信息已撤下）" in client.get(page.url).content.decode()


def test_both_pages_show_it_once__when_both_state_the_relation(client):
    old = make_document(title="旧办法")
    new = make_document(title="新办法", relations=[relation("repeals", old, holds_from=TODAY)])
    old = stored(old)
    old.relations = cast(Any, [relation("repealed_by", new, holds_from=TODAY)])
    old.correction_note = "补充废止情况"
    publish(old)
    assert client.get(old.url).content.decode().count(">新办法</a>") == 1


def test_queries_stay_the_same__when_relations_grow(client, django_assert_max_num_queries):
    others = [make_document(title=f"文件{number}") for number in range(6)]
    few = make_document(title="少", relations=[relation("based_on", others[0])])
    many = make_document(title="多", relations=[relation("based_on", one) for one in others])
    client.get(few.url)
    with django_assert_max_num_queries(40) as first:
        client.get(few.url)
    with django_assert_max_num_queries(len(first)):
        client.get(many.url)


def test_number_cannot_be_used_twice__when_the_first_is_public():
    make_document(document_number="云政发〔2026〕8号")
    second = make_draft("zhengcewenjian", document=True, document_number="云政发〔2026〕9号")
    second.document_number = "云政发〔2026〕8号"
    with pytest.raises(ValidationError, match="一个文号不能用两次"):
        second.full_clean()
    assert second.publication_problems()


@pytest.mark.parametrize("written", ["云政发〔2026〕08号", "云政发[2026]第008号", "云政\u200b发〔2026〕8\ufeff号"])
def test_number_is_the_same__however_it_is_written(written):
    make_document(document_number="云政发〔2026〕8号")
    second = make_draft("zhengcewenjian", document=True, document_number=written)
    with pytest.raises(ValidationError, match="一个文号不能用两次"):
        second.full_clean()
    second.document_number = "云政发〔2026〕\u0668号"  # an eight, but none that anybody here reads
    with pytest.raises(ValidationError, match="应写作"):
        second.full_clean()


@pytest.mark.parametrize(
    "written",
    [
        "云政发\ufe0f〔2026〕8号", "云政\u034f发〔2026〕8号", "云政发\u3164〔2026〕8号", "\u115f云政发\u1160〔2026〕8号",
        "云政\u2800发〔2026〕8号", "云政发\uffa0〔2026〕8号", "云政发〔2026〕8号\ufe0f",
    ],
)  # fmt: skip
def test_number_is_the_same__when_it_holds_what_nobody_sees(written):
    make_document(document_number="云政发〔2026〕8号")
    second = make_draft("zhengcewenjian", document=True, document_number=written)
    with pytest.raises(ValidationError, match="一个文号不能用两次"):
        second.full_clean()
    assert second.document_number == "云政发〔2026〕8号"


@pytest.mark.parametrize(
    ("first", "second"), [("文政发", "\u2f42政发"), ("\u2f42政发", "文政发"), ("金政发", "\uf90a政发")]
)
def test_number_is_the_same__when_its_characters_look_alike(first, second):
    make_document(document_number=f"{first}〔2026〕8号")  # also one that is stored as it was taken once
    page = make_draft("zhengcewenjian", document=True, document_number=f"{second}〔2026〕8号")
    with pytest.raises(ValidationError, match="一个文号不能用两次"):
        page.full_clean()


def test_number_is_refused__when_a_radical_stands_for_a_character():
    page = make_draft("zhengcewenjian", document=True, document_number="\u2ed3政发〔2026〕8号")
    with pytest.raises(ValidationError, match=r"应写作.*“\u2ed3”是部首字符，不是汉字"):
        page.full_clean()


def test_no_document_is_asked_for__when_the_number_is_half_typed(django_assert_num_queries):
    make_document(document_number="云政发〔2026〕8号")
    page = make_draft("zhengcewenjian", document=True, document_number="2026")
    with django_assert_num_queries(0):
        assert page.same_number() is None


def test_number_is_free_again__when_the_first_was_taken_down():
    first = make_document(document_number="云政发〔2026〕8号")
    withdraw(first, the_signer(), "error")
    assert shown(make_document(title="重新印发", document_number="云政发〔2026〕8号")) == "valid"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"kind": "based_on"}, "请选择文件"),
        ({"kind": "based_on", "title": "某法", "holds_from": "2026-01-01"}, "只有修改、废止才填起算日期"),
    ],
)
def test_relation_says_what_to_mend__when_it_is_incomplete(fields, message):
    from catalog.blocks.relations import RelationBlock

    block = RelationBlock()
    value = block.to_python({"document": None, "title": "", "number": "", "url": "", "holds_from": None} | fields)
    with pytest.raises(StructBlockValidationError) as refusal:
        block.clean(value)
    assert message in str(refusal.value.as_json_data())


@pytest.mark.parametrize("kind", ["repeals", "repealed_by", "based_on"])
def test_document_is_told__when_it_names_itself(kind):
    page = make_draft("zhengcewenjian", document=True)
    page.relations = [relation(kind, page)]
    assert page.publication_problems() == ["“相关文件”不能选本文件，请删去这一项，或者改选其他文件。"]
    assert page.standing().validity == "valid"


def test_last_day_is_told__when_it_is_none():
    page = make_draft("zhengcewenjian", document=True)
    page.expires_on = date.max
    assert page.publication_problems() == ["有效期至的年份不合理，请核对；长期有效的请留空。"]
    assert page.standing().validity == "valid"


def test_head_of_the_organ_signs__when_another_organs_document_is_repealed():
    city, bureau, other = (
        make_organ(),
        make_organ("jiaoyuju", name="市教育局", short_name="市教育局"),
        make_organ("minzhengju"),
    )
    bureau.parent = city
    bureau.save()
    ours, theirs, above = (make_document(title=f"{one.short_name}办法", organ=one) for one in (bureau, other, city))

    def lane(organ: Any, kind: str, document: Any) -> str:
        page = make_draft(document=True, organ=organ, relations=[relation(kind, document)])
        assert bool(hints_about(page)) == (page.least_lane() == Lane.IMPORTANT)
        return page.least_lane()

    assert lane(bureau, "repeals", ours) == Lane.ORDINARY
    assert lane(city, "repeals", ours) == Lane.ORDINARY
    assert lane(bureau, "repeals", theirs) == Lane.IMPORTANT
    assert lane(bureau, "amends", above) == Lane.IMPORTANT
    assert lane(bureau, "based_on", above) == Lane.ORDINARY


def test_duty_comes_to_every_document__whatever_cannot_be_recorded(clock, monkeypatch):
    """Links to what is no document, and documents that fail, must not fill the batch for ever."""
    monkeypatch.setattr(validity, "BATCH", 1)
    source = Entry.objects.get(uid=make_document(title="来源").uid)
    for number in range(3):
        article = make_article(title=f"不是公文{number}")
        EntryLink.objects.create(
            entry=source, position=number, kind="repeals", target_uid=article.uid, holds_from=TODAY - timedelta(days=9)
        )
    broken, sound = make_document(title="出错的"), make_document(title="应废止的")
    day = TODAY + timedelta(days=2)
    make_document(
        title="新办法",
        relations=[
            relation("repeals", broken, holds_from=TODAY + timedelta(days=1)),
            relation("repeals", sound, holds_from=day),
        ],
    )
    original = validity.follow

    def follow(page, at):
        if page.pk == broken.pk:
            raise RuntimeError("broken")
        original(page, at)

    monkeypatch.setattr(validity, "follow", follow)
    assert run_duty(clock, day) == 1
    assert (shown(broken), shown(sound)) == ("valid", "repealed")
    monkeypatch.undo()
    assert run_duty(clock, day) == 1
    assert shown(broken) == "repealed"


def related_in_api(client, page: OfficialDocumentPage) -> list[dict]:
    return cast(list[dict], client.get(f"/api/v2/pages/{page.pk}/").json()["related"])


def test_api_tells_both_sides__when_one_states_the_relation(client):
    old = make_document(title="旧办法", document_number="云政发〔2020〕1号")
    new = make_document(
        title="新办法",
        document_number="云政发〔2026〕2号",
        relations=[
            relation("repeals", old, holds_from=TODAY),
            relation("based_on", title="某法", url="https://law.example.cn/"),
        ],
    )
    assert related_in_api(client, new) == [
        {
            "kind": "repeals",
            "document": {"uid": str(old.uid), "title": "旧办法", "url": f"http://testserver{old.url}"},
            "title": "",
            "number": "云政发〔2020〕1号",
            "url": None,
            "holds_from": "2026-11-20",
        },
        {
            "kind": "based_on",
            "document": None,
            "title": "某法",
            "number": "",
            "url": "https://law.example.cn/",
            "holds_from": None,
        },
    ]
    (inverse,) = related_in_api(client, old)
    assert (inverse["kind"], inverse["holds_from"], inverse["number"]) == (
        "repealed_by",
        "2026-11-20",
        "云政发〔2026〕2号",
    )
    assert inverse["document"]["uid"] == str(new.uid)
    withdraw(new, the_signer(), "error")
    assert related_in_api(client, old) == []


def test_api_tells_a_relation_once__when_both_state_it(client):
    old = make_document(title="旧办法")
    new = make_document(title="新办法", relations=[relation("repeals", old, holds_from=TODAY)])
    old = stored(old)
    old.relations = cast(Any, [relation("repealed_by", new, holds_from=TODAY)])
    old.correction_note = "补充废止情况"
    publish(old)
    assert [one["kind"] for one in related_in_api(client, old)] == ["repealed_by"]
    assert [one["kind"] for one in related_in_api(client, new)] == ["repeals"]


def test_day_is_that_of_its_relation__when_a_document_states_two(client):
    old = make_document(title="旧办法")
    make_document(title="新办法", relations=[relation("amends", old, holds_from=TODAY), relation("based_on", old)])
    days = {one["kind"]: one["holds_from"] for one in related_in_api(client, old)}
    assert days == {"amended_by": "2026-11-20", "basis_of": None}


def test_queries_of_the_api_stay_the_same__when_relations_grow(client, django_assert_max_num_queries):
    others = [make_document(title=f"文件{number}") for number in range(6)]
    few = make_document(title="少", relations=[relation("based_on", others[0])])
    many = make_document(title="多", relations=[relation("based_on", one) for one in others])
    for _number in range(6):
        make_document(title="依据", relations=[relation("based_on", many)])
    related_in_api(client, few)
    with django_assert_max_num_queries(40) as first:
        related_in_api(client, few)
    with django_assert_max_num_queries(len(first)):
        assert len(related_in_api(client, many)) == 12


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "//evil.example/"]
)
def test_address_leads_nowhere__when_it_came_past_the_form(client, address):
    page = make_document(relations=[relation("based_on", title="某法", url=address)])
    stored_rows = [{"type": "relation", "id": "1", "value": relation("based_on", title="某法", url=address)[1]}]
    with unguarded(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE catalog_officialdocumentpage SET relations = %s WHERE page_ptr_id = %s",
            [json.dumps(stored_rows), page.pk],
        )
    text = client.get(page.url).content.decode()
    assert "某法" in text
    assert address.lower() not in text.lower()
    told = client.get(f"/api/v2/pages/{page.pk}/").json()
    assert [told["relations"][0]["value"]["url"], told["related"][0]["url"]] == [None, None]


def test_address_is_refused__when_it_is_typed():
    from catalog.blocks.relations import RelationBlock

    form = {"x-kind": "based_on", "x-document": "", "x-title": "某法", "x-number": "", "x-holds_from": ""}
    with pytest.raises(StructBlockValidationError) as refusal:
        RelationBlock().clean(RelationBlock().value_from_datadict({**form, "x-url": "javascript:alert(1)"}, {}, "x"))
    assert list(refusal.value.block_errors) == ["url"]
    assert "请填写完整的网址" in str(refusal.value.block_errors["url"])


@pytest.mark.parametrize(("first", "second"), [("repeals", "repeals"), ("repealed_by", "repealed_by")])
def test_two_documents_cannot_abolish_each_other__whoever_says_it(first, second):
    one = make_document(title="甲办法")
    other = make_document(title="乙办法", relations=[relation(first, one, holds_from=TODAY)])
    one = stored(one)
    one.relations = cast(Any, [relation(second, other, holds_from=TODAY)])
    with pytest.raises(ValidationError, match="本文件与《乙办法》互相废止") as refusal:
        one.full_clean()
    assert list(refusal.value.error_dict) == ["relations"]
    withdraw(other, the_signer(), "error")
    one.full_clean()


@pytest.mark.parametrize(
    "kinds", ["repeals repeals", "repeals repealed_by", "repealed_by repeals", "repealed_by repealed_by"]
)
def test_three_documents_cannot_abolish_each_other_in_a_ring__whoever_says_it(kinds):
    into, closing = kinds.split()
    one, two = make_document(title="甲办法"), make_document(title="乙办法")
    three = make_document(title="丙办法", relations=[relation("repeals", two)])
    if into == "repeals":  # two abolishes one
        two = publish_with(two, relation("repeals", one))
    else:
        one = publish_with(one, relation("repealed_by", two))
    ends = {"repeals": (one, three), "repealed_by": (three, one)}
    page, named = (stored(document) for document in ends[closing])
    page.relations = cast(Any, [*page.relations.get_prep_value(), *prepared(page, relation(closing, named))])
    with pytest.raises(ValidationError, match="依次废止，首尾相接") as refusal:
        page.full_clean()
    assert all(f"《{other}》" in str(refusal.value) for other in {"甲办法", "乙办法", "丙办法"} - {page.title})
    withdraw(two, the_signer(), "error")
    page.full_clean()


def prepared(page, *relations):
    stream = page._meta.get_field("relations").stream_block
    return [{"type": name, "value": stream.child_blocks[name].get_prep_value(value)} for name, value in relations]


def publish_with(page, *relations):
    page = stored(page)
    page.relations = cast(Any, list(relations))
    page.correction_note = "补充相关文件"
    return publish(page)


def test_queries_stay_the_same__when_a_document_abolishes_many(django_assert_max_num_queries):
    others = [make_document(title=f"文件{number}") for number in range(6)]
    few = make_draft(document=True, relations=[relation("repeals", others[0])])
    many = make_draft(document=True, relations=[relation("repeals", one) for one in others])
    with django_assert_max_num_queries(40) as first:
        few.full_clean()
    with django_assert_max_num_queries(len(first)):
        many.full_clean()


@pytest.mark.parametrize("kind", ["amends", "repeals"])
def test_target_is_in_force_again__when_the_signature_of_what_reached_it_is_revoked(kind):
    old = make_document(title="旧办法")
    new = make_document(title="新办法", relations=[relation(kind, old, holds_from=TODAY)])
    assert shown(old) != "valid"
    void(new.uid)
    assert shown(old) == "valid"
    assert [one.name for one in rebuild(repair=False)] == [str(new.uid)]  # live without a signature, and nothing else


def test_document_cannot_abolish_what_it_calls_its_successor():
    other = make_document(title="乙办法")
    page = make_draft("zhengcewenjian", document=True)
    page.relations = [relation("repeals", other), relation("repealed_by", other)]
    assert any("互相废止" in problem for problem in page.publication_problems())


@pytest.mark.parametrize("year", [1, 1948, 2101, 9999])
@pytest.mark.parametrize("name", ["issued_on", "effective_on"])
def test_day_is_refused__when_nobody_can_mean_it(name, year):
    page = make_draft("zhengcewenjian", document=True)
    setattr(page, name, date(year, 12, 31))
    with pytest.raises(ValidationError) as refusal:
        page.full_clean()
    assert refusal.value.message_dict[name] == ["日期不合理，请核对年份。"]
    setattr(page, name, date(2026, 12, 31))
    page.full_clean()


def test_titles_are_quoted_once__when_they_have_marks_of_their_own():
    title = "云杉市人民政府关于印发《云杉市临时停车管理办法》的通知"
    make_document(title=title, document_number="云政发〔2026〕8号")
    second = make_draft("zhengcewenjian", document=True, document_number="云政发〔2026〕8号")
    with pytest.raises(ValidationError, match="公开的文件《云杉市人民政府关于印发〈云杉市临时停车管理办法〉的通知》"):
        second.full_clean()
