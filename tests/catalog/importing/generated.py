"""Documents put together at random from parts, with what must be read from them; the seed makes them repeatable."""

import random

from .corpus.case import Case
from .corpus.pages import page
from .corpus.prints import BODY, MIDDLE, PLAIN, RIGHT, TITLE, printed
from .corpus.words import CENTER, Draft

ORGANS = (
    ("云杉市人民政府", "云政发"), ("云杉市人民政府办公室", "云政办发"), ("云杉市教育局", "云教〔基〕"), ("云杉市发展和改革委员会", "云发改规"),
    ("云杉市水利局", "云水函"), ("清溪县人民政府", "清政发"), ("云岭县大坪乡人民政府", "坪政发"), ("云杉经济开发区管理委员会", "云开管发"), ("云杉市医疗保障局", "云医保发"),
)  # fmt: skip
SUBJECTS = (
    "做好2023年度防汛抗旱工作", "加强农村饮用水水源地保护", "进一步规范行政执法行为", "推进“一老一小”服务体系建设", "开展城镇燃气安全专项整治",
    "印发《云杉市公共租赁住房管理办法》", "印发云杉市乡村建设行动实施方案（2023—2025年）", "组织申报第三批市级非物质文化遗产代表性项目", "调整2024年城乡居民最低生活保障标准",
)  # fmt: skip
KINDS = ("的通知", "的意见", "的通告", "的通报")
RECEIVERS = (
    "各县（市、区）人民政府，市政府各部门：",
    "各乡镇人民政府、街道办事处，县直各单位：",
    "各有关单位:",
    "局属各单位，机关各科室：",
    "",
)
PROSE = (
    "为深入贯彻《青岚省人民政府关于加强基层治理的意见》（青政发〔2020〕12号）精神，结合我市实际，现将有关事项通知如下。",
    "根据《中华人民共和国安全生产法》和云政办发〔2019〕40号文件要求，经市人民政府同意，提出以下意见：",
    "2022年5月16日，市委常委会专题研究了此项工作；截至2023年3月31日，已完成投资1.86亿元，占年度计划的46.5%。",
)
SECTIONS = ("总体要求", "主要目标", "重点任务", "保障措施", "时间安排")
POINTS = (
    "坚持问题导向，聚焦薄弱环节，推动各项措施落地见效，切实增强人民群众获得感、幸福感、安全感。",
    "各级各部门要在2023年9月30日前完成自查自纠，并将情况报市工作专班办公室。",
    "市财政局要统筹安排资金，对按时完成任务的单位给予不超过50万元的奖补（具体办法另行制定）。",
    "对工作不力、进展缓慢的，将依照《云杉市督查工作规定》（云办发〔2018〕3号）予以通报批评。",
)
ANNEXES = (("任务分工表",), ("申报表", "申报材料目录"), ("2023年重点任务清单", "工作进展情况统计表", "联络员登记表"))
NUMERALS = "〇一二三四五六七八九"


def generated(seed: int) -> Case:
    """The document of this seed."""
    dice = random.Random(seed)
    organ, agency = dice.choice(ORGANS)
    title = f"{organ if dice.random() < 0.8 else ''}关于{dice.choice(SUBJECTS)}{dice.choice(KINDS)}"
    year, month, day = dice.randint(2001, 2025), dice.randint(1, 12), dice.randint(1, 28)
    serial = dice.randint(1, 240)
    number, written = _number(dice, agency, year, serial)
    receivers = dice.choice(RECEIVERS)
    annexes = dice.choice(ANNEXES) if dice.random() < 0.5 else ()
    paragraphs, sections = _body(dice)
    facts = {
        "title": title, "number": number, "day": f"{year:04d}-{month:02d}-{day:02d}", "organ": organ, "addressees": receivers[:-1],
        "has": tuple(paragraphs), "attachments": tuple(annexes), "sections": tuple(sections), "lacks": NOISE_WORDS,
    }  # fmt: skip
    parts = Parts(title, written, receivers, paragraphs, annexes, organ, _date(dice, year, month, day))
    kind = ("txt", "html", "docx", "pdf")[seed % 4]
    return Case(f"g{seed}.{kind}", WRITERS[kind](dice, parts), **facts)


class Parts:
    def __init__(self, title, number, receivers, paragraphs, annexes, organ, day):
        self.title, self.number, self.receivers, self.paragraphs = title, number, receivers, paragraphs
        self.annexes, self.organ, self.day = annexes, organ, day

    def annex_lines(self) -> list[str]:
        if len(self.annexes) == 1:
            return [f"附件：{self.annexes[0]}"]
        return [("附件：" if at == 0 else "　　　") + f"{at + 1}.{name}" for at, name in enumerate(self.annexes)]


def _number(dice, agency, year, serial):
    if dice.random() < 0.2:
        return "", ""
    normal = f"{agency}〔{year}〕{serial}号"
    forms = (
        normal,
        f"{agency}[{year}]{serial}号",
        f"{agency}（{year}）第{serial}号",
        f"{agency}〔{year}〕第 {serial} 号",
        f"（{normal}）",
        f"{agency}【{year}】{serial}号",
    )
    return normal, dice.choice(forms)


def _date(dice, year, month, day):
    zero = dice.choice("〇○零OＯ0")
    digits = "".join(zero if d == "0" else NUMERALS[int(d)] for d in str(year))
    return dice.choice(
        (
            f"{year}年{month}月{day}日",
            f"{digits}年{_spoken(month)}月{_spoken(day)}日",
            f"{year} 年 {month} 月 {day} 日",
            f"{year}年{month:02d}月{day:02d}日",
        )
    )


