"""Word documents, made from XML so that each says plainly where its number stands."""

import io
from collections.abc import Iterator
from functools import partial

import docx

from ..files import word
from .sample import Sample, grouped
from .texts import CCB, ICBC, LI, LOOK_ALIKES, OLD, WANG, ZHANG

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f'xmlns:w="{MAIN}"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
C = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
WP = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
WPS = 'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
V = 'xmlns:v="urn:schemas-microsoft-com:vml"'
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
SECRET = "此段尚未定稿不宜外发"


def r(text: str, look: str = "", tag: str = "t") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def p(*runs: str, look: str = "") -> str:
    return f"<w:p><w:pPr>{look}</w:pPr>{''.join(runs)}</w:p>"


def para(text: str) -> str:
    return p(r(text))


def table(*rows: list[str], look: str = "", row_look: str = "") -> str:
    cells = ("".join(f"<w:tc><w:tcPr>{look}</w:tcPr>{para(cell)}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl><w:tblPr/>" + "".join(f"<w:tr><w:trPr>{row_look}</w:trPr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def part(tag: str, body: str) -> str:
    return f"<w:{tag} {W}>{body}</w:{tag}>"


def note(kind: str, text: str) -> str:
    return part(f"{kind}s", f'<w:{kind} w:id="2">{para(text)}</w:{kind}>')


def relations(*targets: tuple[str, str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'
        for n, (kind, target, mode) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def text_box(body: str, fill: str = "") -> str:
    shape = f"<wps:wsp {WPS}><wps:spPr>{fill}</wps:spPr><wps:txbx><w:txbxContent>{body}</w:txbxContent></wps:txbx></wps:wsp>"
    old = f"<w:pict><v:shape {V}><v:textbox><w:txbxContent>{body}</w:txbxContent></v:textbox></v:shape></w:pict>"
    return (
        f'<w:r><mc:AlternateContent {MC}><mc:Choice Requires="wps"><w:drawing><a:graphic {A}>{shape}</a:graphic></w:drawing>'
        f"</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def picture(alt: str, more: str = "") -> str:
    return f'<w:r><w:drawing><wp:inline {WP}><wp:docPr id="1" name="图片 1" descr="{alt}"{more}/></wp:inline></w:drawing></w:r>'


def field(code: str, shown: str) -> str:
    middle = len(code) // 2
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        + r(code[:middle], tag="instrText")
        + r(code[middle:], tag="instrText")
        + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + r(shown)
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def split(number: str, look: str = "") -> str:
    return "".join(r(char, look) for char in number)


VANISH, WHITE = "<w:vanish/>", '<w:color w:val="FFFFFF"/>'
ID, MOBILE, LAND, CARD, HIDDEN, MARK = "citizen_id", "mobile", "landline", "bank_card", "hidden_content", "secrecy_mark"
Case = tuple[str, list[tuple[str, str]], dict[str, str | bytes]]

BODY: list[tuple[str, list[tuple[str, str]]]] = [
    (para(f"身份证号：{ZHANG}"), [(ID, ZHANG)]),
    (p(r("身份证号："), split(ZHANG)), [(ID, ZHANG)]),
    (p(r("手机"), r("1387"), r("123", "<w:b/>"), r("4567，"), r("请保持畅通")), [(MOBILE, "13871234567")]),
    (p(r("电话：07"), r("12-82"), r("35320")), [(LAND, "0712-8235320")]),
    (p(r("卡号"), split(CCB)), [(CARD, CCB)]),
    (p(r(f"身份证{ZHANG[:10]}"), "<w:r><w:br/></w:r>", r(ZHANG[10:])), [(ID, f"{ZHANG[:10]}\n{ZHANG[10:]}")]),
    (p(r("联系电话1387123"), "<w:r><w:br/></w:r>", r("4567（周末不通）")), [(MOBILE, "1387123\n4567")]),
    (para(f"身份证号：{ZHANG[:14]}") + para(f"{ZHANG[14:]}，住云杉区"), [(ID, f"{ZHANG[:14]}\n{ZHANG[14:]}")]),
    (p(r("身份证"), r(ZHANG[:6]), "<w:r><w:softHyphen/></w:r>", r(ZHANG[6:])), [(ID, f"{ZHANG[:6]}\u00ad{ZHANG[6:]}")]),
    (p(r("手机138"), "<w:r><w:noBreakHyphen/></w:r>", r("7123-4567")), [(MOBILE, "138-7123-4567")]),
    (p(r(f"手机13871{chr(0x200B)}234567")), [(MOBILE, f"13871{chr(0x200B)}234567")]),
    (p(r("手机：１３８"), r("７１２３４５６７")), [(MOBILE, "１３８７１２３４５６７")]),
    (table(["姓名", "身份证号", "手机"], ["张三", ZHANG, "13871234567"]), [(ID, ZHANG), (MOBILE, "13871234567")]),
    (
        table(["姓名", "张三"], ["老身份证号", OLD], ["银行卡", grouped(ICBC, 4, 4, 4, 4)]),
        [(ID, OLD), (CARD, grouped(ICBC, 4, 4, 4, 4))],
    ),
    (table(["合同编号", "负责人电话"], ["13871234567", "13971234567"]), [(MOBILE, "13971234567")]),
    (p(r("见图"), text_box(para(f"联系人王某，{WANG}"))), [(ID, WANG)]),
    (p(r("见图"), text_box(para("值班电话0712-8235320"))), [(LAND, "0712-8235320")]),
    (
        p(
            f"<w:r><w:pict><v:shape {V}><v:textbox><w:txbxContent>{para('手机13871234567')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        ),
        [(MOBILE, "13871234567")],
    ),
    (p(f'<w:r><w:pict><v:shape {V}><v:textpath string="机密★10年"/></v:shape></w:pict></w:r>'), [(MARK, "机密★10年")]),
    (p(r("图"), picture(f"身份证照片 {LI}")), [(ID, LI)]),
    (p(r("电话见"), field('HYPERLINK "tel:13871234567"', "链接")), [(MOBILE, "13871234567")]),
    (p(f'<w:fldSimple w:instr="DOCPROPERTY phone 13871234567">{r("某某")}</w:fldSimple>'), [(MOBILE, "13871234567")]),
    (p(f"<w:hyperlink>{r('手机1387')}{r('1234567')}</w:hyperlink>"), [(MOBILE, "13871234567")]),
    (f"<w:sdt><w:sdtContent>{para('手机13871234567')}</w:sdtContent></w:sdt>", [(MOBILE, "13871234567")]),
    (p(f"<w:smartTag>{r('手机13871234567')}</w:smartTag>"), [(MOBILE, "13871234567")]),
    (para("秘密★1年") + para("云杉市人民政府文件"), [(MARK, "秘密★1年")]),
    (para("内部资料　注意保存"), [(MARK, "内部资料　注意保存")]),
    (para("机密") + para("关于某工作的请示"), [(MARK, "机密")]),
    (table(["密级", "秘密"]), [(MARK, "秘密")]),
    (p(r("布"), r("署工作")), [("typo", "布署")]),
    (p(r("残"), r("废人")), [("forbidden_word", "残废人")]),
    (
        '<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText="张三13871234567" w:value="1"/></w:dropDownList></w:sdtPr>'
        f"<w:sdtContent>{para('选')}</w:sdtContent></w:sdt>",
        [(MOBILE, "13871234567")],
    ),
    (p(r("底"), r(SECRET, '<w:color w:val="000000"/><w:highlight w:val="black"/>')), [(HIDDEN, SECRET)]),
    # hidden
    (p(r("正常文字"), r(SECRET, VANISH)), [(HIDDEN, SECRET)]),
    (p(r("身份证"), r(ZHANG, VANISH)), [(HIDDEN, ZHANG), (ID, ZHANG)]),
    (p(r("手机1387"), r("隐", VANISH), r("1234567")), [(HIDDEN, "隐"), (MOBILE, "13871234567")]),
    (p(r("正常文字"), r(SECRET, WHITE)), [(HIDDEN, SECRET)]),
    (p(r("正常文字"), r(SECRET, '<w:color w:val="FEFEFE"/>')), [(HIDDEN, SECRET)]),
    (p(r("正常文字"), r(SECRET, '<w:color w:val="auto" w:themeColor="background1"/>')), [(HIDDEN, SECRET)]),
    (p(r("正常文字"), r(SECRET, '<w:sz w:val="2"/>')), [(HIDDEN, SECRET)]),
    (p(r("底"), r(SECRET, '<w:color w:val="1F497D"/><w:shd w:val="clear" w:fill="1F497D"/>')), [(HIDDEN, SECRET)]),
    (p(r("同意"), f'<w:del w:id="1" w:author="甲">{r(SECRET, tag="delText")}</w:del>'), [(HIDDEN, SECRET)]),
    (p(r("同意"), f'<w:ins w:id="1" w:author="甲">{r(SECRET)}</w:ins>'), [(HIDDEN, SECRET)]),
    (p(r("同意"), f'<w:moveFrom w:id="1" w:author="甲">{r(SECRET)}</w:moveFrom>'), [(HIDDEN, SECRET)]),
    (
        p(r("手机138"), f'<w:del w:id="1">{r("7123", tag="delText")}</w:del>', r("4567")),
        [(HIDDEN, "7123"), (MOBILE, "13871234567")],
    ),
    (
        p(r("手机1387123"), f'<w:del w:id="1">{r("4567", tag="delText")}</w:del>', r("（略）")),
        [(HIDDEN, "4567"), (MOBILE, "13871234567")],
    ),
    (p(r("手机1387123"), f'<w:ins w:id="1">{r("4567")}</w:ins>'), [(HIDDEN, "4567"), (MOBILE, "13871234567")]),
    (table([SECRET], row_look="<w:hidden/>"), [(HIDDEN, SECRET)]),
    (table(["甲", SECRET], row_look='<w:del w:id="3"/>'), [(HIDDEN, SECRET)]),
    (p(r("图"), text_box(p(r(SECRET, VANISH)))), [(HIDDEN, SECRET)]),
]

CLEAN_BODY = [
    p(r("标题", WHITE + '<w:shd w:val="clear" w:fill="C00000"/>')),
    p(r("标题", WHITE), look='<w:shd w:val="clear" w:color="auto" w:fill="1F4E79"/>'),
    table(["项目", "数量"], look='<w:shd w:val="clear" w:fill="4472C4"/>').replace(
        "<w:rPr></w:rPr>", f"<w:rPr>{WHITE}</w:rPr>"
    ),
    p(r("图"), text_box(p(r("白字", WHITE)), f'<a:solidFill {A}><a:srgbClr val="FF0000"/></a:solidFill>')),
    p(r("正文"), look="<w:rPr><w:vanish/></w:rPr>"),
    p(r("正文", '<w:vanish w:val="0"/>')),
    p(r("  ", VANISH), r("正文")),
    p(r("目录", "<w:webHidden/>")),
    p(r("正文", '<w:color w:val="808080"/>'), r("红字", '<w:color w:val="FF0000"/>')),
    table(["年份", "1949", "1978", "2026"], ["产值（万元）", "138", "7123", "4567"]),
    table(["企业名称", "统一社会信用代码"], ["云杉公司", "91420100MA4KXY123T"]),
    table(["密级", "机密", "秘密"], ["件数", "0", "0"]).replace("密级", "类别"),
    table(["订单号", "金额"], ["13871234567", "13871234567"]),
    para("经审查，本件不涉及国家秘密。"),
    p(r("图"), picture("云杉市人民政府办公楼")),
    *(para(text) for text in LOOK_ALIKES[::6] if "\n" not in text and "<" not in text),
]


def core(element: str, value: str) -> str:
    dc = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return f'<cp:coreProperties xmlns:cp="{CORE}" {dc}>{f"<{element}>{value}</{element}>"}</cp:coreProperties>'


def app(element: str, value: str) -> str:
    return (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        f"<{element}>{value}</{element}><TotalTime>12</TotalTime></Properties>"
    )


def custom(value: str) -> str:
    vt = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
    return (
        f'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="{vt}">'
        f'<property name="承办人电话" pid="2"><vt:lpwstr>{value}</vt:lpwstr></property></Properties>'
    )


def chart(text: str) -> str:
    return f"<c:chart {C} {A}><a:p><a:r><a:t>{text[:5]}</a:t></a:r><a:r><a:t>{text[5:]}</a:t></a:r></a:p></c:chart>"


def comment(text: str) -> str:
    return part("comments", f'<w:comment w:id="0" w:author="甲" w:date="2026-08-01T00:00:00Z">{para(text)}</w:comment>')


INNER = word(para(f"底稿：张三{ZHANG}"))
RELS = "word/_rels/document.xml.rels"
PARTS: list[tuple[dict[str, str | bytes], list[tuple[str, str]]]] = [
    ({"word/header1.xml": part("hdr", p(r("联系人138"), r("71234567")))}, [(MOBILE, "13871234567")]),
    ({"word/header2.xml": part("hdr", para("机密★长期"))}, [(MARK, "机密★长期")]),
    ({"word/footer1.xml": part("ftr", para("电话：0712-8235320"))}, [(LAND, "0712-8235320")]),
    ({"word/footer3.xml": part("ftr", table(["内部资料 注意保存"]))}, [(MARK, "内部资料 注意保存")]),
    ({"word/footnotes.xml": note("footnote", f"张三，身份证号{ZHANG}")}, [(ID, ZHANG)]),
    ({"word/endnotes.xml": note("endnote", "手机13871234567")}, [(MOBILE, "13871234567")]),
    (
        {"word/comments.xml": comment("请核对手机13871234567")},
        [(HIDDEN, "请核对手机13871234567"), (MOBILE, "13871234567")],
    ),
    ({"word/comments.xml": comment("这里口径再商量")}, [(HIDDEN, "这里口径再商量")]),
    ({"docProps/core.xml": core("dc:creator", "张三13871234567")}, [(MOBILE, "13871234567")]),
    ({"docProps/core.xml": core("dc:description", f"身份证{ZHANG}")}, [(ID, ZHANG)]),
    ({"docProps/core.xml": core("dc:creator", "张三")}, []),
    ({"docProps/core.xml": core("dc:title", "秘密")}, [(MARK, "秘密")]),
    ({"docProps/core.xml": core("dc:description", "机密")}, [(MARK, "机密")]),
    ({"docProps/core.xml": core("dc:subject", "绝密")}, [(MARK, "绝密")]),
    ({"docProps/core.xml": core("dc:title", "商业秘密保护办事指南")}, []),
    ({"docProps/app.xml": app("Manager", "李四 0712-8235320")}, [(LAND, "0712-8235320")]),
    ({"docProps/app.xml": app("Company", "云杉市财政局")}, []),
    ({"docProps/custom.xml": custom("13871234567")}, [(MOBILE, "13871234567")]),
    ({"docProps/custom.xml": custom("2052-11.1.0.12165")}, []),
    ({RELS: relations(("hyperlink", "tel:13871234567", ' TargetMode="External"'))}, [(MOBILE, "13871234567")]),
    (
        {RELS: relations(("hyperlink", "mailto:13871234567@example.com", ' TargetMode="External"'))},
        [(MOBILE, "13871234567")],
    ),
    (
        {
            RELS: relations(
                ("hyperlink", "https://www.yunshan.gov.cn/art/2026/8/15/art_138_7123.html", ' TargetMode="External"')
            )
        },
        [],
    ),
    ({"word/charts/chart1.xml": chart("电话13871234567")}, [(MOBILE, "13871234567")]),
    ({"word/diagrams/data1.xml": chart("值班：0712-8235320")}, [(LAND, "0712-8235320")]),
    (
        {
            "word/glossary/document.xml": part(
                "glossaryDocument",
                f"<w:docParts><w:docPart><w:docPartBody>{para('手机13871234567')}</w:docPartBody></w:docPart></w:docParts>",
            )
        },
        [(MOBILE, "13871234567")],
    ),
    (
        {"word/settings.xml": part("settings", f'<w:docVars><w:docVar w:name="sfz" w:val="{ZHANG}"/></w:docVars>')},
        [(ID, ZHANG)],
    ),
    ({"customXml/item1.xml": f"<a><b>{ZHANG}</b></a>"}, [(ID, ZHANG)]),
    ({"word/embeddings/底稿.docx": INNER}, [(HIDDEN, "底稿.docx"), (ID, ZHANG)]),
    (
        {"word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)},
        [(HIDDEN, "oleObject1.bin")],
    ),
    (
        {
            "word/afchunk.htm": "<html><body>手机13871234567</body></html>",
            RELS: relations(("aFChunk", "afchunk.htm", "")),
        },
        [(HIDDEN, "afchunk.htm"), (MOBILE, "13871234567")],
    ),
    (
        {
            "word/styles.xml": part(
                "styles", '<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
            ),
            "body": p(r("甲"), r(SECRET, '<w:rStyle w:val="H"/>')),
        },
        [(HIDDEN, SECRET)],
    ),
    (
        {
            "word/styles.xml": part(
                "styles", f'<w:style w:type="paragraph" w:styleId="H"><w:rPr>{WHITE}</w:rPr></w:style>'
            ),
            "body": p(r(SECRET), look='<w:pStyle w:val="H"/>'),
        },
        [(HIDDEN, SECRET)],
    ),
    ({"word/header1.xml": part("hdr", p(r(SECRET, VANISH)))}, [(HIDDEN, SECRET)]),
]


def made(body: str, parts: dict[str, str | bytes] | None = None) -> bytes:
    return word(body, more=parts)


def office_made() -> bytes:
    """As python-docx writes it, with all the styles and properties of a real template."""
    document = docx.Document()
    document.add_heading("云杉市2026年度预算公开说明", 1)
    document.add_paragraph("全年一般公共预算收入138.71亿元，比上年增长7.1%。咨询热线12345。")
    grid = document.add_table(rows=2, cols=2, style="Medium Shading 1 Accent 1")
    grid.cell(0, 0).text, grid.cell(0, 1).text = "项目", "金额（万元）"
    grid.cell(1, 0).text, grid.cell(1, 1).text = "教育支出", "1387123"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def samples() -> Iterator[Sample]:
    for number, (body, expected) in enumerate(BODY):
        yield Sample(f"body-{number:03}.docx", partial(made, body), tuple(expected))
    for number, body in enumerate(CLEAN_BODY):
        yield Sample(f"clean-{number:03}.docx", partial(made, body))
    for number, (parts, expected) in enumerate(PARTS):
        body = str(parts.get("body", para("正文")))
        more = {name: data for name, data in parts.items() if name != "body"}
        yield Sample(f"part-{number:03}.docx", partial(made, body, more), tuple(expected))
    yield Sample("office.docx", office_made)
