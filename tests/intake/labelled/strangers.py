"""A second set, written without a look at the first or at the patterns: what a stranger would try."""

import io
from collections.abc import Callable, Iterator

import docx
from docx.shared import Pt, RGBColor
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.styles.colors import Color

from ..files import word
from .documents import SECRET, VANISH, WHITE, p, para, part, r, relations, split, table, text_box
from .prints import by_hand, lines, sheet, shown
from .sample import Sample, card, citizen, grouped, wrong
from .sheets import book, do, patched

CHEN = citizen("51010719921103442")
HE = citizen("37028319450520118")
GUO = next(c for n in range(100, 999) if (c := citizen(f"61040420010912{n}")).endswith("X"))
UNION = card("621700123456789")
AGRI = card("622848098765432101")
CREDIT = card("436742001122334")
OLD = "510107551103442"
ID, MOBILE, LAND, CARD, HIDDEN, MARK = "citizen_id", "mobile", "landline", "bank_card", "hidden_content", "secrecy_mark"
TYPO, SENSITIVE = "typo", "sensitive_word"

TEXTS: list[tuple[str, list[tuple[str, str]]]] = [
    (f"陈某，男，1992年11月生，身份证号{CHEN}，系云杉市城东街道居民。", [(ID, CHEN)]),
    (f"身份证号码（必填）:{HE}", [(ID, HE)]),
    (
        f"陈某,{CHEN},13508012345,028-86001234,{UNION}",
        [(ID, CHEN), (MOBILE, "13508012345"), (LAND, "028-86001234"), (CARD, UNION)],
    ),
    (f'{{"name":"陈某","idcard":"{GUO}","tel":"13508012345"}}', [(ID, GUO), (MOBILE, "13508012345")]),
    (f"https://example.com/q?idcard={CHEN}&phone=13508012345", [(ID, CHEN), (MOBILE, "13508012345")]),
    (f"<td>{CHEN}</td><td>13508012345</td>", [(ID, CHEN), (MOBILE, "13508012345")]),
    ("\n".join(CHEN), [(ID, "\n".join(CHEN))]),
    (f"证件{grouped(CHEN, 6, 4, 4)}", [(ID, grouped(CHEN, 6, 4, 4))]),
    (f"身份证：{CHEN[:6]}\n{CHEN[6:14]}\n{CHEN[14:]}", [(ID, f"{CHEN[:6]}\n{CHEN[6:14]}\n{CHEN[14:]}")]),
    (f"{GUO}持有人", [(ID, GUO)]),
    (f"（十五位老证）{OLD}", [(ID, OLD)]),
    (f"身份证号：{CHEN[:17]}Ｘ" if CHEN.endswith("X") else f"身份证号：{GUO[:17]}Ｘ", [(ID, f"{GUO[:17]}Ｘ")]),
    (f"采购办李某{CHEN}", [(ID, CHEN)]),
    ("项目负责人何某13508012345", [(MOBILE, "13508012345")]),
    ("项目负责人：何某，13508012345", [(MOBILE, "13508012345")]),
    ("工程部经理电话13508012345", [(MOBILE, "13508012345")]),
    ("采购办李四13508012345", [(MOBILE, "13508012345")]),
    ("云杉大道138号13508012345何某收", [(MOBILE, "13508012345")]),
    ("【13508012345】", [(MOBILE, "13508012345")]),
    ("13508012345", [(MOBILE, "13508012345")]),
    ("电话：135–0801–2345", [(MOBILE, "135–0801–2345")]),
    ("电话：135 - 0801 - 2345", [(MOBILE, "135 - 0801 - 2345")]),
    ("TEL：１３５ ０８０１ ２３４５", [(MOBILE, "１３５ ０８０１ ２３４５")]),
    ("联系方式13508012345/028-86001234", [(MOBILE, "13508012345"), (LAND, "028-86001234")]),
    ("QQ/微信：13508012345", [(MOBILE, "13508012345")]),
    ("电话：135-08012345", [(MOBILE, "135-08012345")]),
    ("值班员手机1350801\n2345", [(MOBILE, "1350801\n2345")]),
    ("手机135\u00ad0801\u00ad2345", [(MOBILE, "135\u00ad0801\u00ad2345")]),
    ("手机135\ufeff08012345", [(MOBILE, "135\ufeff08012345")]),
    ("手机号码是一三五零八零一二三四五", [(MOBILE, "一三五零八零一二三四五")]),
    ("phone:+86 135 0801 2345", [(MOBILE, "+86 135 0801 2345")]),
    ("何某13508012345(办)", [(MOBILE, "13508012345")]),
    ("电话028 86001234", [(LAND, "028 86001234")]),
    ("（028）8600 1234", [(LAND, "（028）8600 1234")]),
    ("+86 (028) 86001234", [(LAND, "+86 (028) 86001234")]),
    ("电话：010-6600-1234", [(LAND, "010-6600-1234")]),
    ("投诉请致电0532-85012345转8001", [(LAND, "0532-85012345转8001")]),
    ("0898-66001234（办公室）", [(LAND, "0898-66001234")]),
    ("传真0532-85012345", [(LAND, "0532-85012345")]),
    (f"打款到{grouped(UNION, 4, 4, 4)}", [(CARD, grouped(UNION, 4, 4, 4))]),
    (f"卡号：{AGRI}（农行云杉支行）", [(CARD, AGRI)]),
    (f"卡号：{grouped(AGRI, 8, 8)}", [(CARD, grouped(AGRI, 8, 8))]),
    (f"信用卡号{CREDIT}", [(CARD, CREDIT)]),
    (f"一卡通账号\n{AGRI}", [(CARD, AGRI)]),
    ("密 级：机 密", [(MARK, "机 密")]),
    ("（机密·10年）", [(MARK, "机密·10年")]),
    ("绝 密 ★ 长 期", [(MARK, "绝 密 ★ 长 期")]),
    ("内部资料，严禁复制", [(MARK, "内部资料，严禁复制")]),
    ("【内部资料】", [(MARK, "内部资料")]),
    ("内部使用，不得外传", [(MARK, "内部使用，不得外传"), (SENSITIVE, "不得外传")]),
    ("仅限内部传阅", [(MARK, "仅限内部传阅")]),
    ("秘密★\n关于调整方案的请示", [(MARK, "秘密★")]),
    ("请各单位认真贯撤落实", [(TYPO, "贯撤")]),
    ("按步就班推进", [(TYPO, "按步就班")]),
    ("张副县长调察研究", [(TYPO, "调察")]),
    ("乡村镇兴战略", [(TYPO, "乡村镇兴")]),
    ("脱贫攻艰成果", [(TYPO, "脱贫攻艰")]),
    ("招聘启示", [(TYPO, "招聘启示")]),
    ("此情况仅限内部掌握", [(MARK, "仅限内部掌握"), (SENSITIVE, "内部掌握")]),
    ("该事项宜内部通报，不宜公开", [(SENSITIVE, "内部通报"), (SENSITIVE, "不宜公开")]),
    ("做好涉稳风险排查", [(SENSITIVE, "涉稳风险")]),
    ("材料请勿外传", [(SENSITIVE, "请勿外传")]),
    ("与残废军人座谈", [("forbidden_word", "残废军人")]),
    ("关爱弱智儿童", [("forbidden_word", "弱智儿童")]),
    ("残废人康复中心", [("forbidden_word", "残废人")]),
    ("中华民国总统", [("forbidden_word", "中华民国总统")]),
]

