import time

from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.importing import ParsedDocument, normalised_digest
from catalog.importing.interpret import interpret
from intake.readers import Paragraph, Reading
from intake.readers.plain import paragraphs

PIECES = (
    "云杉市人民政府", "关于做好防汛工作的通知", "云政发〔2023〕4号", "各县人民政府：", "附件", "附件：1.甲表", "2.乙表", "2023年4月6日", "一、总则",
    "（一）目的。为了安全。", "第一条　制定本办法。", "首页 > 公开 > 文件", "（此件公开发布）", "抄送：市委。", "《", "》", "——", "的通知", "", "联系人：王芳", "\u3000\u3000现通知如下：",
)  # fmt: skip


def parse(text: str) -> ParsedDocument:
    return interpret(Reading(kind="txt", blocks=list(paragraphs(text))))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_interpret_never_fails__whatever_the_order_of_the_parts(pieces: list[str]) -> None:
    assert isinstance(parse("\n".join(pieces)), ParsedDocument)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_interpret_never_fails__on_random_text(text: str) -> None:
    assert isinstance(parse(text).as_json(), dict)


def test_interpret_stays_quick__on_a_very_long_line() -> None:
    before = time.monotonic()
    for text in (
        "云 " * 100_000,
        "（" * 200_000,
        "〔2023〕第" * 30_000,
        " " * 300_000 + "字",
        "索 引 号：" * 40_000,
        "1" * 200_000,
    ):
        interpret(Reading(blocks=[Paragraph(text)]))
    assert time.monotonic() - before < 20


def test_no_sentence_is_dropped__though_it_speaks_of_websites() -> None:
    sentences = (
        "网站首页底部应当标明主办单位、ICP备案编号和网站标识码，并链接“我为政府网站找错”平台。",
        "各单位要设置“设为首页”“加入收藏”等功能，责任编辑应当署名，转载信息要注明来源。",
        "页面浏览次数、上一篇、下一篇等辅助信息不得遮挡正文；版权所有声明须经审核。",
    )
    parsed = parse(
        "云杉市人民政府办公室关于规范政府网站页面的通知\n各部门：\n"
        + "\n".join(sentences)
        + "\n云杉市人民政府办公室\n2023年4月6日"
    )
    assert all(sentence in parsed.text for sentence in sentences)


def test_digest_is_the_same__whatever_the_blanks_and_forms_of_characters() -> None:
    one = parse("关于停水的通知\n各用户：\n定于２０２３年５月６日停水，请储水。\n云杉市水务局\n2023年5月1日")
    two = parse(
        "关于停水的通知\r\n\r\n各用户：\r\n　　定于2023年5月6日停水，\u200b请储水。\r\n　　　云杉市水务局\r\n　2023年5月1日\r\n"
    )
    assert normalised_digest(one) == normalised_digest(two)


def test_digest_differs__when_a_figure_does() -> None:
    one = parse("关于停水的通知\n定于2023年5月6日停水，请储水。")
    assert normalised_digest(one) != normalised_digest(parse("关于停水的通知\n定于2023年5月7日停水，请储水。"))
