"""What is written down of 云杉市: complete, within the vocabularies, and of nobody who lives."""

import datetime
import re
from decimal import Decimal
from typing import Any

import pytest

from catalog.blocks.relations import OF_VALIDITY, Relation
from catalog.catalogue_items import ITEMS
from catalog.response.rules import ResponseKind
from catalog.vocabularies import Audience, Genre, Openness, theme_choices
from cms.models import ColumnPage, SiteSettings, Withdrawal
from cms.review.lanes import Lane
from demo import classes, explaining, markup, publishing, reading, relations, rows, threads
from demo.drafting import MODELS
from organs.codes import validate_credit_code, validate_organisation_code
from organs.models import Organ

PUBLICATIONS = reading.publications()
SUB_SITES = {name: reading.sub_site(name) for name in reading.SUB_SITES}
COLUMNS = [
    *reading.site()["columns"],
    *({**column, "slug": f"{name}/{column['slug']}"} for name, site in SUB_SITES.items() for column in site["columns"]),
]
ORGANS = reading.organs()
DOCUMENTS = [one for one in PUBLICATIONS if one.kind == "official_document"]
BEIJING = datetime.timezone(datetime.timedelta(hours=8))
TODAY = datetime.date(2026, 11, 24)

every_publication = pytest.mark.parametrize("one", PUBLICATIONS, ids=lambda one: one.name)
every_document = pytest.mark.parametrize("one", DOCUMENTS, ids=lambda one: one.name)


def stream(one: reading.Publication) -> list[dict[str, Any]]:
    return markup.blocks(one.body, lambda kind, name: 1) + explaining.blocks(one.blocks, lambda kind, name: 1)


def words_of(value: Any) -> str:
    """All text within nested lists and tables of a file."""
    if isinstance(value, dict):
        value = list(value.values())
    return "".join(map(words_of, value)) if isinstance(value, list) else str(value)


def files_named(one: reading.Publication, kind: str) -> list[str]:
    return re.findall(rf"^!{kind} (\S+)", one.body, re.MULTILINE)


def test_city__has_at_least_200_publications_in_public() -> None:
    states = [one.state for one in PUBLICATIONS]
    assert states.count("published") >= 200
    assert set(states) == set(reading.STATES)
    for site in SUB_SITES:
        assert len([one for one in PUBLICATIONS if one.site == site and one.state == "published"]) >= 8


@every_publication
def test_publication__belongs_to_the_city_and_its_vocabularies(one: reading.Publication) -> None:
    assert one.kind in MODELS
    assert one.organ in {organ["code"] for organ in ORGANS}
    assert one.column in {column["slug"] for column in COLUMNS}
    assert one.state in reading.STATES
    assert one.importance in {"ordinary", "important"}
    assert one.successor in {"", *(other.name for other in PUBLICATIONS)}
    assert (one.state == "withdrawn") == (one.withdrawn_at is not None)
    assert (one.state == "withdrawn") == (one.withdrawn_reason in Withdrawal.Reason.values)
    assert (one.state == "scheduled") == (one.scheduled_for is not None)
    assert (one.state == "returned") == (one.returned is not None)
    assert one.lane in {"", *Lane.values}
    assert (one.lane == Lane.EMERGENCY and one.state == "published") == (one.after_review in {"open", "done"})


@every_publication
def test_publication__has_everything_that_readers_look_for(one: reading.Publication) -> None:
    assert one.department
    assert one.editor
    assert 1 <= len(one.keywords) <= 6
    assert 20 <= len(one.summary) <= 120
    assert one.summary.rstrip("。") not in f"{one.body}{one.blocks}"


@every_publication
def test_publication__is_a_full_text(one: reading.Publication) -> None:
    words = re.sub(r"\s", "", f"{one.body}{words_of(one.blocks)}{words_of(one.facts)}")
    least = {"official_document": 500, "leader": 120}.get(one.kind, 200)
    assert least <= len(words) <= 2200
    assert "#" not in "".join(str(block["value"]) for block in stream(one))


@every_publication
def test_publication__comes_after_its_date_and_before_today(one: reading.Publication) -> None:
    assert one.published_at.utcoffset() == datetime.timedelta(hours=8)
    if one.hours_ago is not None:
        return  # counted back from the building, whenever that is
    assert one.published_at.date() <= TODAY
    assert one.published_at.hour in range(8, 19) or one.lane == Lane.EMERGENCY
    if one.issued_on and not one.original_published_at:
        assert datetime.timedelta(0) <= one.published_at.date() - one.issued_on <= datetime.timedelta(days=28)
    if one.original_published_at:
        assert one.original_published_at < one.published_at


