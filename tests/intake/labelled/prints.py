"""PDFs: by reportlab, and by hand where the order or the sight of glyphs matters."""

import io
import random
import zlib
from collections.abc import Callable, Iterator

from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from .documents import INNER, SECRET
from .sample import Sample, grouped
from .texts import CCB, ICBC, LI, LONG, LOOK_ALIKES, OLD, WANG, ZHANG, wrong

ID, MOBILE, LAND, CARD, HIDDEN, MARK = "citizen_id", "mobile", "landline", "bank_card", "hidden_content", "secrecy_mark"
SONG = "STSong-Light"
Draw = Callable[[Canvas], object]
pdfmetrics.registerFont(UnicodeCIDFont(SONG))


def sheet(*draws: Draw, pages: int = 1) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, pageCompression=1, invariant=1)
    for draw in draws:
        canvas.setFont(SONG, 12)
        draw(canvas)
        if pages > 1:
            canvas.showPage()
    canvas.save()
    return out.getvalue()


def lines(*texts: str, x: float = 72, y: float = 760) -> Draw:
    def draw(canvas: Canvas) -> None:
        for number, text in enumerate(texts):
            canvas.drawString(x, y - 20 * number, text)

    return draw


def small(canvas: Canvas) -> None:
    """Half the size from here on."""
    canvas.scale(0.5, 0.5)


def digits_scattered(number: str, seed: int) -> Draw:
    """Glyph by glyph in random order."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 12)
        places = list(enumerate(number))
        random.Random(seed).shuffle(places)
        for place, char in places:
            canvas.drawString(72 + 6.7 * place, 600, char)

    return draw


def grid(rows: list[list[str]], widths: int = 110) -> Draw:
    def draw(canvas: Canvas) -> None:
        for down, row in enumerate(rows):
            for across, text in enumerate(row):
                canvas.drawString(60 + widths * across, 760 - 24 * down, text)

    return draw


def coloured(text: str, grey: float, x: float = 72, y: float = 700, font: str = SONG, size: float = 12) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(font, size)
        canvas.setFillGray(grey)
        canvas.drawString(x, y, text)
        canvas.setFillGray(0)

    return draw


def box(x: float, y: float, width: float, height: float, grey: float) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(grey)
        canvas.rect(x, y, width, height, stroke=0, fill=1)
        canvas.setFillGray(0)

    return draw


def moded(text: str, mode: int) -> Draw:
    def draw(canvas: Canvas) -> None:
        stretch = canvas.beginText(72, 700)
        stretch.setFont("Helvetica" if text.isascii() else SONG, 12)
        stretch.setTextRenderMode(mode)
        stretch.textOut(text)
        canvas.drawText(stretch)

    return draw


def noise(x: float, y: float, width: float, height: float) -> Draw:
    picture = Image.effect_noise((200, 200), 90)
    return lambda canvas: canvas.drawInlineImage(picture, x, y, width, height)


def info(**values: str) -> Draw:
    def draw(canvas: Canvas) -> None:
        for name, value in values.items():
            getattr(canvas, f"set{name}")(value)
        canvas.drawString(72, 700, "正文")

    return draw


def note(text: str) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "正文")
        canvas.textAnnotation(text, Rect=[72, 600, 120, 640])

    return draw


def link(address: str) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "联系我们")
        canvas.linkURL(address, (72, 690, 140, 712))

    return draw


def field(value: str) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "电话")
        canvas.acroForm.textfield(name="phone", value=value, x=72, y=640, width=200, height=20)

    return draw


def outline(text: str) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "正文")
        canvas.bookmarkPage("a")
        canvas.addOutlineEntry(text, "a")

    return draw


def by_hand(
    content: str, *, resources: str = "", catalog: str = "", more: tuple[str, ...] = (), page: str = ""
) -> bytes:
    """A one-page PDF of Helvetica; `more` are objects from number 6 on."""
    stream = zlib.compress(content.encode("latin-1"))
    objects: list[bytes] = [
        f"<</Type/Catalog/Pages 2 0 R{catalog}>>".encode("latin-1"),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]{page}/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>{resources}>>>>".encode(),
        f"<</Length {len(stream)}/Filter/FlateDecode>>\nstream\n".encode() + stream + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *(text.encode("utf-8") for text in more),
    ]
    out = b"%PDF-1.7\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    rows = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\n"
    return out + head.encode() + f"startxref\n{start}\n%%EOF\n".encode()


def saved_over(first: bytes, content: str) -> bytes:
    """An update that replaces the page's content, as an editor appends it."""
    stream = zlib.compress(content.encode("latin-1"))
    previous = first.rfind(b"xref\n0 ")
    out = first
    offset = len(out)
    out += (
        f"4 0 obj\n<</Length {len(stream)}/Filter/FlateDecode>>\nstream\n".encode() + stream + b"\nendstream\nendobj\n"
    )
    start = len(out)
    tail = f"xref\n4 1\n{offset:010} 00000 n \ntrailer\n<</Size 6/Root 1 0 R/Prev {previous}>>\nstartxref\n{start}\n%%EOF\n"
    return out + tail.encode()


