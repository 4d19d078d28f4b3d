"""Names of organs in titles, letterheads and signatures."""

import re
from functools import lru_cache

from .wording import RUNS_OF_BLANKS, close_up

ENDINGS = (
    "人民政府|政府|人民政府办公厅|人民政府办公室|政府办公厅|政府办公室|政府办|办公厅|办公室|委员会|管理委员会|管委会|常务委员会|常委会|党组|党委|委|局|厅|部|院|署|处|科|中心|总站|站|所|"
    "指挥部|领导小组|工作组|小组|专班|联席会议|办事处|支队|总队|大队|队|法院|检察院|协会|学会|联合会|总工会|工会|商会|联盟|公司|集团|大学|学院|学校|中学|小学|"
    "医院|银行|分行|支行|报社|电视台|台|馆|园|社|政协|妇联|团委|残联|工商联|文联|科协|侨联|红十字会|会|办|公积金中心|事务所|街道|村民委员会|居民委员会|代表大会|主席团"
)
ORGAN = re.compile(rf"^(?:中共|中国共产党|共青团)?[\u4e00-\u9fff（）()·“”、]{{1,36}}(?:{ENDINGS})$")
SEAL = re.compile(r"\s*[（(]\s*(?:盖\s*章|公\s*章|印\s*章?|代章|签章)\s*[）)]\s*$")
NOT_NAME = re.compile(
    r"的|关于|请|将|及时|按照|根据|对于|负责|[，。；：？！,;:?!]|^(?:一是|二是|由|在|向|与|各|为|对|本|主办|承办|抄送)"
)
SPLIT_TITLE = re.compile(
    r"关于|对(?=.*第\s*\d+\s*号)|印发|转发|批转|公布|发布|任免|令$|令[（(第]|公告|通告|通报|公报|办公会议纪要|会议纪要|函$"
)
LETTERHEAD = re.compile(r"^(?P<organ>.{3,60}?)(?:文\s*件|（\s*(?:通知|通报|函|会议纪要|简报|便函)\s*）)$")
PERSON = re.compile(
    r"^(?:代)?(?:省长|市长|州长|县长|区长|乡长|镇长|主任|局长|厅长|主席|委员长|院长|会长|部长)\s*[:：]?\s*[\u4e00-\u9fff]\s?[\u4e00-\u9fff·]{1,4}(?:\s?[\u4e00-\u9fff])?$"
)
PLACED = re.compile(
    r"[省市县区州乡镇旗盟]|街道|中共|共青团|国家|中华|全国|新区|人民|(?:公司|集团|大学|学院|学校|中学|小学|医院|银行|法院|检察院|海关|法庭|村民委员会|居民委员会)$|指挥部|领导小组|委员会|[一-龥]{2}[局厅委]$"
)


@lru_cache(maxsize=8192)
def is_organ(text: str) -> bool:
    """Whether a line is the name of one organ and nothing else."""
    if len(text) > 120:
        return False
    name = close_up(SEAL.sub("", text))
    return (
        3 <= len(name) <= 42
        and bool(ORGAN.match(name))
        and bool(PLACED.search(name))
        and not NOT_NAME.search(name)
        and "、" not in name
    )


def organs_on(text: str) -> list[str]:
    """The organs a line names side by side (云杉市财政局　云杉市教育局), [] when it names anything else."""
    if len(text) > 200:
        return []
    line = SEAL.sub("", text).strip()
    if is_organ(line) and not _two_names(line):
        return [close_up(line)]
    parts = [SEAL.sub("", part) for part in RUNS_OF_BLANKS.split(line.replace("、", " ")) if part]
    return parts if parts and all(is_organ(part) for part in parts) else []


def organs_of_title(title: str) -> list[str]:
    """The organs before 关于, 印发 … in a title; [] when it names none."""
    hit = SPLIT_TITLE.search(title)
    head = title[: hit.start()].strip() if hit else ""
    return organs_on(head) if len(head) >= 3 else []


@lru_cache(maxsize=8192)
def letterhead(text: str) -> list[str]:
    """The organs of a red letterhead: 云杉市人民政府文件."""
    if len(text) > 160:
        return []
    hit = LETTERHEAD.match(close_up(text)) or LETTERHEAD.match(text.strip())
    return organs_on(hit["organ"].strip()) if hit else []


def is_person(text: str) -> bool:
    """A signature in person: 市长　王建国."""
    return bool(PERSON.match(text.strip()))


def same_organ(short: str, full: str) -> bool:
    """Whether one name shortens the other: 市政府办公室 and 云杉市人民政府办公室."""
    squeezed = full.replace("人民政府", "政府")
    return bool(short) and (squeezed.endswith(short.replace("人民政府", "政府")) or full.endswith(short))


def _two_names(line: str) -> bool:
    parts = RUNS_OF_BLANKS.split(line.strip())
    return len(parts) > 1 and all(is_organ(part) and len(part) >= 4 for part in parts)