@every_publication
def test_links__lead_to_publications_that_were_made_before(one: reading.Publication) -> None:
    times = {other.name: other.published_at for other in PUBLICATIONS}
    for name in re.findall(r"\]\(@([^)]+)\)", one.body):
        assert times[name] < one.published_at


@every_publication
def test_sums__are_right__when_a_table_has_a_row_of_totals(one: reading.Publication) -> None:
    for block in stream(one):
        rows = [row["values"] for row in block["value"]["rows"]] if block["type"] == "table" else []
        if not rows or rows[-1][0] != "合计":
            continue
        for place, column in enumerate(block["value"]["columns"]):
            if column["type"] == "number":
                assert sum(Decimal(row[place]) for row in rows[:-1]) == Decimal(rows[-1][place]), column["heading"]


@every_document
def test_document__is_within_the_closed_vocabularies(one: reading.Publication) -> None:
    themes = {value for _top, group in theme_choices() for value, _label in group}
    assert one.theme in themes
    assert one.genre in Genre.values
    assert one.catalogue_group in ITEMS
    assert one.audience in Audience.values
    assert one.is_normative == bool(one.normative_number)
    assert re.fullmatch(r"\S+〔(\d{4})〕\d+号", one.document_number)
    assert one.issued_on is not None
    assert f"〔{one.issued_on.year}〕" in one.document_number
    assert one.genre in {"通告", "命令（令）"} or one.addressees
    if one.is_normative:
        assert one.catalogue_group == "20-01"  # 行政法规、规章和规范性文件
        assert one.effective_on
        assert one.expires_on


@every_publication
def test_relations__name_documents_that_were_made_before(one: reading.Publication) -> None:
    assert one.kind == "official_document" or not one.relations
    known = {other.name: other for other in DOCUMENTS}
    for value in (child["value"] for child in relations.stream(one)):
        assert value["kind"] in Relation.values
        assert value["holds_from"] is None or value["kind"] in OF_VALIDITY
        assert bool(value["document"]) != bool(value["title"] and value["number"])
    for name in (stated["document"] for stated in one.relations if "document" in stated):
        assert known[name].published_at < one.published_at


def test_interpretations__name_documents_that_were_made_before() -> None:
    known = {other.name: other for other in DOCUMENTS}
    explained = [(one, name) for one in PUBLICATIONS for name in one.interprets]
    assert {one.kind for one, _name in explained} == {"interpretation"}
    assert all(one.interprets for one in PUBLICATIONS if one.kind == "interpretation")
    assert all(known[name].published_at < one.published_at for one, name in explained)
    assert {"515", "517", "521", "529", "533"} <= {name[:3] for _one, name in explained}


def test_interpretation__has_the_telling_blocks() -> None:
    told = {block["type"] for one in PUBLICATIONS for block in stream(one)}
    assert {"background", "points", "chart", "comparison", "case", "questions", "terms"} <= told


def test_procurement__goes_from_intention_to_acceptance__and_one_fails_and_comes_again() -> None:
    stages: dict[str, set[str]] = {}
    for one in PUBLICATIONS:
        if one.kind == "procurement":
            stages.setdefault(one.facts["project_name"], set()).add(one.facts["stage"])
    whole = {"intention", "notice", "correction", "result", "contract", "acceptance"}
    assert whole in stages.values()
    assert {"notice", "failure"} in stages.values()
    assert {"single_source", "result"} in stages.values()
    assert {"notice", "candidates", "result"} in stages.values()


def test_rows__are_of_the_types_that_they_belong_to__and_name_what_was_made_before() -> None:
    times = {one.name: one.published_at for one in PUBLICATIONS}
    made_elsewhere = {
            "power_item", "service_guide", "budget", "plan", "statistics", "annual_report", "response", "topic",
        }  # fmt: skip
    for one in PUBLICATIONS:
        if one.kind in made_elsewhere:  # guides.py, figures.py, threads.py and gathering.py have tests of their own
            continue
        rows.fields(MODELS[one.kind], one.facts)
        for stated in (part for value in one.facts.values() if isinstance(value, list) for part in value):
            assert times[stated.get("document", one.name)] <= one.published_at


