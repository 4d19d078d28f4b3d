"""Charts: well-formed, escaped, true to their table, and not by colour alone."""

import math
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from cms.blocks.chart import ChartBlock, ChartTableBlock
from cms.charts import draw, figure_of, table_problems
from cms.charts.measures import COLOURS, TEXT, WIDE, scale, text_width, wrapped, written
from intake.sanitize import clean_html

SVG = "{http://www.w3.org/2000/svg}"
KINDS = ["bar", "line", "pie", "share"]
HOSTILE = '</text><script>alert(1)</script>"><image href=x onerror=alert(1)>'


def table(rows, heads=("项目", "数额"), types=None):
    types = types or ["text", *["number"] * (len(heads) - 1)]
    columns = [{"type": kind, "heading": head} for kind, head in zip(types, heads, strict=True)]
    return ChartTableBlock().to_python({"columns": columns, "rows": [{"values": list(row)} for row in rows]})


PARTS = [("教育", "50"), ("医疗", "30"), ("交通", "20")]


def drawn(kind, rows=PARTS, heads=("项目", "数额"), title="支出", unit="亿元", name="b1"):
    figure = figure_of(kind, title, unit, table(rows, heads))
    assert figure is not None, table_problems(kind, unit, table(rows, heads))
    html = draw(figure, name)
    return ElementTree.fromstring(html.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


@pytest.mark.parametrize("kind", KINDS)
def test_drawing_says_what_it_is__when_nobody_sees_it(kind):
    svg = drawn(kind)
    assert svg.get("role") == "img"
    named = {one.get("id"): one.text for one in svg.iter() if one.get("id")}
    assert named[svg.get("aria-labelledby")] == "支出"
    told = named[svg.get("aria-describedby")]
    assert all(word in told for word in ["亿元", "教育 50", "医疗 30", "交通 20"])


@pytest.mark.parametrize("kind", KINDS)
def test_drawing_is_escaped_and_well_formed__when_words_are_hostile(kind):
    label = HOSTILE[:30]
    svg = drawn(
        kind, [(label, "60"), ("乙", "40")], ("项目", HOSTILE), title=HOSTILE, unit=HOSTILE[:20], name='x" onload="'
    )
    tags = {one.tag.removeprefix(SVG) for one in svg.iter()}
    assert not tags & {"script", "image", "a", "foreignObject", "style"}
    assert not any(name.startswith("on") or name == "style" for one in svg.iter() for name in one.attrib)
    assert svg.find(f"{SVG}title").text == HOSTILE


@pytest.mark.parametrize("kind", KINDS)
def test_no_letter_is_too_small_or_outside__when_a_phone_shows_it(kind):
    svg = drawn(kind, [("一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十", "1234567.5"), ("乙", "40")])
    assert float(svg.get("font-size")) * 350 / WIDE >= 12
    _x, _y, wide, high = map(float, svg.get("viewBox").split())
    for one in svg.iter(f"{SVG}text"):
        x, y, width = float(one.get("x")), float(one.get("y")), text_width(one.text)
        left = {"end": x - width, "middle": x - width / 2}.get(one.get("text-anchor"), x)
        assert left >= -1, one.text
        assert left + width <= wide + 1, one.text
        assert 0 < y <= high, one.text


def test_bars_are_as_long_as_their_values():
    widths = [float(one.get("width")) for one in drawn("bar").iter(f"{SVG}rect")]
    assert widths == pytest.approx([widths[0], widths[0] * 0.6, widths[0] * 0.4], abs=0.2)
    words = [one.text for one in drawn("bar").iter(f"{SVG}text")]
    assert words == ["教育", "50", "医疗", "30", "交通", "20"]


def test_bars_begin_at_zero__when_some_go_below_it():
    svg = drawn("bar", [("甲", "-20"), ("乙", "40")])
    (zero,) = {float(one.get("x1")) for one in svg.iter(f"{SVG}line")}
    below, above = svg.iter(f"{SVG}rect")
    assert float(below.get("x")) + float(below.get("width")) == pytest.approx(zero, abs=0.2)
    assert float(above.get("x")) == pytest.approx(zero, abs=0.2)
    assert float(above.get("width")) == pytest.approx(2 * float(below.get("width")), abs=0.3)


def test_points_stand_where_their_values_are():
    svg = drawn("line", [("一月", "0"), ("二月", "50"), ("三月", "100")])
    points = [tuple(map(float, pair.split(","))) for pair in svg.find(f"{SVG}polyline").get("points").split()]
    (x1, y1), (x2, y2), (x3, y3) = points
    assert x2 - x1 == pytest.approx(x3 - x2, abs=0.2)
    assert y2 == pytest.approx((y1 + y3) / 2, abs=0.2)
    assert y3 < y1


def test_shares_make_the_whole():
    parts = [one for one in drawn("share").iter(f"{SVG}rect") if one.get("y") == "0"]
    assert [float(one.get("width")) / WIDE for one in parts] == pytest.approx([0.5, 0.3, 0.2], abs=0.001)
    words = [one.text for one in drawn("share").iter(f"{SVG}text")]
    assert "50亿元（50.0%）" in words


def test_slices_have_their_angles():
    found = []
    for one in drawn("pie").iter(f"{SVG}path"):
        numbers = [float(part) for part in one.get("d").replace(",", " ").split() if part.replace(".", "").isdigit()]
        found.append(tuple(numbers[-2:]))
    turn = 2 * math.pi * 0.5
    assert found[0] == pytest.approx((WIDE / 2 + 110 * math.sin(turn), 130 - 110 * math.cos(turn)), abs=0.05)
    assert found[2] == pytest.approx((WIDE / 2, 20), abs=0.05)


def test_whole_is_drawn__when_one_part_is_all():
    assert len(list(drawn("pie", [("甲", "100"), ("乙", "0")]).iter(f"{SVG}path"))) == 1


def test_series_differ_without_colour__when_there_are_several():
    rows = [("甲", "1", "2", "3"), ("乙", "2", "3", "4")]
    heads = ("项目", "一", "二", "三")
    bars = drawn("bar", rows, heads)
    fills = {one.get("fill") for one in bars.iter(f"{SVG}rect") if one.get("width") != "7" and one.get("width") != "6"}
    assert sum(fill.startswith("url(#") for fill in fills) == 2
    dashes = [one.get("stroke-dasharray") for one in drawn("line", rows, heads).iter(f"{SVG}polyline")]
    assert len(set(dashes)) == 3
    keys = [one.text for one in drawn("pie").iter(f"{SVG}text")]
    assert [keys.count(number) for number in "123"] == [2, 2, 2]  # in the drawing, and in the legend


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colour", COLOURS)
def test_colour_stands_out__against_the_page(colour):
    assert 1.05 / (luminance(colour) + 0.05) >= 4.5


def test_drawing_stays_out_and_table_stays__when_a_feed_takes_it():
    block = ChartBlock()
    value = block.to_python(
        {"title": "支出", "kind": "bar", "unit": "亿元", "note": "教育最多", "source": "财政局",
         "table": table_json(PARTS)}
    )  # fmt: skip
    html = block.render(value)
    assert "<svg" in html
    fed = clean_html(html)
    assert "<svg" not in fed
    assert "数据见图下的表" not in fed  # the words of the drawing go with it
    assert fed.count("<tr>") == 4
    assert all(word in fed for word in ["支出", "教育最多", "财政局", "30"])


def table_json(rows):
    block = ChartTableBlock()
    return block.get_prep_value(table(rows))


def test_api_gives_the_table__and_no_drawing():
    block = ChartBlock()
    value = block.to_python({"title": "支出", "kind": "pie", "unit": "", "table": table_json(PARTS)})
    assert block.get_api_representation(value) == {
        "title": "支出", "kind": "pie", "unit": "", "note": "", "source": "",
        "table": {
            "caption": "支出",
            "columns": [{"type": "text", "heading": "项目"}, {"type": "number", "heading": "数额"}],
            "rows": [["教育", "50"], ["医疗", "30"], ["交通", "20"]],
        },
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "unit", "rows", "heads", "types", "told"),
    [
        ("bar", "", [("9", "1"), ("8", "2")], ("项目", "数"), ["number", "number"], "第一列须为“文字”"),
        ("bar", "", [("甲",), ("乙",)], ("项目",), ["text"], "第一列须为“文字”"),
        ("bar", "", [("甲", "1"), ("乙", "2")], ("项目", " "), None, "请填写每一列的列名"),
        ("pie", "", [("甲", "1", "2"), ("乙", "2", "2")], ("项目", "一", "二"), None, "饼图最多1列数字，现有2列"),
        ("bar", "", [("甲", "1")], ("项目", "数"), None, "须有2至12行数据，现有1行"),
        ("pie", "", [(f"第{n}项", "1") for n in range(9)], ("项目", "数"), None, "现有9行"),
        ("bar", "", [("", "1"), ("乙", "2")], ("项目", "数"), None, "第1行没有填写项目名称"),
        ("bar", "", [("甲" * 31, "1"), ("乙", "2")], ("项目", "数"), None, "超过30字"),
        ("bar", "", [("甲", "1"), ("甲", "2")], ("项目", "数"), None, "“甲”重复"),
        ("bar", "", [("甲", "1"), ("乙", None)], ("项目", "数"), None, "第2行“数”没有填写数字"),
        ("bar", "", [("甲", "1"), ("乙", "1e15")], ("项目", "数"), None, "数字过大"),
        ("bar", "", [("甲", "1"), ("乙", "0.12345")], ("项目", "数"), None, "小数超过4位"),
        ("bar", "", [("甲", "1"), ("乙", "NaN")], ("项目", "数"), None, "数字过大"),
        ("pie", "", [("甲", "-1"), ("乙", "2")], ("项目", "数"), None, "不能有负数"),
        ("share", "", [("甲", "0"), ("乙", "0")], ("项目", "数"), None, "各项都是0"),
        ("share", "%", [("甲", "60"), ("乙", "30")], ("项目", "数"), None, "各项之和须为100，现为90"),
    ],
)
def test_table_is_refused_with_what_to_do__when_it_cannot_be_drawn(kind, unit, rows, heads, types, told):
    found = table_problems(kind, unit, table(rows, heads, types))
    assert told in "".join(found)
    assert figure_of(kind, "图", unit, table(rows, heads, types)) is None


def test_rounded_shares_are_taken__when_they_miss_a_little():
    assert table_problems("pie", "%", table([("甲", "33.3"), ("乙", "33.3"), ("丙", "33.3")])) == []


@pytest.mark.parametrize(
    ("values", "ends"), [([3, 47], (0, 60)), ([-20, 40], (-20, 40)), ([0, 0], (0, 1)), ([1_234_567, 5], (0, 1_500_000))]
)
def test_scale_holds_every_value_between_round_numbers(values, ends):
    found = scale([Decimal(value) for value in values], 0, 100)
    assert (found.ticks[0], found.ticks[-1]) == ends
    assert 2 <= len(found.ticks) <= 8


def test_numbers_are_written_as_they_are_read():
    assert [written(Decimal(text)) for text in ("1234567.50", "0.10", "100", "-3")] == [
        "1,234,567.5",
        "0.1",
        "100",
        "-3",
    ]


def test_words_are_broken_within_the_drawing__and_end_in_dots_when_too_long():
    assert wrapped("一二三四五六", TEXT * 3.4) == ["一二三", "四五六"]
    assert wrapped("一二三四五六七", TEXT * 3.4)[1].endswith("…")