def shown(text: str, x: int = 72, y: int = 700) -> str:
    return f"BT /F1 12 Tf {x} {y} Td ({text}) Tj ET\n"


def attached() -> bytes:
    body = INNER.decode("latin-1")
    out = by_hand(
        shown("main"),
        catalog="/Names<</EmbeddedFiles<</Names[(draft.docx) 6 0 R]>>>>",
        more=(
            "<</Type/Filespec/F(draft.docx)/UF(draft.docx)/EF<</F 7 0 R>>>>",
            f"<</Type/EmbeddedFile/Length {len(body)}>>\nstream\n@@\nendstream",
        ),
    )
    return out.replace(b"@@", INNER)


XMP = (
    '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/">'
    f"<dc:description>张三{ZHANG}</dc:description></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>"
)
LAYER = shown("visible text here") + "/OC /L1 BDC\n" + shown("layer text 13871234567", y=600) + "EMC\n"
LAYER_CATALOG = "/OCProperties<</OCGs[6 0 R]/D<</OFF[6 0 R]>>>>"

POSITIVE: list[tuple[Callable[[], bytes], list[tuple[str, str]]]] = [
    (lambda: sheet(lines(f"身份证号：{ZHANG}")), [(ID, ZHANG)]),
    (lambda: sheet(lines("手机：13871234567，电话：0712-8235320")), [(MOBILE, "13871234567"), (LAND, "0712-8235320")]),
    (lambda: sheet(lines(f"卡号：{grouped(CCB, 4, 4, 4, 4)}")), [(CARD, grouped(CCB, 4, 4, 4, 4))]),
    (
        lambda: sheet(lines(f"申请人张三，身份证号{ZHANG[:11]}", f"{ZHANG[11:]}，住云杉区")),
        [(ID, f"{ZHANG[:11]}\n{ZHANG[11:]}")],
    ),
    (lambda: sheet(lines("如有疑问请联系，手机号码为1387123", "4567，工作日接听")), [(MOBILE, "1387123\n4567")]),
    (lambda: sheet(lines("电话：0712-", "8235320")), [(LAND, "0712-\n8235320")]),
    (lambda: sheet(lines(f"汇款至{ICBC[:9]}", f"{ICBC[9:]}（张三）")), [(CARD, f"{ICBC[:9]}\n{ICBC[9:]}")]),
    (lambda: sheet(digits_scattered(ZHANG, 1)), [(ID, ZHANG)]),
    (lambda: sheet(digits_scattered("13871234567", 2)), [(MOBILE, "13871234567")]),
    (lambda: sheet(digits_scattered(LI, 3)), [(ID, LI)]),
    (lambda: sheet(digits_scattered("0712-8235320", 4)), [(LAND, "0712-8235320")]),
    (
        lambda: sheet(grid([["姓名", "身份证号", "手机"], ["张三", ZHANG, "13871234567"]], 150)),
        [(ID, ZHANG), (MOBILE, "13871234567")],
    ),
    (lambda: sheet(grid([["姓名", "老身份证号"], ["张三", OLD]], 150)), [(ID, OLD)]),
    (lambda: sheet(lines("第一页"), lines(f"身份证：{WANG}"), pages=2), [(ID, WANG)]),
    (
        lambda: sheet(lines(f"身份证：{ZHANG[:8]}", y=60), lines(f"{ZHANG[8:]}", y=800), pages=2),
        [(ID, f"{ZHANG[:8]}\n{ZHANG[8:]}")],
    ),
    (
        lambda: sheet(small, lines(*LONG.replace("    ", "").strip().splitlines())),
        [
            (ID, ZHANG),
            (CARD, grouped(CCB, 4, 4, 4, 4)),
            (MOBILE, "138\n71234567"),
            ("typo", "截止目前"),
            (LAND, "0712-8235320"),
        ],
    ),
    (
        lambda: sheet(
            lines("正文", f"身份证：{ZHANG[:8]}", "- 1 -", y=100), lines("- 2 -", ZHANG[8:] + "，", y=800), pages=2
        ),
        [(ID, f"{ZHANG[:8]}\n{ZHANG[8:]}")],
    ),
    (lambda: sheet(lines("机密★10年", "关于某事的通知")), [(MARK, "机密★10年")]),
    (lambda: sheet(lines("内部资料 注意保存")), [(MARK, "内部资料 注意保存")]),
    (lambda: sheet(lines("要认真布署各项工作")), [("typo", "布署")]),
    (lambda: sheet(lines("手机：１３８７１２３４５６７")), [(MOBILE, "１３８７１２３４５６７")]),
    (lambda: sheet(info(Author="张三13871234567")), [(MOBILE, "13871234567")]),
    (lambda: sheet(info(Subject=f"身份证{ZHANG}", Title="公告")), [(ID, ZHANG)]),
    (
        lambda: sheet(note("这里的手机13871234567要删")),
        [(HIDDEN, "这里的手机13871234567要删"), (MOBILE, "13871234567")],
    ),
    (lambda: sheet(link("mailto:13871234567@example.com")), [(MOBILE, "13871234567")]),
    (lambda: sheet(link("tel:+8613871234567")), [(MOBILE, "+8613871234567")]),
    (lambda: sheet(field("13871234567")), [(MOBILE, "13871234567")]),
    (lambda: sheet(outline("联系人13871234567")), [(MOBILE, "13871234567")]),
    (
        lambda: by_hand(
            shown("main"),
            catalog="/Metadata 6 0 R",
            more=(f"<</Type/Metadata/Subtype/XML/Length {len(XMP.encode())}>>\nstream\n{XMP}\nendstream",),
        ),
        [(ID, ZHANG)],
    ),
    (attached, [(HIDDEN, "draft.docx"), (ID, ZHANG)]),
    (lambda: sheet(lines("正文可见"), coloured("white text 12", 1, font="Helvetica")), [(HIDDEN, "white text 12")]),
    (lambda: sheet(lines("正文可见"), coloured(SECRET, 1)), [(HIDDEN, SECRET)]),
    (lambda: sheet(lines("正文可见"), coloured(SECRET, 0.99)), [(HIDDEN, SECRET)]),
    (lambda: sheet(coloured("手机13871234567", 1)), [(HIDDEN, "13871234567"), (MOBILE, "13871234567")]),
    (lambda: sheet(lines("covered name", y=700), box(60, 690, 200, 30, 0)), [(HIDDEN, "covered name")]),
    (lambda: sheet(lines("被遮盖的姓名", y=700), box(60, 690, 200, 30, 0)), [(HIDDEN, "被遮盖的姓名")]),
    (lambda: sheet(lines(f"身份证{ZHANG}", y=700), box(60, 690, 300, 30, 1)), [(HIDDEN, ZHANG), (ID, ZHANG)]),
    (
        lambda: sheet(lines("原来的名字", y=700), box(60, 690, 200, 30, 1), lines("改后名字", y=700)),
        [(HIDDEN, "原来的名字")],
    ),
    (lambda: sheet(lines("photo hides me", y=700), noise(60, 690, 200, 30)), [(HIDDEN, "photo hides me")]),
    (lambda: sheet(lines("正文可见"), moded("invisible words", 3)), [(HIDDEN, "invisible words")]),
    (lambda: sheet(lines("正文可见"), moded(SECRET, 3)), [(HIDDEN, SECRET)]),
    (lambda: sheet(lines("正文可见"), lines(SECRET, x=72, y=-50)), [(HIDDEN, SECRET)]),
    (lambda: sheet(lines("正文可见"), lines("beyond the edge", x=700)), [(HIDDEN, "beyond the edge")]),
    (
        lambda: sheet(lines("正文可见"), coloured("very small words", 0, font="Helvetica", size=0.8)),
        [(HIDDEN, "very small words")],
    ),
    (
        lambda: by_hand(
            LAYER, resources="/Properties<</L1 6 0 R>>", catalog=LAYER_CATALOG, more=("<</Type/OCG/Name(a)>>",)
        ),
        [(HIDDEN, "layer text 13871234567"), (MOBILE, "13871234567")],
    ),
    (
        lambda: saved_over(by_hand(shown("call 13871234567")), shown("call the office")),
        [(HIDDEN, "call 13871234567"), (MOBILE, "13871234567")],
    ),
    (
        lambda: by_hand(shown("kept") + "q 0 0 100 100 re W n " + shown("clipped away words", y=600) + "Q"),
        [(HIDDEN, "clipped away words")],
    ),
    (lambda: by_hand(shown("cropped words", y=100), page="/CropBox[0 400 595 842]"), [(HIDDEN, "cropped words")]),
]

