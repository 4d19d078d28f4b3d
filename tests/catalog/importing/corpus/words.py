"""Word documents, made with python-docx and, where it has no word for something, raw XML."""

import io

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from .case import Case

CENTER, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


class Draft:
    """A Word document in the layout of GB/T 9704."""

    def __init__(self) -> None:
        self.doc = docx.Document()

    def title(self, *lines: str) -> "Draft":
        for line in lines:
            paragraph = self.doc.add_paragraph()
            paragraph.alignment = CENTER
            paragraph.add_run(line).font.size = Pt(22)
        return self

    def text(self, *lines: str, align=None) -> "Draft":
        for line in lines:
            paragraph = self.doc.add_paragraph()
            paragraph.alignment = align
            paragraph.add_run(line).font.size = Pt(16)
        return self

    def signed(self, *lines: str) -> "Draft":
        return self.text(*lines, align=RIGHT)

    def table(self, rows: list[list[str]]) -> "Draft":
        table = self.doc.add_table(len(rows), len(rows[0]))
        for row, words in zip(table.rows, rows, strict=True):
            for cell, word in zip(row.cells, words, strict=True):
                cell.text = word
        return self

    def raw(self, xml: str) -> "Draft":
        """A paragraph's inside as XML."""
        paragraph = parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>")
        self.doc.element.body.insert(len(self.doc.element.body) - 1, paragraph)
        return self

    def bytes(self) -> bytes:
        out = io.BytesIO()
        self.doc.save(out)
        return out.getvalue()


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def standard() -> bytes:
    draft = Draft()
    section = draft.doc.sections[0]
    section.header.paragraphs[0].text = "云杉市人民政府公报 2023年第8期"
    section.footer.paragraphs[0].text = "— 1 —"
    draft.text("云杉市人民政府文件", align=CENTER)
    draft.text("云政发〔2023〕19号", align=CENTER)
    draft.title("云杉市人民政府", "关于印发《云杉市行政规范性文件", "管理办法》的通知")
    draft.text("各县（市、区）人民政府，市政府各部门：")
    draft.text(
        "现将《云杉市行政规范性文件管理办法》印发给你们，请遵照执行。2015年4月1日印发的《云杉市规范性文件管理规定》（云政发〔2015〕12号）同时废止。"
    )
    draft.signed("云杉市人民政府", "2023年7月18日")
    draft.title("云杉市行政规范性文件管理办法")
    draft.text(
        "第一条　为了规范行政规范性文件的制定和管理，制定本办法。",
        "第二条　本办法所称行政规范性文件，是指由行政机关依照法定权限、程序制定并公开发布的公文。",
    )
    return draft.bytes()


def tracked() -> bytes:
    draft = (
        Draft()
        .title("云杉市市场监督管理局关于开展食品安全专项检查的通知")
        .text("云市监食〔2022〕30号", "各县（市、区）市场监督管理局：")
    )
    draft.raw(
        run("决定于2022年5月至8月")
        + '<w:del w:id="1" w:author="甲" w:date="2022-04-01T00:00:00Z"><w:r><w:delText>在城区</w:delText></w:r></w:del>'
        + f'<w:ins w:id="2" w:author="甲" w:date="2022-04-01T00:00:00Z">{run("在全市")}</w:ins>'
        + run("开展食品安全专项检查，重点检查学校食堂。")
    )
    draft.raw(run("检查结果要及时公开。") + run("内部口径：不点名通报。", "<w:vanish/>"))
    draft.signed("云杉市市场监督管理局", "2022年4月8日")
    return draft.bytes()


def tables() -> bytes:
    draft = (
        Draft()
        .title("云杉市交通运输局关于下达2023年农村公路建设计划的通知")
        .text("云交计〔2023〕9号", "各县（市、区）交通运输局：")
    )
    draft.text("现将2023年农村公路建设计划下达给你们，请按计划组织实施。")
    draft.table([["县区", "新建（公里）", "改造（公里）"], ["清溪县", "32.5", "18.0"], ["云岭县", "21.0", "40.2"]])
    inner = draft.doc.tables[0].cell(1, 0).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "其中：大坪乡", "7.5"
    return (
        draft.text("各地要加强质量监管，于2023年12月15日前报送完成情况。")
        .signed("云杉市交通运输局", "2023年2月27日")
        .bytes()
    )


NUMBERS = """<w:numbering {ns}><w:abstractNum w:abstractNumId="97"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl></w:abstractNum><w:num w:numId="77"><w:abstractNumId w:val="97"/></w:num></w:numbering>"""