QUIET = [
    "服务热线95588、12306、12345、12315、12348",
    "编号1-2026-0138-7123-4567",
    "项目代码：2108-420106-04-01-138712",
    "鄂（2026）云杉市不动产权第0013871号",
    "宗地编号420106001001GB00013",
    "图号：138-712-34567",
    "图纸号 138-7123-4567",
    "电视电话会议纪要20260815",
    "电话会议定于2026-08-15召开",
    "共受理13508012345条",
    "13508012345(元)",
    "合计：13508012345",
    "校验值a13508012345ff",
    "IP 135.080.123.45",
    "经度103.508012345",
    "138 **** 1234",
    "1387123XXXX",
    "0712-823****",
    f"{CHEN[:6]}********{CHEN[14:]}",
    "111111111111111",
    "123456789012345678",
    "000000000000000000",
    f"身份证号{wrong(GUO)}",
    f"身份证号{wrong(HE)}",
    f"卡号{wrong(UNION)}",
    f"交易流水号{UNION}",
    f"订单编号：{CREDIT}",
    "交货单号135-0801-2345",
    "车次G1350，座位08012345",
    "成交价135,080,123.45元",
    "得分：135 080 123",
    "1350 8012 345 678",
    "序号 2023 2024 2025 2026",
    "统计期2026.01-2026.12",
    "受理编号20260815135080123",
    "快递单号：135080123456",
    "批准文号：国药准字Z13508012",
    "商标注册号13508012345",
    "许可证编号：SC13508012345678",
    "GB 11643—1999、GA/T 2000.156—2016",
    "机密文件销毁管理办法",
    "采取无记名秘密投票方式",
    "《秘密花园》读书会",
    "信息的机密性、完整性和可用性",
    "密级：无",
    "密级（绝密、机密、秘密）由定密责任人确定",
    "密级机密以上的文件由专人保管",
    "《内部资料性出版物管理办法》",
    "内部控制和内部审计",
    "内部文件管理制度",
    "商业秘密保护",
    "部署、贯彻、即使、安装、按部就班",
    "在我市安排落实部署",
    "400-8001234",
    "拨打027-12320健康热线",
    "电话区号0712",
    "2026年第138期7123号4567",
]