def test_catalogue__has_no_item_without_content() -> None:
    items = {one.name: classes.item_of(one, {}) for one in DOCUMENTS}
    filled = {classes.item_of(one, items) for one in PUBLICATIONS if one.state == "published" and one.kind != "article"}
    assert filled == set(ITEMS)


@pytest.mark.parametrize("one", [one for one in PUBLICATIONS if one.kind != "article"], ids=lambda one: one.name)
def test_openness__is_within_the_vocabulary(one: reading.Publication) -> None:
    assert classes.openness_of(one) in {"", *Openness.values}
    assert classes.openness_of(one) or one.kind in {"leader", "organ_profile", "topic"}, "a genre without its stage"


def test_relations__repeal_and_amend_and_some_documents_have_lapsed() -> None:
    stated = {
        (one.name, relation["kind"], relation.get("document"), relation.get("holds_from"))
        for one in DOCUMENTS
        for relation in one.relations
    }
    assert ("515-nongcun-gongshui-banfa", "repeals", "514-nongcun-gongshui-2022", datetime.date(2026, 1, 1)) in stated
    assert ("519-xiangcun-lvyou-xiugai", "amends", "518-xiangcun-lvyou-yijian", datetime.date(2026, 6, 1)) in stated
    assert ("517-linshi-jiuzhu-banfa", "repeals", "516-linshi-jiuzhu-2023", datetime.date(2027, 1, 1)) in stated
    lapsed = {one.name for one in DOCUMENTS if one.expires_on and one.expires_on < TODAY}
    assert {"513-jishu-gaizao-buzhu", "520-yijiu-huanxin", "527-fanghuo-ling-2025"} <= lapsed


RESPONSES = [one for one in PUBLICATIONS if one.kind == "response"]


def test_responses__are_of_every_kind__and_one_is_a_thread() -> None:
    assert {one.facts["response_kind"] for one in RESPONSES} == set(ResponseKind.values)
    thread = max(RESPONSES, key=lambda one: len(one.facts.get("updates", ())))
    assert len(threads.later(thread)) >= 5
    assert {update.get("form", "report") for update in thread.facts["updates"]} >= {"report", "conference", "findings"}
    for one in RESPONSES:
        times = [update["at"] for update in one.facts.get("updates", ())]
        assert times == sorted(set(times))
        assert all(
            update["at"] <= update["published_at"] - threads.WRITTEN_BEFORE["draft"] for update in threads.later(one)
        )
        told_at_first = [update["at"] for update in one.facts.get("updates", ()) if "published_at" not in update]
        assert all(at <= publishing.moment_of(one, "draft") for at in told_at_first)


def test_topics__gather_by_rule_and_by_hand() -> None:
    topics = [one for one in PUBLICATIONS if one.kind == "topic"]
    assert {frozenset({"rules", "sections"} & set(one.facts)) for one in topics} == {
        frozenset({"rules"}),
        frozenset({"sections"}),
    }
    times = {one.name: one.published_at for one in PUBLICATIONS}
    chosen = [(one, name) for one in topics for part in one.facts.get("sections", ()) for name in part["publications"]]
    assert all(times[name] < one.published_at for one, name in chosen)


def test_english_texts__follow_their_originals__and_one_is_left_behind() -> None:
    texts = reading.english_publications()
    known = {one.name: one for one in PUBLICATIONS}
    translated = [one for one in texts if one.translates]
    assert 0 < len(translated) < len(texts)
    assert all(known[one.translates].published_at < one.published_at for one in translated)
    corrected = [known[one.translates].correction for one in translated]
    assert any(said and said.at > one.published_at for one, said in zip(translated, corrected, strict=True))
    columns = {f"en/{column['slug']}": column for column in reading.english()["columns"]}
    assert {one.column for one in texts} <= set(columns)
    assert any("original" not in columns[one.column] for one in texts)


def test_documents__have_numbers_of_their_own() -> None:
    numbers = [one.document_number for one in DOCUMENTS]
    registered = [one.normative_number for one in DOCUMENTS if one.normative_number]
    assert len(set(numbers)) == len(numbers)
    assert len(set(registered)) == len(registered)


def test_columns__are_never_empty() -> None:
    filled = {one.column for one in PUBLICATIONS if one.state == "published"}
    filled |= {column["parent"] for column in COLUMNS if column.get("parent") and column["slug"] in filled}
    assert {column["slug"] for column in COLUMNS} == filled
    assert "zhengcewenjian" in {one.column for one in DOCUMENTS if one.state == "published"}


