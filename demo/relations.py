"""How the city's documents stand to each other: what a file states, as the stream that a page keeps."""

from datetime import date
from typing import Any

from .markup import Block, block
from .reading import Publication, settled_uid


def stream(publication: Publication) -> list[Block]:
    """The raw stream of `OfficialDocumentPage.relations`. Raises TypeError for a field that nobody knows."""
    return [relation(**one) for one in publication.relations]


def relation(
    *, kind: str, document: str = "", title: str = "", number: str = "", holds_from: date | None = None
) -> Block:
    """`document` names a publication of the demo; a document of elsewhere has `title` and `number`."""
    value: dict[str, Any] = {
        "kind": kind,
        "document": str(settled_uid("publication", document)) if document else None,
        "title": title,
        "number": number,
        "url": "",
        "holds_from": holds_from.isoformat() if holds_from else None,
    }
    return block("relation", value)


def interpreted(publication: Publication) -> list[Block]:
    """The raw stream of `InterpretationPage.documents`."""
    uids = [str(settled_uid("publication", name)) for name in publication.interprets]
    return [block("document", {"document": uid, "title": "", "number": "", "url": ""}) for uid in uids]