def _spoken(value):
    tens, units = divmod(value, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{NUMERALS[tens]}十") + (NUMERALS[units] if units else "")


def _body(dice):
    paragraphs, sections = [dice.choice(PROSE)], []
    for at, name in enumerate(dice.sample(SECTIONS, dice.randint(2, 4))):
        sections.append(f"{'一二三四五'[at]}、{name}")
        paragraphs.append(sections[-1])
        style = dice.randint(0, 2)
        if style == 0:
            paragraphs.append(dice.choice(POINTS))
        elif style == 1:
            paragraphs += [
                f"（{'一二'[n]}）加强{word}。{dice.choice(POINTS)}" for n, word in enumerate(("组织领导", "督促检查"))
            ]
        else:
            for n, word in enumerate(("夯实工作基础", "健全长效机制")):
                sections.append(f"（{'一二'[n]}）{word}")
                paragraphs += [sections[-1], dice.choice(POINTS)]
    return paragraphs, sections


def _broken(dice, title):
    """A title over one to three lines, never within a word of figures."""
    count = dice.choice((1, 1, 2, 3)) if len(title) > 24 else 1
    cuts = sorted(
        dice.sample([at for at in range(6, len(title) - 4) if not (title[at - 1] + title[at]).isdigit()], count - 1)
    )
    return [title[left:right] for left, right in zip([0, *cuts], [*cuts, len(title)], strict=True)]


NOISE_WORDS = ("上一篇", "浏览次数", "版权所有", "当前位置", "分享到", "责任编辑", "ICP备")
TOP = ("首页　政务公开　办事服务　互动交流　数据开放", "您当前的位置：首页 > 政务公开 > 政策文件")
INFO = "发布时间：2024-01-02 09:00　来源：本站　浏览次数：35"
BOTTOM = (
    "责任编辑：管理员",
    "分享到：",
    "上一篇：云杉市人民政府关于印发2019年工作要点的通知",
    "版权所有：云杉市人民政府　青ICP备05000001号",
)


def _text(dice, parts):
    noisy = dice.random() < 0.5
    number_first = dice.random() < 0.5
    title = _broken(dice, parts.title)
    head = [parts.number, *title] if number_first and not noisy else [*title, parts.number]
    lines = [*(TOP if noisy else ()), *title, *([INFO] if noisy else []), parts.number] if noisy else head
    indent = dice.choice(("", "　　", "    "))
    lines = [
        *lines,
        parts.receivers,
        *[indent + paragraph for paragraph in parts.paragraphs],
        *[indent + line for line in parts.annex_lines() if parts.annexes],
    ]
    right = dice.choice(("", "　" * 12))
    signed = (
        [f"{right}{parts.organ}", f"{right}{parts.day}"]
        if dice.random() < 0.8
        else [f"{right}{parts.organ}　{parts.day}"]
    )
    lines = [line for line in [*lines, *signed, *(BOTTOM if noisy else ())] if line.strip()]
    gap = dice.choice(("\n", "\r\n", "\n\n", "\r"))
    return gap.join(lines).encode(dice.choice(("utf-8", "utf-8-sig", "gb18030", "utf-16")))


def _page(dice, parts):
    tag = dice.choice(("p", "div"))
    title = "<br>".join(_broken(dice, parts.title))
    lines = [
        parts.number,
        parts.receivers,
        *parts.paragraphs,
        *(parts.annex_lines() if parts.annexes else []),
        parts.organ,
        parts.day,
    ]
    if dice.random() < 0.3:
        inside = "<br>\n".join("　　" + line for line in lines if line)
    else:
        inside = "".join(f"<{tag}>{line}</{tag}>" for line in lines if line)
    name = dice.choice(('id="zoom"', 'class="TRS_Editor"', 'class="nr"', 'id="x1"'))
    head = dice.choice(
        (f"<h1>{title}</h1>", f'<div class="title">{title}</div>', f'<p align="center"><b>{title}</b></p>')
    )
    content = f'<div class="main">{head}<p class="info">{INFO}</p><div {name}>{inside}</div><div class="bar">{BOTTOM[1]} {BOTTOM[0]}</div><p>{BOTTOM[2]}</p></div>'
    charset, encoding = dice.choice((("utf-8", "utf-8"), ("gb2312", "gb18030"), ("utf-8", "gb18030")))
    return page(content, parts.title, charset=charset, encoding=encoding)


def _word(dice, parts):
    draft = Draft()
    above = dice.random() < 0.5
    if above and parts.number:
        draft.text(f"{parts.organ}文件", align=CENTER).text(parts.number, align=CENTER)
    draft.title(*_broken(dice, parts.title))
    if not above and parts.number:
        draft.text(parts.number, align=CENTER)
    draft.text(
        *[
            line
            for line in (parts.receivers, *parts.paragraphs, *(parts.annex_lines() if parts.annexes else []))
            if line
        ]
    )
    return draft.signed(parts.organ, parts.day).bytes()


def _print(dice, parts):
    title = "<br/>".join(_broken(dice, parts.title))
    head = [(MIDDLE, parts.number)] if parts.number else []
    story = [*head, (TITLE, title)] if dice.random() < 0.5 else [(TITLE, title), *head]
    story += [(PLAIN, parts.receivers)] if parts.receivers else []
    story += [(BODY, paragraph) for paragraph in parts.paragraphs]
    story += [(BODY, line) for line in (parts.annex_lines() if parts.annexes else [])]
    return printed(
        *story, (RIGHT, parts.organ), (RIGHT, parts.day), numbers=dice.choice(("— {} —", "{}", "第 {} 页", "- {} -"))
    )


WRITERS = {"txt": _text, "html": _page, "docx": _word, "pdf": _print}