def office(*fill: Callable[[docx.document.Document], object]) -> bytes:
    document = docx.Document()
    for step in fill:
        step(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def nested(document: docx.document.Document) -> None:
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    cell.add_table(rows=1, cols=2).cell(0, 1).text = f"身份证{CHEN}"


def whitened(document: docx.document.Document) -> None:
    document.add_paragraph("可见").add_run(SECRET).font.color.rgb = RGBColor(255, 255, 255)


def vanished(document: docx.document.Document) -> None:
    run = document.add_paragraph("可见").add_run(f"手机13508012345，{SECRET}")
    run.font.hidden = True


def shrunk(document: docx.document.Document) -> None:
    document.add_paragraph("可见").add_run(SECRET).font.size = Pt(1)


def remarked(document: docx.document.Document) -> None:
    run = document.add_paragraph("可见").runs[0]
    document.add_comment(run, text="何某的电话13508012345要删掉", author="甲")


def headed(document: docx.document.Document) -> None:
    document.sections[0].header.paragraphs[0].text = "值班电话028-86001234"
    document.sections[0].first_page_footer.paragraphs[0].text = "何某13508012345"


def themed() -> bytes:
    workbook = Workbook()
    workbook.active["A1"] = "可见"
    workbook.active["B1"] = SECRET
    workbook.active["B1"].font = Font(color=Color(theme=0))
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def formula() -> bytes:
    change = {
        "xl/worksheets/sheet1.xml": lambda xml: xml.replace(
            "</row>", '<c r="B1" t="str"><f>HYPERLINK("tel:13508012345","联系")</f><v>联系</v></c></row>'
        )
    }
    return patched(book(["甲"]), change)


def free_text() -> bytes:
    remark = "<</Type/Annot/Subtype/FreeText/Rect[72 600 200 640]/DA(/F1 12 Tf)/Contents(ask 13508012345)>>"
    return by_hand(shown("main"), page="/Annots[6 0 R]", more=(remark,))


def in_form() -> bytes:
    content = f"BT /F1 12 Tf 72 600 Td ({CHEN}) Tj ET"
    form = (
        "<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>"
        f"/Length {len(content)}>>\nstream\n{content}\nendstream"
    )
    return by_hand(shown("main") + "/X1 Do", resources="/XObject<</X1 6 0 R>>", more=(form,))


def faded() -> bytes:
    content = shown("main") + "/G1 gs " + shown("faded away words", y=600)
    return by_hand(content, resources="/ExtGState<</G1 6 0 R>>", more=("<</Type/ExtGState/ca 0>>",))


def informed() -> bytes:
    data = by_hand(shown("main"), more=("<</Title(notice)/Phone(13508012345)>>",))
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R/Info 6 0 R")


def highlighted() -> bytes:
    mark = (
        "<</Type/Annot/Subtype/Highlight/Rect[70 695 200 715]/QuadPoints[70 715 200 715 70 695 200 695]"
        "/C[1 1 0]/Contents(check this name)>>"
    )
    return by_hand(shown("marked words"), page="/Annots[6 0 R]", more=(mark,))


def kerned(number: str) -> bytes:
    pieces = " ".join(f"({char}) -30" for char in number)
    return by_hand(f"BT /F1 12 Tf 72 700 Td [{pieces}] TJ ET")


FILES: list[tuple[str, Callable[[], bytes], list[tuple[str, str]]]] = [
    ("docx", lambda: office(nested), [(ID, CHEN)]),
    ("docx", lambda: office(whitened), [(HIDDEN, SECRET)]),
    ("docx", lambda: office(vanished), [(HIDDEN, SECRET), (MOBILE, "13508012345")]),
    ("docx", lambda: office(shrunk), [(HIDDEN, SECRET)]),
    ("docx", lambda: office(remarked), [(HIDDEN, "何某的电话13508012345要删掉"), (MOBILE, "13508012345")]),
    ("docx", lambda: office(headed), [(LAND, "028-86001234"), (MOBILE, "13508012345")]),
    (
        "docx",
        lambda: word(
            p(
                r("手机135"),
                '<w:bookmarkStart w:id="1" w:name="a"/>',
                r("0801"),
                '<w:proofErr w:type="spellStart"/>',
                r("2345"),
            )
        ),
        [(MOBILE, "13508012345")],
    ),
    (
        "docx",
        lambda: word(p(r("手机135"), f"<w:hyperlink>{r('0801')}</w:hyperlink>", r("2345"))),
        [(MOBILE, "13508012345")],
    ),
    (
        "docx",
        lambda: word(p(r("身份证"), f'<w:ins w:id="1">{split(CHEN[:9])}</w:ins>', split(CHEN[9:]))),
        [(ID, CHEN), (HIDDEN, CHEN[:9])],
    ),
    (
        "docx",
        lambda: word(p(r("见"), text_box(table(["姓名", "手机"], ["何某", "13508012345"])))),
        [(MOBILE, "13508012345")],
    ),
    (
        "docx",
        lambda: word(para("正文"), more={"word/header1.xml": part("hdr", p(r("x"), text_box(para("机密★1年"))))}),
        [(MARK, "机密★1年")],
    ),
    (
        "docx",
        lambda: word(
            para("正文"),
            more={
                "word/footnotes.xml": part(
                    "footnotes", f'<w:footnote w:id="2">{p(r("身份证"), split(GUO))}</w:footnote>'
                )
            },
        ),
        [(ID, GUO)],
    ),
    (
        "docx",
        lambda: word(
            para("正文"),
            more={"word/header1.xml": part("hdr", p(f'<w:del w:id="1">{r(SECRET, tag="delText")}</w:del>'))},
        ),
        [(HIDDEN, SECRET)],
    ),
    (
        "docx",
        lambda: word(
            table(["甲", SECRET], look='<w:shd w:val="clear" w:fill="FFFFFF"/>').replace(
                "<w:rPr></w:rPr>", f"<w:rPr>{WHITE}</w:rPr>"
            )
        ),
        [(HIDDEN, SECRET)],
    ),
    ("docx", lambda: word(p(r(SECRET, VANISH)) + para("正文")), [(HIDDEN, SECRET)]),
    (
        "docx",
        lambda: word(para("正文"), more={"word/embeddings/Microsoft_Excel_Sheet1.xlsx": book(["手机", 13508012345])}),
        [(HIDDEN, "Microsoft_Excel_Sheet1.xlsx"), (MOBILE, "13508012345")],
    ),
    (
        "docx",
        lambda: word(
            para("正文"),
            more={
                "word/_rels/footnotes.xml.rels": relations(
                    ("hyperlink", f"https://a.example/?id={CHEN}", ' TargetMode="External"')
                )
            },
        ),
        [(ID, CHEN)],
    ),
    (
        "docx",
        lambda: office(lambda d: d.add_heading("关于开展防汛检查的通知", 0), lambda d: d.add_paragraph("热线12345。")),
        [],
    ),
    ("docx", lambda: word(table(["合同编号", "金额（元）", "项目代码"], ["135080123456", "13508012345", CREDIT])), []),
    ("docx", lambda: word(table(["名称", "统一社会信用代码"], ["云杉市人民医院", "12420100441355678X"])), []),
    (
        "xlsx",
        lambda: book(
            ["姓名", "身份证号码", "联系电话", "卡号"],
            ["陈某", CHEN, "13508012345", UNION],
            ["何某", HE, "028-86001234", AGRI],
        ),
        [(ID, CHEN), (MOBILE, "13508012345"), (CARD, UNION), (ID, HE), (LAND, "028-86001234"), (CARD, AGRI)],
    ),
    ("xlsx", lambda: book(["身份证号码"], [int(CHEN[:15] + "000")], formats={"A2": "0"}), [(ID, CHEN[:15] + "000")]),
    ("xlsx", lambda: book(["手机号"], [13508012345.0]), [(MOBILE, "13508012345")]),
    ("xlsx", lambda: book(["情况说明"], ["何某（电话：135 0801 2345）已签收"]), [(MOBILE, "135 0801 2345")]),
    ("xlsx", themed, [(HIDDEN, SECRET)]),
    ("xlsx", formula, [(MOBILE, "13508012345")]),
    (
        "xlsx",
        lambda: book(["甲"], change=do(lambda w, s: setattr(s.oddFooter.center, "text", '&"宋体"&9 何某13508012345'))),
        [(MOBILE, "13508012345")],
    ),
    (
        "xlsx",
        lambda: book(["甲"], ["乙"], [SECRET], change=do(lambda w, s: setattr(s.row_dimensions[3], "height", 0.1))),
        [(HIDDEN, SECRET)],
    ),
    (
        "xlsx",
        lambda: book(["甲", "乙", SECRET], change=do(lambda w, s: setattr(s.column_dimensions["C"], "width", 0.1))),
        [(HIDDEN, SECRET)],
    ),
    ("xlsx", lambda: book(["2026年产值表"], ["企业", "产值"], ["甲公司", 13508012345], ["乙公司", 15508012345]), []),
    ("xlsx", lambda: book(["流水号", "日期"], [13508012345, "2026-08-15"], [13508012346, "2026-08-16"]), []),
    ("xlsx", lambda: book(["编码", "名称"], [int(CREDIT), "物资"]), []),
    ("pdf", free_text, [(HIDDEN, "ask 13508012345"), (MOBILE, "13508012345")]),
    ("pdf", in_form, [(ID, CHEN)]),
    ("pdf", faded, [(HIDDEN, "faded away words")]),
    ("pdf", informed, [(MOBILE, "13508012345")]),
    ("pdf", highlighted, [(HIDDEN, "check this name")]),
    ("pdf", lambda: kerned(CHEN), [(ID, CHEN)]),
    ("pdf", lambda: kerned("13508012345"), [(MOBILE, "13508012345")]),
    (
        "pdf",
        lambda: sheet(
            lines(
                f"联系人：何某，电话：13508012345，身份证号：{CHEN[:6]}",
                f"{CHEN[6:]}，银行卡号：{grouped(UNION, 4, 4, 4)}。",
            )
        ),
        [(MOBILE, "13508012345"), (ID, f"{CHEN[:6]}\n{CHEN[6:]}"), (CARD, grouped(UNION, 4, 4, 4))],
    ),
    ("pdf", lambda: by_hand(f"q 0 1 -1 0 300 100 cm {shown('13508012345', 0, 0)} Q"), [(MOBILE, "13508012345")]),
    ("pdf", lambda: by_hand(shown("13508", 72) + shown("012345", 72 + 34)), [(MOBILE, "13508012345")]),
    ("pdf", lambda: sheet(lines("云杉市统计公报", "2023年138.71亿元，2024年145.08亿元", "咨询电话12345")), []),
]


def samples() -> Iterator[Sample]:
    for number, (text, expected) in enumerate(TEXTS):
        yield Sample(f"stranger-{number:03}.txt", text.encode, tuple(expected))
    for number, text in enumerate(QUIET):
        yield Sample(f"quiet-{number:03}.txt", text.encode)
    for number, (kind, make, found) in enumerate(FILES):
        yield Sample(f"stranger-{number:03}.{kind}", make, tuple(found))
