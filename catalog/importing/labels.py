"""What a page says *about* its document: metadata tables (索引号, 文号 …), labelled lines, META tags.

This is evidence for what the document's own text leaves open; where the two differ, the document is right.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from intake.readers import Paragraph, Table

from .lines import Line
from .noise import is_around, is_own_words
from .receivers import is_addressees
from .wording import bare, tidy

MEANINGS = {
    "number": "发文字号|文号|文件编号|发文号|文件号|公文文号|文件字号|发文文号",
    "date": "成文日期|成文时间|生成日期|生成时间|签发日期|发文日期|发文时间|颁布日期|制定日期|印发日期|制发日期",
    "organ": "发文机关|发文单位|发布机构|发布机关|颁布单位|颁布机关|制定机关|制发机关|发布单位|公开主体|公开机构|发文机构|制文机关",
    "title": "标题|名称|信息名称|文件名称|文件标题|题名|公文标题|信息标题",
    "addressees": "主送机关|主送单位|主送",
}
OTHER = (
    "索引号|信息索引号?|索取号|主题分类|体裁分类|组配分类|服务对象分类|信息分类|分类|公文种类|文种|主题词|关键词|关键字|内容概述|摘要|公开方式|公开形式|公开时限|公开范围|公开属性|公开类别"
    "|公开日期|公开时间|发布日期|发布时间|有效性|时效性|时效|信息有效性|有效期|失效日期|失效时间|实施日期|生效日期|施行日期|废止日期|效力级别|效力|统一编号|登记号|统一登记号|规范性文件编号|信息来源|来源|责任部门"
    "|公文时效|文件状态|状态|语言|信息格式|载体类型|浏览次数|点击数|责任编辑|信息类别|所属类别|所属主题|下载|更新日期|更新时间|审核|发布人|版本号|公开程序|所属机构|发布文号|颁布文号|法规类别|作者"
)
MEANING_OF = {label: meaning for meaning, labels in MEANINGS.items() for label in labels.split("|")}
LABELS = sorted([*MEANING_OF, *OTHER.split("|")], key=len, reverse=True)
# Labels that no document's own text begins a line with; one of them makes a line a line of metadata.
DECISIVE = re.compile(
    r"^[\s【\[]*(?:索\s*引\s*号|信息索引|索取号|发\s*文\s*字\s*号|文\s*号|文件编号|发布机构|发文机关|颁布单位|颁布日期|效力级别|主题分类|体裁分类|组配分类|服务对象分类|成文日期|生成日期|发布日期"
    r"|公开方式|公开日期|公开范围|公开时限|有\s*效\s*性|时效性|信息分类|公文种类|失效日期|主题词|标\s*题|名\s*称|统一编号|发文日期|发布时间|制发机关|信息名称|生效日期|文件状态)\s*[】\]]?\s*[:：\t]"
)

ALSO_TEXT = re.compile(
    r"^[\s【\[]*(?:主题词|标\s*题|名\s*称|有\s*效\s*性|失效日期|生效日期|文件状态)\s*[】\]]?\s*[:：\t]"
)
TELLS = {"内容概述", "摘要"}
"""Labels whose value may be a sentence."""


def _spaced(label: str) -> str:
    return r"\s*".join(map(re.escape, label))


LABEL = re.compile(rf"[【\[]?\s*(?P<label>{'|'.join(map(_spaced, LABELS))})\s*[】\]]?\s*(?:[:：]\s*|\t\s*)")
PARTS = re.compile(r"\s*[|｜\t]\s*|\s{2,}|\s(?=[^\s:：]{2,8}\s?[:：])")
ONLY_LABEL = re.compile(rf"^[【\[]?\s*(?P<label>{'|'.join(map(_spaced, LABELS))})\s*[】\]]?\s*[:：]?$")
RUNS = re.compile(r"\s{3,}")
LONGEST = 2_000
META_TITLES = ("articletitle", "dc.title", "og:title", "title")
SITE_NAME = re.compile(r"\s*(?:[-_—–|｜>»]{1,2}|\s-\s)\s*[^-_—–|｜]{2,30}$")


@dataclass
class Facts:
    """Values by meaning (number, date, organ, title, addressees), first found first; `titles` also from META."""

    values: dict[str, str] = field(default_factory=dict)
    titles: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    """The lines of metadata themselves."""

    def get(self, meaning: str) -> str:
        return self.values.get(meaning, "")


def meta_titles(meta: dict[str, str]) -> list[str]:
    """Titles that META tags offer, each as it is and without the site's name behind it."""
    found = []
    for name in META_TITLES:
        if value := meta.get(name, "").strip():
            found += [value, SITE_NAME.sub("", value), SITE_NAME.sub("", SITE_NAME.sub("", value))]
    return list(dict.fromkeys(title for title in found if len(title) >= 2))