def numbered() -> bytes:
    draft = (
        Draft()
        .title("云杉市生态环境局关于加强夏季臭氧污染防治工作的意见")
        .text("云环发〔2023〕25号", "各县（市、区）分局：")
    )
    element = draft.doc.part.numbering_part.element
    for child in list(parse_xml(NUMBERS.format(ns=nsdecls("w")))):
        if child.tag.endswith("abstractNum"):
            element.insert(0, child)
        else:
            element.append(child)

    def item(text: str, level: int) -> None:
        draft.raw(f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr></w:pPr>{run(text)}')

    item("工作目标", 0)
    draft.text("到2023年9月底，臭氧超标天数同比减少3天以上，环境空气质量持续改善。")
    item("主要措施", 0)
    item("强化源头管控", 1)
    item("加强涉挥发性有机物企业监管，督促企业错峰生产；", 2)
    item("加强加油站、储油库油气回收设施检查。", 2)
    item("强化应急响应", 1)
    draft.text("遇不利气象条件，及时启动应急响应，并向社会公布。")
    return draft.signed("云杉市生态环境局", "2023年5月29日").bytes()


def boxed() -> bytes:
    draft = Draft().title("云杉市林业局关于做好森林防火戒严期工作的通告")
    draft.raw(
        run("现就做好森林防火戒严期有关工作通告如下。")
        + "<w:r><w:pict xmlns:v='urn:schemas-microsoft-com:vml'><v:shape><v:textbox><w:txbxContent>"
        + f"<w:p>{run('森林火灾报警电话：12119。')}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    draft.text("一、戒严期为2023年12月1日至2024年4月30日。", "二、戒严期内，严禁一切野外用火。")
    return draft.signed("云杉市林业局", "2023年11月20日").bytes()


def last_page() -> bytes:
    """Copy number, urgency, signer, copies and printing line: what a scanned original has around its text."""
    draft = Draft().text("000012", "特急").text("云杉市安全生产委员会办公室文件", align=CENTER)
    draft.text("云安委办〔2024〕3号　　　　签发人：周启明").title(
        "云杉市安全生产委员会办公室关于", "开展岁末年初安全生产重大隐患", "专项整治的紧急通知"
    )
    draft.text(
        "各县（市、区）安委会，市安委会各成员单位：",
        "为深刻吸取事故教训，决定立即开展安全生产重大隐患专项整治，有关要求通知如下。",
    )
    draft.text("（一）全面排查。要对高危行业、人员密集场所进行拉网式排查。", "（二）严格执法。对重大隐患一律挂牌督办。")
    draft.text("附件：1．重大隐患排查整治台账", "2．专项整治工作情况", "周报表").signed(
        "云杉市安全生产委员会办公室", "2024年1月5日"
    )
    draft.text(
        "（联系人：何秋实，联系电话：8236119）",
        "抄送：市委办公室，市人大常委会办公室，市政协办公室。",
        "云杉市安全生产委员会办公室　　2024年1月6日印发",
    )
    return draft.bytes()


CASES = [
    Case(
        "standard.docx",
        standard(),
        title="云杉市人民政府关于印发《云杉市行政规范性文件管理办法》的通知",
        number="云政发〔2023〕19号",
        day="2023-07-18",
        organ="云杉市人民政府",
        addressees="各县（市、区）人民政府，市政府各部门",
        has=("（云政发〔2015〕12号）同时废止。", "第一条 为了规范行政规范性文件的制定和管理，制定本办法。"),
        lacks=("公报", "— 1 —", "云杉市人民政府文件"),
        sections=("云杉市行政规范性文件管理办法",),
    ),
    Case(
        "tracked.docx",
        tracked(),
        title="云杉市市场监督管理局关于开展食品安全专项检查的通知",
        number="云市监食〔2022〕30号",
        day="2022-04-08",
        organ="云杉市市场监督管理局",
        has=("决定于2022年5月至8月在全市开展食品安全专项检查，重点检查学校食堂。", "检查结果要及时公开。"),
        lacks=("在城区", "内部口径"),
        warns=("deleted_text", "hidden_text"),
    ),
    Case(
        "tables.docx",
        tables(),
        title="云杉市交通运输局关于下达2023年农村公路建设计划的通知",
        number="云交计〔2023〕9号",
        day="2023-02-27",
        organ="云杉市交通运输局",
        has=("县区\t新建（公里）\t改造（公里）", "大坪乡", "于2023年12月15日前报送完成情况。"),
        tables=1,
    ),
    Case(
        "numbered.docx",
        numbered(),
        title="云杉市生态环境局关于加强夏季臭氧污染防治工作的意见",
        number="云环发〔2023〕25号",
        day="2023-05-29",
        organ="云杉市生态环境局",
        addressees="各县（市、区）分局",
        has=("1.加强涉挥发性有机物企业监管，督促企业错峰生产；", "2.加强加油站、储油库油气回收设施检查。"),
        sections=("一、工作目标", "二、主要措施", "（一）强化源头管控", "（二）强化应急响应"),
    ),
    Case(
        "boxed.docx",
        boxed(),
        title="云杉市林业局关于做好森林防火戒严期工作的通告",
        number="",
        day="2023-11-20",
        organ="云杉市林业局",
        addressees="",
        has=("森林火灾报警电话：12119。", "二、戒严期内，严禁一切野外用火。"),
    ),
    Case(
        "last_page.docx",
        last_page(),
        title="云杉市安全生产委员会办公室关于开展岁末年初安全生产重大隐患专项整治的紧急通知",
        number="云安委办〔2024〕3号",
        day="2024-01-05",
        organ="云杉市安全生产委员会办公室",
        addressees="各县（市、区）安委会，市安委会各成员单位",
        has=("对重大隐患一律挂牌督办。",),
        lacks=("000012", "签发人"),
        attachments=("重大隐患排查整治台账", "专项整治工作情况周报表"),
        warns=("contact_person", "landline"),
    ),
]
