"""Workbooks, made by openpyxl, and by hand where it cannot write a feature."""

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from .documents import INNER, SECRET, A
from .sample import Sample, card, grouped
from .texts import CCB, ICBC, LI, OLD, WANG, ZHANG, wrong

ID, MOBILE, LAND, CARD, HIDDEN, MARK = "citizen_id", "mobile", "landline", "bank_card", "hidden_content", "secrecy_mark"
Change = Callable[[Workbook, Worksheet], None]


def book(*rows: Sequence[object], change: Change | None = None, formats: dict[str, str] | None = None) -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "名单"
    for row in rows:
        sheet.append(row)
    for cell, code in (formats or {}).items():
        sheet[cell].number_format = code
    if change:
        change(workbook, sheet)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def patched(
    data: bytes, change: Mapping[str, Callable[[str], str]], more: Mapping[str, str | bytes] | None = None
) -> bytes:
    """The package with some parts changed and some added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content: str | bytes = source.read(name)
            if name in change:
                content = change[name](source.read(name).decode())
            target.writestr(name, content)
        for name, content in (more or {}).items():
            target.writestr(name, content)
    return out.getvalue()


def second(state: str, *rows: list[object]) -> Change:
    def change(workbook: Workbook, sheet: Worksheet) -> None:
        other = workbook.create_sheet("底稿")
        for row in rows:
            other.append(row)
        other.sheet_state = state

    return change


def set_hidden(kind: str, name: object) -> Change:
    def change(workbook: Workbook, sheet: Worksheet) -> None:
        if kind == "row":
            sheet.row_dimensions[name].hidden = True
        else:
            sheet.column_dimensions[name].hidden = True

    return change


def font(cell: str, colour: str, fill: str = "") -> Change:
    def change(workbook: Workbook, sheet: Worksheet) -> None:
        sheet[cell].font = Font(color=colour)
        if fill:
            sheet[cell].fill = PatternFill("solid", fgColor=fill)

    return change


def remark(cell: str, text: str) -> Change:
    return lambda workbook, sheet: setattr(sheet[cell], "comment", Comment(text, "甲"))


def rich(*parts: str) -> CellRichText:
    return CellRichText(*(TextBlock(InlineFont(b=bool(n % 2)), part) for n, part in enumerate(parts)))


def do(action: Callable[[Workbook, Worksheet], object]) -> Change:
    def change(workbook: Workbook, sheet: Worksheet) -> None:
        action(workbook, sheet)

    return change


def raw_number(data: bytes, old: str, new: str) -> bytes:
    return patched(data, {"xl/worksheets/sheet1.xml": lambda xml: xml.replace(old, new)})


HEAD = ["序号", "姓名", "身份证号", "手机", "银行账号"]
ROW: list[object] = [1, "张三", ZHANG, 13871234567, CCB]
DRAWING = (
    f'<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" {A}><xdr:sp><xdr:nvSpPr>'
    f'<xdr:cNvPr id="2" name="文本框" descr="{WANG}"/></xdr:nvSpPr><xdr:txBody><a:p><a:r><a:t>手机1387</a:t></a:r><a:r><a:t>1234567</a:t></a:r></a:p>'
    "</xdr:txBody></xdr:sp></xdr:wsDr>"
)
THREADED = (
    '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
    '<threadedComment ref="A1" id="{1}" personId="{2}"><text>请问13871234567能公开吗</text></threadedComment></ThreadedComments>'
)
PIVOT = (
    '<pivotCacheRecords xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    f'<r><s v="{ZHANG}"/><n v="1"/></r></pivotCacheRecords>'
)


def threaded() -> bytes:
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="t1" '
        'Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment" '
        'Target="../threadedComments/threadedComment1.xml"/></Relationships>'
    )
    more = {"xl/worksheets/_rels/sheet1.xml.rels": rels, "xl/threadedComments/threadedComment1.xml": THREADED}
    return patched(book(["甲"]), {}, more)


POSITIVE: list[tuple[Callable[[], bytes], list[tuple[str, str]]]] = [
    (lambda: book(HEAD, ROW), [(ID, ZHANG), (MOBILE, "13871234567"), (CARD, CCB)]),
    (lambda: book(["身份证号"], [int(ZHANG)], formats={"A2": "0"}), [(ID, "420106198703154200")]),
    (
        lambda: raw_number(book(["身份证号"], [4201061987]), "4201061987", "4.20106198703154E+17"),
        [(ID, "420106198703154000")],
    ),
    (lambda: book(["身份证号"], [int(ZHANG[:15] + "000")]), [(ID, ZHANG[:15] + "000")]),
    (lambda: book(["公民身份号码"], [int(OLD)]), [(ID, OLD)]),
    (lambda: book(["手机"], ["138-7123-4567"]), [(MOBILE, "138-7123-4567")]),
    (lambda: book(["手机"], [13871234567], formats={"A2": "000 0000 0000"}), [(MOBILE, "138 7123 4567")]),
    (lambda: book(["手机"], [13871234567], formats={"A2": "000-0000-0000"}), [(MOBILE, "138-7123-4567")]),
    (lambda: raw_number(book(["手机"], [138]), "<v>138</v>", "<v>1.3871234567E10</v>"), [(MOBILE, "13871234567")]),
    (lambda: book(["电话"], [7128235320], formats={"A2": "0000-0000000"}), [(LAND, "0712-8235320")]),
    (lambda: book(["电话", "0712-8235320"]), [(LAND, "0712-8235320")]),
    (lambda: book(["联系电话", 13871234567]), [(MOBILE, "13871234567")]),
    (lambda: book(["卡号"], [grouped(ICBC, 4, 4, 4, 4)]), [(CARD, grouped(ICBC, 4, 4, 4, 4))]),
    (lambda: book(["卡号"], [int(card("622848001234567"))], formats={"A2": "0"}), [(CARD, card("622848001234567"))]),
    (lambda: book([rich("身份证", ZHANG[:6], ZHANG[6:14], ZHANG[14:])]), [(ID, ZHANG)]),
    (lambda: book([rich("手机138", "7123", "4567")]), [(MOBILE, "13871234567")]),
    (lambda: book([f"身份证\n{ZHANG[:9]}\n{ZHANG[9:]}"]), [(ID, f"{ZHANG[:9]}\n{ZHANG[9:]}")]),
    (lambda: book(["姓名：张三，手机13871234567，住云杉区"]), [(MOBILE, "13871234567")]),
    (lambda: raw_number(book(["甲", "乙"], ["x", 1]), "<v>1</v>", f'<f>CONCAT("a")</f><v>{OLD}</v>'), [(ID, OLD)]),
    (
        lambda: patched(
            book(["甲"]),
            {
                "xl/worksheets/sheet1.xml": lambda x: x.replace(
                    "</row>", '<c r="B1" t="str"><f>A1&amp;A2</f><v>手机13871234567</v></c></row>'
                )
            },
        ),
        [(MOBILE, "13871234567")],
    ),
    (
        lambda: patched(
            book(["甲"]),
            {
                "xl/worksheets/sheet1.xml": lambda x: x.replace(
                    "</row>", f'<c r="B1" t="inlineStr"><is><r><t>{LI[:5]}</t></r><r><t>{LI[5:]}</t></r></is></c></row>'
                )
            },
        ),
        [(ID, LI)],
    ),
    (
        lambda: book(["甲"], change=second("hidden", ["姓名", "身份证号"], ["张三", ZHANG])),
        [(HIDDEN, ZHANG), (ID, ZHANG)],
    ),
    (lambda: book(["甲"], change=second("veryHidden", ["分配方案（讨论稿）"])), [(HIDDEN, "分配方案（讨论稿）")]),
    (lambda: book(["甲"], change=second("hidden")), [(HIDDEN, "底稿")]),
    (lambda: book(["甲"], [SECRET], change=set_hidden("row", 2)), [(HIDDEN, SECRET)]),
    (
        lambda: book(["甲", "手机"], ["张三", 13871234567], change=set_hidden("row", 2)),
        [(HIDDEN, "13871234567"), (MOBILE, "13871234567")],
    ),
    (lambda: book(["甲", "内部意见"], ["张三", SECRET], change=set_hidden("column", "B")), [(HIDDEN, SECRET)]),
    (lambda: book(["甲", SECRET], change=font("B1", "FFFFFF")), [(HIDDEN, SECRET)]),
    (lambda: book(["甲", SECRET], change=font("B1", "FF0000", "FF0000")), [(HIDDEN, SECRET)]),
    (lambda: book(["甲", 1387], formats={"B1": ";;;"}), [(HIDDEN, "1387")]),
    (
        lambda: book(["甲"], change=remark("A1", "手机13871234567")),
        [(HIDDEN, "手机13871234567"), (MOBILE, "13871234567")],
    ),
    (threaded, [(HIDDEN, "请问13871234567能公开吗"), (MOBILE, "13871234567")]),
    (
        lambda: book(
            ["甲"], change=do(lambda w, s: w.defined_names.add(DefinedName("值班", attr_text='"13871234567"')))
        ),
        [(MOBILE, "13871234567")],
    ),
    (
        lambda: book(["甲"], change=do(lambda w, s: setattr(s.oddHeader.center, "text", "秘密★5年"))),
        [(MARK, "秘密★5年")],
    ),
    (
        lambda: book(["甲"], change=do(lambda w, s: setattr(s.oddFooter.left, "text", "电话0712-8235320"))),
        [(LAND, "0712-8235320")],
    ),
    (lambda: patched(book(["甲"]), {}, {"xl/drawings/drawing1.xml": DRAWING}), [(MOBILE, "13871234567"), (ID, WANG)]),
    (
        lambda: book(
            ["甲"],
            change=do(
                lambda w, s: s.add_data_validation(
                    DataValidation(type="list", formula1='"张三13871234567,李四"', sqref="A1:A9")
                )
            ),
        ),
        [(MOBILE, "13871234567")],
    ),
    (
        lambda: book(["甲"], change=do(lambda w, s: setattr(s["A1"], "hyperlink", "tel:13871234567"))),
        [(MOBILE, "13871234567")],
    ),
    (
        lambda: book(["甲"], change=do(lambda w, s: setattr(w.properties, "creator", "张三13871234567"))),
        [(MOBILE, "13871234567")],
    ),
    (lambda: patched(book(["甲"]), {}, {"xl/pivotCache/pivotCacheRecords1.xml": PIVOT}), [(ID, ZHANG)]),
    (lambda: patched(book(["甲"]), {}, {"xl/embeddings/底稿.docx": INNER}), [(HIDDEN, "底稿.docx"), (ID, ZHANG)]),
    (lambda: book(["密级", "机密"]), [(MARK, "机密")]),
    (lambda: book(["布署情况"]), [("typo", "布署")]),
]

CLEAN: list[Callable[[], bytes]] = [
    lambda: book(["年份", 1949, 1978, 2026], ["产值", 138, 7123, 4567]),
    lambda: book(["项目", "金额（元）"], ["道路", 13871234567]),
    lambda: book(["项目", "数"], ["道路", 13871234567], formats={"B2": "#,##0"}),
    lambda: book(["项目", "数"], ["道路", 13871234567.5]),
    lambda: book(["订单号", "数量"], [13871234567, 2]),
    lambda: book(["合同编号", "乙方"], [int(card("420100202608150")), "甲公司"]),
    lambda: book(["单位", "统一社会信用代码"], ["云杉公司", "91420100MA4KXY123T"]),
    lambda: book(["身份证号"], [wrong(ZHANG)]),
    lambda: book(["身份证号"], ["420106********4213"]),
    lambda: book(["手机"], ["138****1234"]),
    lambda: book(["条码", "名称"], [6901234567892, "纸"]),
    lambda: book(["时间"], [20260815103059]),
    lambda: book(["指标", "数"], ["人口", 1387123], ["户数", 4567]),
    lambda: book(["甲", "乙"], ["白底黑字", 1], change=font("A1", "000000")),
    lambda: book(["甲", "乙"], ["表头", 1], change=font("A1", "FFFFFF", "1F4E79")),
    lambda: book(["甲"], change=set_hidden("column", "F")),
    lambda: book(["甲"], change=set_hidden("row", 9)),
    lambda: book(["热线", 12345], ["客服", "400-123-4567"]),
    lambda: book(["序号", "文号"], [1, "云政发〔2026〕12号"]),
    lambda: book(["日期", "金额"], ["2026-08-15", "13,871,234,567.00"]),
    lambda: book(["138", "7123", "4567"]),
    lambda: book(["差额", "甲"], [-13871234567, 1]),
]


def samples() -> Iterator[Sample]:
    for number, (make, expected) in enumerate(POSITIVE):
        yield Sample(f"book-{number:03}.xlsx", make, tuple(expected))
    for number, make in enumerate(CLEAN):
        yield Sample(f"clean-{number:03}.xlsx", make)