def test_columns__are_within_the_vocabularies_and_the_navigation_is_short() -> None:
    for site in ("", *SUB_SITES):
        own = [one for one in COLUMNS if one["slug"].rpartition("/")[0] == site]
        assert len([column for column in own if not column.get("parent")]) <= 8
    for column in COLUMNS:
        assert column["column_type"] in ColumnPage.ColumnType.values
        assert column["update_class"] in ColumnPage.UpdateClass.values
        assert (column["column_type"] == "其他") == bool(column.get("column_type_other"))
        assert column["promised_days"] > 0


def test_columns__have_been_filled_within_their_promise() -> None:
    newest: dict[str, datetime.date] = {}
    parents = {column["slug"]: column.get("parent") for column in COLUMNS}
    for one in PUBLICATIONS:
        for slug in filter(None, (one.column, parents[one.column])):
            if one.state == "published" and one.hours_ago is None:
                newest[slug] = max(newest.get(slug, datetime.date.min), one.published_at.date())
    late = [column["slug"] for column in COLUMNS if (TODAY - newest[column["slug"]]).days > column["promised_days"]]
    assert late == []


def test_organs__have_valid_codes_of_no_living_place() -> None:
    for organ in ORGANS:
        validate_credit_code(organ["credit_code"])
        validate_organisation_code(organ["organisation_code"])
        assert organ["credit_code"].startswith("11479001")
        assert organ["credit_code"][8:17] == organ["organisation_code"]
        assert organ["kind"] in Organ.Kind.values
        assert organ["level"] in Organ.Level.values
    assert {"yunshan"} < {organ["code"] for organ in ORGANS}


def test_sites__have_numbers_of_the_right_form_and_of_their_own() -> None:
    facts = [reading.site()["settings"], *(site["settings"] for site in SUB_SITES.values())]
    for one in facts:
        SiteSettings(**{**one, "organ": None}).clean_fields(exclude=["site", "organ"])
        assert re.fullmatch(r"岚ICP备\d{8}号-\d", one["icp_number"])
        assert re.fullmatch(r"岚公网安备\d{14}号", one["police_number"])
    for name in ("site_code", "icp_number", "police_number", "legal_name"):
        assert len({one[name] for one in facts}) == len(facts)
    assert all(site["host"].endswith(".localhost") for site in SUB_SITES.values())


def texts() -> list[tuple[str, str]]:
    paths = sorted(reading.CONTENT.rglob("*.toml"))
    return [(path.name, path.read_text(encoding="utf-8")) for path in paths]


@pytest.mark.parametrize(("name", "text"), texts(), ids=lambda value: value if value.endswith(".toml") else "")
def test_text__names_no_number_that_somebody_may_have(name: str, text: str) -> None:
    without_codes = re.sub(
        r"^(credit_code|organisation_code|police_number|icp_number).*$", "", text, flags=re.MULTILINE
    )
    assert not re.search(r"(?<!\d)1[3-9]\d{9}(?!\d)", without_codes), "a mobile number"
    assert not re.search(r"(?<!\d)\d{17}[\dXx](?!\w)", without_codes), "an ID number"
    assert not re.search(r"(?<![\d-])(?!0000-)0\d{2,3}-\d{7,8}", without_codes), "a telephone number"
    assert set(re.findall(r"[\w.-]+@[\w.-]+\.\w+", without_codes)) <= {
        "gongkai@yunshan.example",
        "yijian@yunshan.example",
        "jiaoyu@yunshan.example",
        "songlan@yunshan.example",
    }


def test_files__are_there_small_and_all_named() -> None:
    for kind, folder, suffixes in (
        ("image", reading.IMAGES, {".jpg"}),
        ("attachment", reading.ATTACHMENTS, {".pdf", ".docx", ".xlsx"}),
    ):
        named = {name for one in PUBLICATIONS for name in files_named(one, kind)}
        stored = {path.name: path.stat().st_size for path in folder.iterdir() if path.suffix in suffixes}
        assert named == set(stored)
        assert max(stored.values()) < (150_000 if kind == "image" else 300_000)


def test_images__have_text_alternatives() -> None:
    for one in PUBLICATIONS:
        for block in stream(one):
            if block["type"] == "image":
                assert len(block["value"]["alt"]) >= 10
