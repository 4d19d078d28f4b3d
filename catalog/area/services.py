"""Columns of the type 办事服务: the guides by the stages of life in which they are needed, each once."""

from typing import Any

from register.models import Entry, Listing, Placement

from ..guides.vocabularies import BusinessTopic, PersonalTopic

MOST = 1000
"""Guides on one page. A county has a few hundred."""
OTHER = "其他"
ORDER = {word: number for number, word in enumerate(dict.fromkeys([*PersonalTopic.values, *BusinessTopic.values]))}


def services_context(context: dict[str, Any], listing: Listing) -> dict[str, Any]:
    """`groups` of topic and guides, in the order of the vocabularies; what else stands in the column as rows. One query."""
    rows = Placement.objects.filter(listing=listing, withdrawn_seq=None, entry__kind="service_guide")
    entries = [
        row.entry
        for row in rows.select_related("entry__organ")
        .defer("entry__content_html")
        .order_by("-listed_at", "-uid")[:MOST]
    ]
    groups: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda one: (one.organ.position, one.extra.get("item_code", ""))):
        groups.setdefault(first_topic(entry), []).append(entry)
    found = [
        {"topic": topic, "guides": groups[topic]}
        for topic in sorted(groups, key=lambda word: (word == OTHER, ORDER.get(word, 0)))
    ]
    return {"groups": found, "others": [one for one in context["entries"] if one.kind != "service_guide"]}


def first_topic(entry: Entry) -> str:
    return next(iter(entry.extra.get("topics") or ()), OTHER)
