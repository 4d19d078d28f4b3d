"""Lines that name the receivers of a document (主送机关)."""

import re
from functools import lru_cache

from .wording import SENTENCE_END, level_of, outside_quotes

ORGAN_WORDS = re.compile(
    r"政府|局|委|厅|办|院|校|公司|单位|部门|企业|社区|学校|同志|代表|居民|市民|群众|用户|客户|读者|游客|旅客|职工|会员|股东|学生|教师|各位|申请人|中心|各[县市区乡镇街科]|机构|商户|业主|农户|家长|考生|先生|女士|朋友|处|会|部|队|村"
)
STATES = re.compile(
    r"^(?:为|根据|按照|依据|依照|现|鉴于|经(?!济|贸|开|信))|(?:决定|决议|任命|免去|通过|认为|研究|同意)$"
)
SAYS = re.compile(
    r"如下|以下|下列|要求|强调|指出|规定|通知|公告|时间|地点|地址|电话|联系人|标准|条件|对象|内容|方式|材料|附件|分工|名单|包括|分别|注|例如|是|称|提出|名称|范围|期限|步骤|程序|日期"
)


@lru_cache(maxsize=8192)
def is_addressees(text: str) -> bool:
    """各县（市、区）人民政府，市政府各部门： — names of receivers, a colon, and no statement."""
    if not re.search(r"[:：]$", text) or len(text) > 400 or level_of(text) or len(text) < 3:
        return False
    names = outside_quotes(text[:-1])
    if SENTENCE_END.search(names.replace("；", "，").replace(";", ",")) or re.search(r"[:：]", names):
        return False
    if STATES.search(names):
        return False
    return bool(ORGAN_WORDS.search(names)) and not SAYS.search(
        re.sub(r"办公室|(?:有关|各|相关)单位|工业|办事处", "", names)
    )
