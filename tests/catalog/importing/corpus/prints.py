"""PDF files made with reportlab; its built-in Chinese font is named, not embedded, which is enough for text."""

import io

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer

from .case import Case

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def style(size: float = 16, **options) -> ParagraphStyle:
    return ParagraphStyle("x", fontName=FONT, fontSize=size, leading=size * 1.75, wordWrap="CJK", **options)


TITLE, BODY = style(22, alignment=TA_CENTER), style(firstLineIndent=32, alignment=TA_JUSTIFY)
PLAIN, RIGHT, MIDDLE = style(), style(alignment=TA_RIGHT, rightIndent=48), style(alignment=TA_CENTER)


def printed(*parts: tuple[ParagraphStyle | None, str], head: str = "", numbers: str = "— {} —") -> bytes:
    """A document of (style, text) parts; None is a page break."""

    def furniture(canvas, document) -> None:
        canvas.setFont(FONT, 10)
        if head:
            canvas.drawString(72, 805, head)
        canvas.drawCentredString(297, 36, numbers.format(canvas.getPageNumber()))

    out = io.BytesIO()
    story = [Paragraph(text, look) if look else (Spacer(1, 40) if text else PageBreak()) for look, text in parts]
    SimpleDocTemplate(out, invariant=1).build(story, onFirstPage=furniture, onLaterPages=furniture)
    return out.getvalue()


LONG = "各县（市、区）、各部门要切实提高政治站位，压实工作责任，细化工作措施，加强协调配合，形成工作合力，确保各项目标任务落到实处、取得实效。"

LONG_PRINT = printed(
    (TITLE, "云杉市人民政府办公室关于印发云杉市<br/>“十四五”老龄事业发展规划的通知"),
    (MIDDLE, "云政办发〔2022〕40号"),
    (PLAIN, "各县（市、区）人民政府，市政府各部门、各直属机构："),
    (BODY, "《云杉市“十四五”老龄事业发展规划》已经市人民政府同意，现印发给你们，请认真贯彻实施。" + LONG),
    (RIGHT, "云杉市人民政府办公室"),
    (RIGHT, "2022年11月25日"),
    (None, ""),
    (TITLE, "云杉市“十四五”老龄事业发展规划"),
    (BODY, "一、发展基础"),
    *[(BODY, f"第{n}项工作开展情况。{LONG * 3}") for n in range(1, 9)],
    (BODY, "二、主要任务"),
    *[(BODY, f"任务编号{n}。{LONG * 2}") for n in range(1, 7)],
    head="云杉市人民政府公报　2022年第12期",
)

SHORT_PRINT = printed(
    (MIDDLE, "云杉市人民政府办公室文件"),
    (MIDDLE, "云政办函〔2023〕66号"),
    (TITLE, "云杉市人民政府办公室关于成立云杉市推进新型工业化领导小组的通知"),
    (PLAIN, "各县（市、区）人民政府，市政府有关部门："),
    (
        BODY,
        "为加强对新型工业化工作的组织领导，市人民政府决定成立云杉市推进新型工业化领导小组（以下简称领导小组）。现将组成人员名单通知如下：",
    ),
    (BODY, "组　长：林远山　市长"),
    (BODY, "副组长：周启明　常务副市长"),
    (BODY, "领导小组办公室设在市工业和信息化局。"),
    (BODY, "附件：1．领导小组成员单位职责分工"),
    (BODY, "　　　2．领导小组工作规则"),
    (RIGHT, "云杉市人民政府办公室"),
    (RIGHT, "2023年9月4日"),
    numbers="第 {} 页",
)

PRINT_WITH_CITED = printed(
    (TITLE, "云杉市应急管理局关于做好森林火灾<br/>防范应对工作的复函"),
    (PLAIN, "清溪县应急管理局："),
    (
        BODY,
        "你局《关于请求解决森林防火物资的函》（清应急函〔2023〕11号）收悉。经研究，同意调拨风力灭火机20台、灭火水枪50支，请于2023年3月10日前到市级物资储备库领取。",
    ),
    (BODY, "专此函复。"),
    (RIGHT, "云杉市应急管理局"),
    (RIGHT, "2023 年 3 月 1 日"),
)

CASES = [
    Case(
        "long.pdf",
        LONG_PRINT,
        title="云杉市人民政府办公室关于印发云杉市“十四五”老龄事业发展规划的通知",
        number="云政办发〔2022〕40号",
        day="2022-11-25",
        organ="云杉市人民政府办公室",
        addressees="各县（市、区）人民政府，市政府各部门、各直属机构",
        has=(f"第3项工作开展情况。{LONG * 3}", f"任务编号6。{LONG * 2}", f"请认真贯彻实施。{LONG}"),
        lacks=("公报", "— 2 —", "12期"),
        sections=("云杉市“十四五”老龄事业发展规划", "一、发展基础", "二、主要任务"),
    ),
    Case(
        "short.pdf",
        SHORT_PRINT,
        title="云杉市人民政府办公室关于成立云杉市推进新型工业化领导小组的通知",
        number="云政办函〔2023〕66号",
        day="2023-09-04",
        organ="云杉市人民政府办公室",
        addressees="各县（市、区）人民政府，市政府有关部门",
        has=("领导小组办公室设在市工业和信息化局。",),
        lacks=("第 1 页", "办公室文件"),
        attachments=("领导小组成员单位职责分工", "领导小组工作规则"),
    ),
    Case(
        "cited.pdf",
        PRINT_WITH_CITED,
        title="云杉市应急管理局关于做好森林火灾防范应对工作的复函",
        number="",
        day="2023-03-01",
        organ="云杉市应急管理局",
        addressees="清溪县应急管理局",
        has=("请于2023年3月10日前到市级物资储备库领取。", "专此函复。"),
        warns=("no_document_number",),
    ),
]
