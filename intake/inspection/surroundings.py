"""What stands round a number and says what it is: 手机号码 before it, 万元 behind it."""

import re
from functools import lru_cache

from .folding import APART, fold
from .stories import Story

REACH = 60
LABEL = 16  # characters that can be a label

PERSONAL = re.compile(
    r"信用卡|身份|证件|手机|移动电话|电话|联系|座机|传真|短信|微信|卡号|银行|开户|账[号户]|帐[号户]|转账|汇款|收款|工资卡|社保卡"
    r"|(?<![a-z])(?:tel|telephone|phone|mobile|mob|cell|fax|card)(?![a-z])",
    re.IGNORECASE,
)
# Words that name a number which is nobody's; the second group does so only with 号 or 码 behind it.
IMPERSONAL = re.compile(
    r"编号|编码|代码|单号|条码|条形码|订单|运单|快递|流水|批次|批号|货号|型号|序列号?|索引号?|文号|档号|税号|案号|业务号|工号|学号|考号|准考证号?|车架号?|发动机号?"
    r"|书号|刊号|版本号?|坐标|金额|投资额?|产值|收入|支出|预算数?|决算数?|面积|人口|总量|销售额?|累计|合计|总计|时间戳|数量|价格|余额|税额|产量|用电量?|总值|QQ号?群?"
    r"|(?:合同|协议|项目|工程|标段|招标|采购|商品|发文|档案|资产|设备|许可证?|备案|注册|登记|执照|发票|信用|统计|受理|车辆|房产|不动产)证?(?:号码?|码)"
    r"|(?<![a-z])(?:imei|isbn|issn|sn|s/n|no|id|order|contract|sku|ean|upc|gdp)(?![a-z])",
    re.IGNORECASE,
)
# 图号, 阅读量, 资产总额（元）: whatever is numbered or counted, unless a word says that it is a person's.
NUMBERED = re.compile(r"[\u4e00-\u9fff](?:号码?|[数额量率价费款])(?:\([^()]{0,8}\)?)?$")
# What may stand between such a word and its number.
TAIL = re.compile(r"(?:号码?|码|总?额|值|量|数|为|是|共|计|约|达到?|完成|实现|[:.#]|\([^()]{0,8}\)?|\))*")
# A number of these is a number of that, whatever 编号 says.
NUMBER_OF = re.compile(r"(身份证件?|证件|手机|电话|银行卡|账户|卡)(?:编号|编码|代码|登记号?)")
BETWEEN = " \n\t0123456789、,/+()-:=和及或为是\"“'#["
CLAUSE_END = re.compile(r"[。;!?,\n]")
UNIT = re.compile(
    r" ?[(]?[十百千万亿]*(?:元(?!旦|宵|月)|剂|户(?![主籍口名型])|条|笔|件(?!人)|个(?!人)|美元|欧元|吨|千瓦|度(?!假)|平方|立方|米(?!先生|女士)|公里|公斤|千克|千米|克(?!里|拉)|人次|人民币|字节|毫秒|秒|%|‰|倍|股|亩|公顷|[kK][wW]|[㎡㎥℃])"
)
MONEY = re.compile(r"[¥￥$€£] ?$|(?:RMB|CNY|USD) ?$")


def words_before(story: Story, start: int) -> str:
    """What a reader connects with the number that begins at `start`: its clause, and the head of its column."""
    segment, inside = story.segment_before(start)
    if segment.context:
        words = fold(f"{segment.context}:{segment.text[max(0, inside - REACH) : inside]}").text
    else:
        words = story.folded.text[max(0, start - REACH) : start].rpartition(APART)[2]
    return CLAUSE_END.split(words.rstrip(BETWEEN))[-1]


def says_personal(words: str) -> bool:
    """Whether the last word that says something says: of a person."""
    return _verdict(words) > 0


def says_impersonal(words: str) -> bool:
    """Whether the last word that says something says: an order, an amount, a code."""
    return _verdict(words) < 0


def _verdict(words: str) -> int:
    return _weighed(NUMBER_OF.sub(r"\1", words[-2 * LABEL :])[-LABEL:])


@lru_cache(maxsize=8192)
def _weighed(words: str) -> int:
    """Labels repeat in every row of a table."""
    personal = max((hit.end() for hit in PERSONAL.finditer(words)), default=0)
    ends = [hit.end() for hit in IMPERSONAL.finditer(words) if TAIL.fullmatch(words, hit.end())]
    impersonal = max(ends, default=0)
    if not personal and NUMBERED.search(words):
        return -1
    return (personal > impersonal) - (personal < impersonal)


def is_measured(text: str, start: int, end: int) -> bool:
    """Whether the number counts something: money before it, a unit behind it, 第 before it."""
    if text[max(0, start - 1) : start] == "第":
        return True
    return UNIT.match(text, end) is not None or MONEY.search(text, max(0, start - 6), start) is not None
