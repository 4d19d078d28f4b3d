import pytest

from catalog.importing.numbers import number_at_end, number_line, order_in_note


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("政规[2023]第 4 号", "政规〔2023〕4号"),
        ("云政发〔2023〕4号", "云政发〔2023〕4号"),
        ("（云政办发〔2023〕171号）", "云政办发〔2023〕171号"),
        ("云政发［２０１２］第　３９　号", "云政发〔2012〕39号"),
        ("云政发（2003）第21号", "云政发〔2003〕21号"),
        ("云政发【2015】7号　　　签发人：罗文斌", "云政发〔2015〕7号"),
        ("云财（预）〔2023〕5号", "云财（预）〔2023〕5号"),
        ("云价字〔二○○五〕第一一二号", "云价字〔2005〕112号"),
        ("云政办字〔2015〕第四十七号", "云政办字〔2015〕47号"),
        ("发文字号：云科发〔2020〕29号", "云科发〔2020〕29号"),
        ("第12号", "第12号"),
        ("2023年第6号", "2023年第6号"),
        ("（2024年第3号）", "2024年第3号"),
        ("云杉市人民政府令 第 12 号", "云杉市人民政府令第12号"),
    ],
)
def test_number_line_gives_the_normal_form(line: str, text: str) -> None:
    number = number_line(line)
    assert number is not None
    assert (number.text, number.complete) == (text, True)


@pytest.mark.parametrize("line", ["〔2015〕—138号", "〔2022〕9号"])
def test_number_line_knows_an_incomplete_number(line: str) -> None:
    number = number_line(line)
    assert number is not None
    assert (number.found, number.complete) == (line, False)


@pytest.mark.parametrize(
    "line",
    [
        "根据《意见》（国办发〔2006〕61号）和有关规定",
        "参照云政发〔2023〕4号文件执行",
        "滨河路12号",
        "2023年4月6日",
        "附件3",
        "关于贯彻落实青民发〔2021〕44号文件的通知",
    ],
)
def test_number_line_is_none__for_what_only_cites_or_resembles_a_number(line: str) -> None:
    assert number_line(line) is None


def test_number_at_end_parts_title_and_number() -> None:
    found = number_at_end("关于印发工作要点的通知（云卫发〔2021〕6号）")
    assert found is not None
    assert (found[0], found[1].text) == ("关于印发工作要点的通知", "云卫发〔2021〕6号")


def test_order_in_note_is_read_below_a_title() -> None:
    number = order_in_note("（2021年9月28日云杉市人民政府令第9号公布）")
    assert number is not None
    assert number.text == "云杉市人民政府令第9号"
