"""Words and marks by which official documents are built; read by all the other modules of this package."""

import re
import unicodedata
from functools import lru_cache

HAN = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
BLANKS = " \t\xa0\u2002\u2003\u2009\u3000"
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
RUNS_OF_BLANKS = re.compile(rf"[{BLANKS}]+")
BETWEEN_HAN = re.compile(rf"(?<=[{HAN}〇○（）《》〔〕“”、])[{BLANKS}]+(?=[{HAN}〇○（）《》〔〕“”、])")

STRONG_KINDS = "通知|通告|公告|公报|通报|决定|决议|命令|令|意见|报告|请示|批复|议案|复函|函|纪要|办法|规定|细则|条例|公示|答复|嘉奖令|倡议书|公开信|一封信"
KINDS = (
    STRONG_KINDS
    + "|方案|规划|纲要|计划|要点|预案|规则|章程|制度|标准|指南|目录|清单|名单|说明|解读|建议|启事|讲话|总结|规范|准则|守则|措施|指引|导则|通知书"
    + "|意见书|决定书|告知书|裁决书|责任状|分工|安排|须知|简章|声明|公约|一览表|统计表|汇总表|分工表|安排表|计划表|申请表|登记表|明细表|预算|决算|程序|流程|名录|口径|承诺书|责任书|表"
)
IN_BRACKETS = r"(?:\s*[（(〔\[【](?:试\s*行|暂行|草案|修订|修正|修订版|送审稿|征求意见稿|公开征求意见稿|节选|摘要|摘录|全文|稿|\d{4}\s*[-—–~～至]{1,2}\s*\d{4}\s*年?|\d{4}年?(?:版|修订|本)?|共\s*\d{1,4}\s*[个名项家条件人]|第?[一二三四五六七八九十\d]+[号期批次])[^（(）)]{0,8}[）)〕\]】])"
ENDS_LIKE_TITLE = re.compile(rf"(?:{KINDS})[”》〉]?{IN_BRACKETS}*$")
ENDS_STRONGLY = re.compile(rf"(?:{STRONG_KINDS}|方案|规划|要点|预案)[”》]?{IN_BRACKETS}*$")
ONLY_IN_BRACKETS = re.compile(rf"^{IN_BRACKETS}$")

# How the number of a heading looks, by level.
NUMERALS = "一二三四五六七八九十百零〇"
LEVELS = (
    (1, re.compile(rf"^(?:[{NUMERALS}]{{1,4}}\s*[、．.]|第[{NUMERALS}\d]{{1,4}}(?:章|编|部分)(?=\s|[^的、，。]))\s*")),
    (
        2,
        re.compile(
            rf"^(?:[（(]\s*[{NUMERALS}]{{1,4}}\s*[）)]\s*[、．.]?|第[{NUMERALS}\d]{{1,4}}节(?=\s|[^的、，。])|[\u3220-\u3229])\s*"
        ),
    ),
    (3, re.compile(r"^\d{1,2}\s*(?:[．、]|[.](?!\d(?!\d{3}年)))\s*")),
    (4, re.compile(r"^(?:[（(]\s*\d{1,2}\s*[）)]|[\u2460-\u2473]|\d{1,2}\s*[）)])\s*[、．.]?\s*")),
)
ARTICLE = re.compile(rf"^第[{NUMERALS}\d]{{1,5}}条")
SENTENCE_END = re.compile(r"[。！？；!?;…]")
LEADS_IN = re.compile(
    r"[，,].*(?:如下|以下|下列|注意)[^，,]{0,8}[：:]$|(?:通知|公告|通告|通报|报告|批复|答复|函复)如下[：:]$"
)
CLAUSES = re.compile(r"[，,。；;]")


def tidy(text: str) -> str:
    """One line as it is kept: characters as found, runs of blanks made one, invisible characters gone."""
    return RUNS_OF_BLANKS.sub(" ", INVISIBLE.sub("", text)).strip(BLANKS)


def close_up(text: str) -> str:
    """Without the blanks that a layout puts between Chinese characters (公　告)."""
    return BETWEEN_HAN.sub("", tidy(text))


def bare(text: str) -> str:
    """For comparing: compatibility forms unified, no blanks."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", INVISIBLE.sub("", text)))


@lru_cache(maxsize=8192)
def level_of(text: str) -> int:
    """Level of the number a line begins with, 0 for none."""
    return next((level for level, pattern in LEVELS if pattern.match(text)), 0)


def outside_quotes(text: str) -> str:
    """`text` without what stands in 《》 and “”: a sentence mark in a cited title ends nothing."""
    return re.sub(r"《[^《》]*》|“[^“”]*”", "", text)


@lru_cache(maxsize=8192)
def is_prose(text: str) -> bool:
    """A line that can only be running text: a sentence, or clauses of some length."""
    plain = outside_quotes(text)
    return bool(
        (SENTENCE_END.search(plain) and len(text) >= 12)
        or (len(text) >= 36 and CLAUSES.search(plain))
        or ARTICLE.match(text)
        or (len(text) >= 12 and LEADS_IN.search(plain))
    )
