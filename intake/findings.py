"""Personal data that a text gives away: ID numbers, telephone numbers, names of contact persons.

Findings warn, they never block: about 5 % of random numbers of the right shape pass a check character.
Each has the text exactly as found and where it stands.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

# Same length as what it replaces, so that positions in the narrowed text are positions in the original.
NARROW = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)} | {
    0x3000: 0x20,
    0xA0: 0x20,
    0x2014: 0x2D,
    0x2013: 0x2D,
}

ID_NUMBER = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{16}[\dXx](?![0-9A-Za-z])")
MOBILE = re.compile(r"(?<![\d.])(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}(?![\d.]\d|\d)")
AREA_LANDLINE = re.compile(
    r"(?<![\d.-])[(]?0(?:10|2\d|[3-9]\d{2})[)]?[- ]{0,2}[2-8]\d{6,7}(?:[-转]\d{1,5})?(?![\d.]\d|\d)"
)
CALLED = re.compile(
    r"(?:电\s?话|传\s?真|座机|热线|致电|拨打)(?:号码|[(][^()]{0,10}[)])?[^0-9。;]{0,12}?[:是为 ]{0,4}(?=[(\d])"
)
LOCAL_LANDLINE = re.compile(r"(?<![\d.-])[2-8]\d{2,3}[- ]?\d{4}(?:[-转]\d{1,5})?(?![\d.]\d|\d|[年元万亿人户])")
MORE_NUMBERS = re.compile(r"[、,/; ]{1,2}")

SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕"
    "郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高"
    "夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全"
    "郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍郤璩桑桂濮牛寿通"
    "边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰"
    "巢关蒯相查后荆红游竺权逯盖益桓公仉督晋楚闫法汝鄢涂钦归海岳帅缑亢况有琴商牟佘佴伯赏墨哈谯笪年爱阳佟言福肖覃"
)
CONTACT_LABEL = re.compile(
    r"(?:联\s?系\s?人|经\s?办\s?人|联\s?络\s?(?:人|员)|承\s?办\s?人|咨询人(?:员)?|填报人|值班人员?)"
    r"(?:及(?:联系)?(?:电话|方式)|(?:和|、)(?:联系)?电话|姓名|[(][^()]{0,8}[)])?\s?[::]{1,2}\s{0,3}"
)
BARE_CONTACT = re.compile(
    r"(?:联\s?系\s?人|经\s?办\s?人|联\s?络\s?人|联络员)(?:为|是)?\s{0,2}([\u4e00-\u9fff]{2,4}?)"
    r"(?=(?:同志|科长|主任|先生|女士|老师|处长|局长)?[\s,、;(]{0,3}(?:(?:联系|办公|固定)?(?:电话|手机|座机)(?:号码)?)?[\s:(为是]{0,3}"
    r"(?:0\d{2,3}[) -]|0\d{9,11}|1[3-9]\d{9}|[2-8]\d{6,7}(?!\d)))"
)
"""Without a colon: only where a telephone number follows the name, or any sentence about contact persons would be one."""
CONTACT_NAME = re.compile(
    r"([\u4e00-\u9fff](?:\s?[\u4e00-\u9fff·]){1,4}?)(?=同志|科长|主任|先生|女士|老师|处长|局长|[\s,;、。)(/:]|[0-9]|联系|电话|手机|传真|$)"
)
NO_NAMES = re.compile(
    r"电话|手机|传真|邮箱|地址|单位|部门|同上|姓名|详见|办公|科室|附件|中心|政府|委员|[局厅处科室部]$"
)
HEADER_OF_NAMES = re.compile(r"^(?:联\s?系\s?人|联\s?络\s?(?:人|员)|经\s?办\s?人)(?:姓名)?$")


@dataclass(frozen=True)
class Finding:
    """kind: id_number, mobile, landline or contact_person; `text` as found; `start` its position in what was searched."""

    kind: str
    text: str
    start: int


def find_personal_data(text: str) -> list[Finding]:
    """All findings of one stretch of text, in order, none overlapping another."""
    narrow = text.translate(NARROW)
    spans: list[tuple[str, int, int]] = []
    for kind, start, end in (*_numbers(narrow), *_contacts(narrow), *_bare_contacts(narrow)):
        if all(end <= left or start >= right for _, left, right in spans):
            spans.append((kind, start, end))
    return [Finding(kind, text[start:end], start) for kind, start, end in sorted(spans, key=lambda span: span[1])]


def find_names(text: str, names: Iterable[str]) -> list[Finding]:
    """Where persons named elsewhere as contacts are named again."""
    return [
        Finding("contact_person", name, hit.start())
        for name in sorted(set(names))
        for hit in re.finditer(re.escape(name), text)
    ]


def is_id_number(value: str) -> bool:
    """Whether 18 characters are a citizen ID number by GB 11643: province, date of birth, check character."""
    if not ID_NUMBER.fullmatch(value) or value[:2] not in PROVINCES:
        return False
    try:
        born = date(int(value[6:10]), int(value[10:12]), int(value[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * 2 ** (17 - place) for place, digit in enumerate(value[:17]))
    return 1880 < born.year < 2100 and "10X98765432"[total % 11] == value[17].upper()


PROVINCES = frozenset(
    [
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "50",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "64",
        "65",
        "71",
        "81",
        "82",
        "83",
    ]
)


def _numbers(narrow: str) -> Iterator[tuple[str, int, int]]:
    for hit in ID_NUMBER.finditer(narrow):
        if is_id_number(hit[0]):
            yield "id_number", *hit.span()
    for hit in MOBILE.finditer(narrow):
        yield "mobile", *hit.span()
    for hit in AREA_LANDLINE.finditer(narrow):
        yield "landline", *hit.span()
    for label in CALLED.finditer(narrow):
        position = label.end()
        while local := LOCAL_LANDLINE.match(narrow, position):
            yield "landline", *local.span()
            more = MORE_NUMBERS.match(narrow, local.end())
            if not more:
                break
            position = more.end()


def _contacts(narrow: str) -> Iterator[tuple[str, int, int]]:
    for label in CONTACT_LABEL.finditer(narrow):
        position = label.end()
        while (hit := CONTACT_NAME.match(narrow, position)) and is_name(hit[1]):
            yield "contact_person", *hit.span(1)
            more = re.compile(r"\s?[、,/ ]\s?").match(narrow, hit.end())
            if not more:
                break
            position = more.end()


def _bare_contacts(narrow: str) -> Iterator[tuple[str, int, int]]:
    for hit in BARE_CONTACT.finditer(narrow):
        if is_name(hit[1]):
            yield "contact_person", *hit.span(1)


def is_name(value: str) -> bool:
    """Whether two to four characters can be a person's name: a known surname, and no word of an address book."""
    bare = re.sub(r"\s", "", value)
    return (
        2 <= len(bare) <= 5
        and bare[0] in SURNAMES
        and not NO_NAMES.search(bare)
        and (len(bare) <= 3 or bare[:2] in DOUBLE or "·" in bare)
    )


DOUBLE = frozenset(
    [
        "欧阳",
        "司马",
        "上官",
        "诸葛",
        "东方",
        "皇甫",
        "尉迟",
        "公孙",
        "慕容",
        "长孙",
        "司徒",
        "令狐",
        "夏侯",
        "端木",
        "百里",
        "南宫",
        "独孤",
        "呼延",
        "宇文",
        "轩辕",
    ]
)