CLEAN: list[Callable[[], bytes]] = [
    lambda: sheet(lines("云杉市人民政府办公室关于做好防汛工作的通知", "云政办发〔2026〕12号", "各区县人民政府：")),
    lambda: sheet(lines("Helvetica and 中文 mixed", "2026-08-15 10:30:59")),
    lambda: sheet(
        grid([["年份", "2023", "2024", "2025"], ["产量", "138", "7123", "4567"], ["合计", "1387123", "4567", "89"]])
    ),
    lambda: sheet(grid([["单位", "统一社会信用代码"], ["云杉公司", "91420100MA4KXY123T"]], 150)),
    lambda: sheet(grid([["项目", "金额（元）"], ["道路", "13871234567"]], 150)),
    lambda: sheet(box(60, 690, 300, 30, 0.2), coloured("深色底上的白字", 1)),
    lambda: sheet(box(60, 690, 300, 30, 0), coloured("white on black", 1, font="Helvetica")),
    lambda: sheet(box(60, 690, 300, 30, 0.9), lines("浅灰底上的黑字", y=700)),
    lambda: sheet(coloured("浅灰水印", 0.8, size=60, y=400), lines("正文")),
    lambda: sheet(noise(0, 0, 595, 842), moded("ocr layer words", 3)),
    lambda: sheet(moded("ocr layer words", 3), noise(0, 0, 595, 842)),
    lambda: sheet(lines("正文"), lines("正文")),
    lambda: sheet(info(Author="云杉市人民政府办公室", Title="公告", Subject="公开")),
    lambda: sheet(link("https://www.yunshan.gov.cn/")),
    lambda: sheet(outline("一、总体要求")),
    lambda: sheet(lines("服务热线12345，客服400-123-4567")),
    lambda: sheet(lines("第一页"), lines("第二页"), pages=2),
    lambda: by_hand(shown("plain text", y=600) + "0.9 g 50 690 200 30 re f 0 g " + shown("on grey")),
    lambda: by_hand("q 1 0 0 RG 50 50 400 700 re S Q " + shown("inside a frame")),
    lambda: by_hand(shown("rotated page"), page="/Rotate 90"),
    lambda: by_hand(shown("moved box", x=272, y=700), page="/CropBox[200 400 595 842]"),
    *((lambda text=text: sheet(lines(*text.split("\n")))) for text in LOOK_ALIKES[::9]),
    lambda: sheet(lines(f"身份证{wrong(ZHANG)}")),
]


def samples() -> Iterator[Sample]:
    for number, (make, expected) in enumerate(POSITIVE):
        yield Sample(f"print-{number:03}.pdf", make, tuple(expected))
    for number, make in enumerate(CLEAN):
        yield Sample(f"clean-{number:03}.pdf", make)
