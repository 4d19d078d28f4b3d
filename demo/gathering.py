"""专题 of the city: what a file says of rules, sections and banner, as the page keeps it."""

from typing import Any
from uuid import uuid4

from .markup import Block, Resolve, block
from .places import find_column
from .reading import settled_uid

ASKED = ("kind", "theme", "organ", "keywords")


def rules(stated: list[dict[str, Any]]) -> list[Block]:
    """The raw stream of `TopicPage.rules`; `column` is a slug, `since` and `until` are days."""
    return [block("rule", rule(one)) for one in stated]


def rule(stated: dict[str, Any]) -> dict[str, Any]:
    column = find_column(stated["column"]) if "column" in stated else None
    days = {name: stated[name].isoformat() if name in stated else None for name in ("since", "until")}
    return {**{name: stated.get(name, "") for name in ASKED}, "column": column.pk if column else None, **days}


def sections(stated: list[dict[str, Any]]) -> list[Block]:
    """The raw stream of `TopicPage.sections`; `publications` are names."""
    return [
        block(
            "section",
            {
                "heading": one["heading"],
                "text": one.get("text", ""),
                "publications": list(map(item, one["publications"])),
            },
        )
        for one in stated
    ]


def item(name: str) -> Block:
    """One row of a list, as Wagtail stores it: without an id it would be taken for the row itself."""
    return {**block("item", str(settled_uid("publication", name))), "id": str(uuid4())}


def facts(stated: dict[str, Any], resolve: Resolve) -> dict[str, Any]:
    """The fields of a topic beside those of all."""
    return {
        "rules": rules(stated.get("rules", [])),
        "sections": sections(stated.get("sections", [])),
        "banner_id": resolve("image", stated["banner"]) if "banner" in stated else None,
        "banner_alt": stated.get("banner_alt", ""),
    }
