import pytest

from intake.findings import find_names, find_personal_data, is_id_number


def id_number(stem: str) -> str:
    total = sum(int(digit) * 2 ** (17 - place) for place, digit in enumerate(stem))
    return stem + "10X98765432"[total % 11]


VALID = id_number("11010119900307123")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"身份证号：{VALID}。", [("id_number", VALID)]),
        (f"编号{VALID[:-1]}{'1' if VALID[-1] != '1' else '2'}", []),
        ("手机：１３８７１２３４５６７", [("mobile", "１３８７１２３４５６７")]),
        ("手机138-7123-4567、13971234567", [("mobile", "138-7123-4567"), ("mobile", "13971234567")]),
        ("电话：0712-8235320", [("landline", "0712-8235320")]),
        ("电话（0712）8235320转801", [("landline", "（0712）8235320转801")]),
        ("电话::8235320。", [("landline", "8235320")]),
        ("联系电话：8231177、8231178", [("landline", "8231177"), ("landline", "8231178")]),
        ("总投资82353200元，面积8235320平方米", []),
        ("热线12345", []),
        ("联系人：杨东平，电话", [("contact_person", "杨东平")]),
        ("联系人：欧阳明、覃小雨　手机", [("contact_person", "欧阳明"), ("contact_person", "覃小雨")]),
        ("联 系 人：王　芳", [("contact_person", "王　芳")]),
        ("联系人及电话：周启明 0712-8235320", [("contact_person", "周启明"), ("landline", "0712-8235320")]),
        ("联系人：办公室", []),
        ("联系人王小明，电话010-62345678", [("contact_person", "王小明"), ("landline", "010-62345678")]),
        ("联系人为王小明（手机13871234567）", [("contact_person", "王小明"), ("mobile", "13871234567")]),
        ("经办人欧阳明科长 0712-8235320", [("contact_person", "欧阳明"), ("landline", "0712-8235320")]),
        ("联系人王小明 0712 8235320", [("contact_person", "王小明"), ("landline", "0712 8235320")]),
        ("各单位联系人员名单", []),
        ("联系人员王某，请于5日前报送", []),
        ("联系人应保持电话畅通", []),
        ("请联系人于每月5日前报送", []),
        ("联系人和电话0712-8235320", [("landline", "0712-8235320")]),
        ("联系人于2026年3月1日前到岗", []),
        ("请与各单位联系人联系", []),
        ("统计代码20230406001234567", []),
    ],
)
def test_find_personal_data_gives_words_as_found(text: str, found: list[tuple[str, str]]) -> None:
    assert [(finding.kind, finding.text) for finding in find_personal_data(text)] == found


def test_find_personal_data_knows_the_place() -> None:
    finding = find_personal_data("联系人：杨东平")[0]
    assert finding.start == 4


def test_find_names_finds_them_again() -> None:
    assert [(hit.text, hit.start) for hit in find_names("报州政府信息办姜松处", ["姜松"])] == [("姜松", 7)]


def test_is_id_number_judges_province_date_and_check_character() -> None:
    assert is_id_number(VALID)
    assert not is_id_number(id_number("99010119900307123"))
    assert not is_id_number(id_number("11010119901307123"))
