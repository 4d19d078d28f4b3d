"""What stands round a number and says what it is: 手机号码 before it, 万元 behind it."""

import re

from .folding import APART
from .stories import Story

REACH = 60

PERSONAL = re.compile(
    r"信用卡|身份|证件|证号|手机|移动电话|电话|联系|座机|传真|短信|微信|卡号|银行|开户|账[号户]|帐[号户]|转账|汇款|收款|工资卡|社保卡"
    r"|(?<![a-z])(?:tel|telephone|phone|mobile|mob|cell|fax|card)(?![a-z])",
    re.IGNORECASE,
)
IMPERSONAL = re.compile(
    r"编号|编码|代码|单号|条码|条形码|订单|运单|流水|合同|协议|项目|工程|标段|招标|采购|批次|批号|商品|货号|型号|序列|索引|文号|发文|档案|档号|资产|设备|许可|备案"
    r"|注册|登记|执照|发票|税号|信用代码|统计|案号|受理|业务号|工号|学号|考号|准考证|车架|发动机|书号|刊号|版本|坐标|金额|投资|产值|收入|支出|预算|决算|面积|人口|总量"
    r"|销售|累计|合计|总计|时间戳|数量|价格|余额|税额|产量|用电|QQ|(?<![a-z])(?:imei|isbn|issn|sn|s/n|no|id|order|contract|sku|ean|upc|gdp)(?![a-z])",
    re.IGNORECASE,
)
# A number of these is a number of that, whatever 编号 says.
NUMBER_OF = re.compile(r"(身份证件?|证件|手机|电话|银行卡|账户|卡)(?:编号|编码|代码|登记)")
BETWEEN = " \n\t0123456789、,/+()-:=和及或为是\"“'#["
CLAUSE_END = re.compile(r"[。;!?,\n]")
UNIT = re.compile(
    r" ?[十百千万亿]*(?:元|美元|欧元|吨|千瓦|度(?!假)|平方|立方|米(?!先生|女士)|公里|公斤|千克|千米|克(?!里|拉)|人次|人民币|字节|毫秒|秒|%|‰|倍|股|亩|公顷|[kK][wW]|[㎡㎥℃])"
)
MONEY = re.compile(r"[¥￥$€£] ?$|(?:RMB|CNY|USD) ?$")


def words_before(story: Story, start: int) -> str:
    """What a reader connects with the number that begins at `start`: its clause, or the head of its cell."""
    before = story.folded.text[max(0, start - REACH) : start]
    _, cut, words = before.rpartition(APART)
    context = story.segment_at(start).context
    if context and (cut or len(before) < REACH):
        words = f"{context}:{words}"
    words = words.rstrip(BETWEEN).removesuffix("号码").removesuffix("号").rstrip(BETWEEN)
    return CLAUSE_END.split(words)[-1]


def says_personal(words: str) -> bool:
    """Whether the last word that says something says: of a person."""
    return _verdict(words) > 0


def says_impersonal(words: str) -> bool:
    """Whether the last word that says something says: an order, an amount, a code."""
    return _verdict(words) < 0


def _verdict(words: str) -> int:
    words = NUMBER_OF.sub(r"\1", words)[-16:]
    personal = max((hit.end() for hit in PERSONAL.finditer(words)), default=0)
    impersonal = max((hit.end() for hit in IMPERSONAL.finditer(words)), default=0)
    return (personal > impersonal) - (personal < impersonal)


def is_measured(text: str, start: int, end: int) -> bool:
    """Whether the number counts something: money before it, a unit behind it, or 第…号 about it."""
    if text[max(0, start - 1) : start] == "第" and text[end : end + 1] == "号":
        return True
    return UNIT.match(text, end) is not None or MONEY.search(text, max(0, start - 6), start) is not None