def take_facts(lines: list[Line], limit: int) -> tuple[Facts, list[Line]]:
    """The facts of metadata blocks among the first `limit` lines, and the lines that are none of these blocks.

    Below receivers or a sentence of the text a line with a label (有效期：, 名称：) is text too.
    """
    facts, kept, begun = Facts(), [], False
    for place, line in enumerate(lines):
        near = (place < limit and not begun) or line.zone != "main"
        pairs = list(_pairs_of(line)) if near and len(line.source.text) <= LONGEST else []
        if pairs and _is_metadata(line, pairs) and not _stands_alone(lines, place):
            facts.lines.append(line)
            for label, value in pairs:
                meaning = MEANING_OF.get(label)
                if meaning and value:
                    facts.values.setdefault(meaning, value)
        else:
            kept.append(line)
            begun = begun or _begins_text(line)
    return facts, kept


def _begins_text(line: Line) -> bool:
    if line.is_table or line.zone != "main":
        return False
    return is_addressees(line.text) or (is_own_words(line.text) and not is_around(line.text))


def _stands_alone(lines: list[Line], place: int) -> bool:
    """名称：… without another line of metadata beside it: as likely the text's own first line."""
    if not ALSO_TEXT.match(lines[place].source.text):
        return False
    beside = lines[max(0, place - 1) : place] + lines[place + 1 : place + 2]
    return not any(line.is_table or DECISIVE.match(line.source.text) for line in beside)


def _is_metadata(line: Line, pairs: list[tuple[str, str]]) -> bool:
    if isinstance(line.source, Table):
        return len(pairs) >= 2 and 2 * len(pairs) >= 0.6 * sum(
            1 for row in line.source.rows for cell in row if cell.text
        )
    told = [label for label, value in pairs if is_own_words(value) and label not in TELLS]
    return bool(DECISIVE.match(line.source.text)) and len(line.text) < 300 and not told


def _pairs_of(line: Line) -> Iterator[tuple[str, str]]:
    if isinstance(line.source, Table):
        yield from _pairs_of_table(line.source)
    else:
        yield from _pairs_of_text(line.source)


def _pairs_of_text(paragraph: Paragraph) -> Iterator[tuple[str, str]]:
    """`label: value` pairs of one line, however many stand on it."""
    text = RUNS.sub(lambda run: run[0][:2], paragraph.text)
    hits = [hit for hit in LABEL.finditer(text) if _begins_pair(text, hit)]
    for hit, after in zip(hits, [*hits[1:], None], strict=False):
        value = text[hit.end() : after.start() if after else len(text)]
        yield bare(hit["label"]), tidy(value).strip("|｜ 【[")


def _begins_pair(text: str, hit: re.Match[str]) -> bool:
    """A label at the beginning or after a blank; a long one also right behind a value, as pages set them side by side."""
    before = text[: hit.start("label")][-1:].strip(" \t\xa0\u3000|｜;；】][【")
    return not before or (len(bare(hit["label"])) >= 4 and bool(DECISIVE.match(text)))


def _pairs_of_table(table: Table) -> Iterator[tuple[str, str]]:
    """Pairs of neighbouring cells, or of label and value within a cell."""
    for row in table.rows:
        texts = [tidy(cell.text.replace("\n", " ")) for cell in row]
        place = 0
        while place < len(texts):
            only = ONLY_LABEL.match(texts[place])
            if only:
                yield bare(only["label"]), texts[place + 1] if place + 1 < len(texts) else ""
                place += 2
                continue
            yield from _pairs_of_text(Paragraph(texts[place]))
            place += 1
