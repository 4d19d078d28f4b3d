"""Where publications stand in the disclosure catalogue when their file does not say: 组配分类 and 五公开."""

from catalog.catalogue_items import DEFAULT_CODE
from catalog.records.kinds import form_of
from catalog.vocabularies import Openness

from .reading import Publication

ITEM_OF_COLUMN = {
    "gongkaizhinan": "20-02",
    "jigouzhineng": "20-02",
    "lingdaozhichuang": "20-02",
    "xinxigongkai": "20-02",
    "yingjiguanli": "20-12",
    "zhengfucaigou": "20-09",
}
"""By the slug of the column; an interpretation stands where its first document does, a record where its kind does."""
ITEM_OF_KIND = {"budget": "20-07", "plan": "20-03", "statistics": "20-04"}
OPENNESS_OF_GENRE = {
    "决定": Openness.DECISION,
    "意见": Openness.DECISION,
    "规定": Openness.DECISION,
    "办法": Openness.DECISION,
    "细则": Openness.DECISION,
    "通知": Openness.EXECUTION,
    "命令（令）": Openness.MANAGEMENT,
    "通告": Openness.MANAGEMENT,
    "批复": Openness.MANAGEMENT,
    "函": Openness.MANAGEMENT,
    "公告": Openness.RESULT,
    "通报": Openness.RESULT,
}
OPENNESS_OF_KIND = {
    "annual_report": Openness.RESULT,
    "budget": Openness.MANAGEMENT,
    "disclosure_guide": Openness.SERVICE,
    "disclosure_record": Openness.MANAGEMENT,
    "interpretation": Openness.DECISION,
    "personnel": Openness.DECISION,
    "plan": Openness.DECISION,
    "power_item": Openness.SERVICE,
    "procurement": Openness.EXECUTION,
    "response": Openness.RESULT,
    "service_guide": Openness.SERVICE,
    "statistics": Openness.RESULT,
}


def item_of(publication: Publication, documents: dict[str, str]) -> str:
    """The code of its item; `documents` are the items of what it may interpret, by name."""
    if publication.catalogue_group:
        return publication.catalogue_group
    if kind := publication.facts.get("record_kind"):
        return form_of(kind).item
    interpreted = [documents[name] for name in publication.interprets if name in documents]
    if publication.kind in ITEM_OF_KIND:
        return ITEM_OF_KIND[publication.kind]
    slug = publication.column.rpartition("/")[2]
    return (interpreted or [ITEM_OF_COLUMN.get(slug, DEFAULT_CODE)])[0]


def openness_of(publication: Publication) -> str:
    """A value of `Openness`; "" for what belongs to no stage, such as who leads an organ."""
    if publication.openness:
        return publication.openness
    if publication.is_normative:
        return Openness.DECISION.value
    found = OPENNESS_OF_KIND.get(publication.kind) or OPENNESS_OF_GENRE.get(publication.genre)
    return found.value if found else ""
