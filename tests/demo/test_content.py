"""What is written down of 云杉市: complete, within the vocabularies, and of nobody who lives."""

import datetime
import re
from decimal import Decimal
from typing import Any

import pytest

from catalog.vocabularies import Audience, CatalogueGroup, Genre, theme_choices
from cms.models import ColumnPage
from demo import markup, reading
from organs.codes import validate_credit_code, validate_organisation_code
from organs.models import Organ

PUBLICATIONS = reading.publications()
COLUMNS = reading.site()["columns"]
ORGANS = reading.organs()
DOCUMENTS = [one for one in PUBLICATIONS if one.kind == "official_document"]
BEIJING = datetime.timezone(datetime.timedelta(hours=8))
TODAY = datetime.date(2026, 11, 24)

every_publication = pytest.mark.parametrize("one", PUBLICATIONS, ids=lambda one: one.name)
every_document = pytest.mark.parametrize("one", DOCUMENTS, ids=lambda one: one.name)


def stream(one: reading.Publication) -> list[dict[str, Any]]:
    return markup.blocks(one.body, lambda kind, name: 1)


def files_named(one: reading.Publication, kind: str) -> list[str]:
    return re.findall(rf"^!{kind} (\S+)", one.body, re.MULTILINE)


def test_city__has_about_sixty_publications_in_public() -> None:
    states = [one.state for one in PUBLICATIONS]
    assert 55 <= states.count("published") <= 75
    assert states.count("withdrawn") == 1
    assert {"first_review", "confidentiality", "sign_off"} <= set(states)


@every_publication
def test_publication__belongs_to_the_city_and_its_vocabularies(one: reading.Publication) -> None:
    assert one.kind in {"official_document", "article"}
    assert one.organ in {organ["code"] for organ in ORGANS}
    assert one.column in {column["slug"] for column in COLUMNS}
    assert one.state in reading.STATES
    assert one.importance in {"ordinary", "important"}
    assert one.successor in {"", *(other.name for other in PUBLICATIONS)}
    assert (one.state == "withdrawn") == (one.withdrawn_at is not None)


@every_publication
def test_publication__has_everything_that_readers_look_for(one: reading.Publication) -> None:
    assert one.department
    assert one.editor
    assert 1 <= len(one.keywords) <= 6
    assert 20 <= len(one.summary) <= 120
    assert one.summary.rstrip("。") not in one.body


@every_publication
def test_publication__is_a_full_text(one: reading.Publication) -> None:
    words = re.sub(r"\s", "", one.body)
    least = 500 if one.kind == "official_document" else 200
    assert least <= len(words) <= 2200
    assert "#" not in "".join(str(block["value"]) for block in stream(one))


@every_publication
def test_publication__comes_after_its_date_and_before_today(one: reading.Publication) -> None:
    assert one.published_at.utcoffset() == datetime.timedelta(hours=8)
    assert one.published_at.date() <= TODAY
    assert one.published_at.hour in range(8, 19)
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
    assert one.catalogue_group in CatalogueGroup.values
    assert one.audience in Audience.values
    assert one.is_normative == bool(one.normative_number)
    assert re.fullmatch(r"\S+〔(\d{4})〕\d+号", one.document_number)
    assert one.issued_on is not None
    assert f"〔{one.issued_on.year}〕" in one.document_number
    assert one.genre in {"通告", "命令（令）"} or one.addressees
    if one.is_normative:
        assert one.effective_on
        assert one.expires_on


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
    assert len([column for column in COLUMNS if not column.get("parent")]) <= 8
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
            if one.state == "published":
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
