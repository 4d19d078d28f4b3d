"""No sentence of a file is lost silently: it is text, a field, or named among what was left out."""

from pathlib import Path

import pytest

from catalog.importing.interpret import interpret
from catalog.importing.parsed import ParsedDocument
from catalog.importing.wording import bare
from intake.readers import Paragraph, Reading, read_file
from intake.readers.plain import paragraphs

from .corpus import CASES, Case
from .generated import generated

SIGNED = "云杉市水务局\n2023年5月1日\n"
SENTENCE = "定于2023年5月6日停水，请各用户储水备用。\n"
FORMS = {
    "alone": "关于停水的通知\n{}\n" + SIGNED,
    "first": "云杉市水务局关于停水的通知\n{}\n" + SENTENCE + SIGNED,
    "within": "云杉市水务局关于停水的通知\n各用户：\n"
    + SENTENCE
    + "{}\n请各用户互相转告，不便之处敬请谅解。\n"
    + SIGNED,
    "last": "云杉市水务局关于停水的通知\n各用户：\n" + SENTENCE + "{}\n" + SIGNED,
}
OF_A_TEXT = (
    "咨询电话：010-62345678，手机13812345678。", "地址：云杉市滨河大道12号。", "联系人：王芳", "邮箱：a@b.example", "邮编：442000",
    "传真：0712-8231234", "E-mail: a@b.example", "网址：www.yunshan.example", "服务电话：12345", "地点：市政府三楼会议室",
    "时间：2023年5月10日上午9:00", "主办单位：云杉市教育局", "名称：云杉市第一小学", "标题：示例", "生效日期：2024年1月1日",
    "来源：财政专项资金。经研究，现予公布。", "相关政策：对小微企业减免房租，自5月1日起执行。", "王芳 李明 张伟 刘洋 赵敏",
    "发布时间：2023年5月1日起，各单位应当停止受理，并做好解释工作。", "声明：本单位从未委托他人收费。", "联系我们，请拨打12345政务热线。",
)  # fmt: skip
OF_A_PAGE = (
    "作者：王某",
    "责任编辑：王某",
    "发布机构：云杉市教育局",
    "打印",
    "首页 > 公开 > 文件",
    "编号：2023-15",
    "来源：云杉日报",
)


def parse(text: str) -> ParsedDocument:
    return interpret(Reading(kind="txt", blocks=list(paragraphs(text))))


@pytest.mark.parametrize("line", OF_A_TEXT)
@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_labelled_line_is_text__wherever_it_stands_below_the_title(form: str, line: str) -> None:
    parsed = parse(form.format(line))
    assert bare(line) in bare(parsed.text)
    assert (parsed.organ, parsed.issued_on) == ("云杉市水务局", "2023-05-01")
    assert "停水的通知" in parsed.title


def test_a_telephone_line_below_the_title_is_warned_of() -> None:
    kinds = [warning.kind for warning in parse(FORMS["alone"].format(OF_A_TEXT[0])).warnings]
    assert {"landline", "mobile"} <= set(kinds)
    assert "no_issued_on" not in kinds


@pytest.mark.parametrize("line", OF_A_PAGE)
@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_line_of_a_page_is_named__when_it_is_left_out(form: str, line: str) -> None:
    assert unaccounted(parse(form.format(line)), form.format(line).splitlines()) == []


def test_a_line_above_the_title_is_warned_of() -> None:
    parsed = parse("请各位同事尽快阅知。\n" + FORMS["last"].format("特此通知。"))
    assert "请各位同事尽快阅知。" in [warning.text for warning in parsed.warnings if warning.kind == "left_out"]


def test_signature_and_day_stay__behind_the_name_of_an_editor() -> None:
    assert parse(FORMS["last"].format("责任编辑：王某")).issued_on == "2023-05-01"


@pytest.mark.parametrize("case", [*CASES, *map(generated, range(24))], ids=lambda case: case.file)
def test_every_line_of_a_document_is_accounted_for(case: Case, tmp_path: Path) -> None:
    path = tmp_path / case.file
    path.write_bytes(case.data)
    reading = read_file(path)
    lines = [block.text for block in reading.blocks if isinstance(block, Paragraph)]
    assert unaccounted(interpret(reading), lines) == []


def unaccounted(parsed: ParsedDocument, lines: list[str]) -> list[str]:
    """The lines that neither text nor field nor warning nor `left_out` has."""
    fields = [parsed.title, parsed.organ, parsed.addressees, parsed.document_number, parsed.source]
    named = [one.text for one in [*parsed.left_out, *parsed.warnings]]
    whole = bare("\n".join([parsed.text, *fields, *named]))
    return [line for line in lines if bare(line) not in whole]
