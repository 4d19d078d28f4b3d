"""What a publication of an organ has beyond what feeds know: the same names in RSS, Atom, JSON Feed and API.

docs/feeds.md describes each name for harvesters. A name is never given another meaning; a new meaning gets a new name.
"""

from typing import Any

from wagtail.models import Site

from register.addresses import absolute
from register.models import Entry

from .moments import iso

NAMESPACE = "urn:gongkai:feed:1"
PREFIX = "gongkai"

EXTRA = (
    "issuing_organs",
    "addressees",
    "signature",
    "effective_on",
    "expires_on",
    "normative_number",
    "validity_since",
    "catalogue_group",
    "openness",
    "changed_on",
    "audience",
    "disclosure_period",
    "disclosure_scope",
    "stage",
    "stage_title",
    "regime",
    "project_name",
    "project_number",
    "procurement_method",
    "purchaser",
    "agency",
    "budget",
    "submission_deadline",
    "suppliers",
    "matter",
    "deciding_organ",
    "decided_on",
    "persons",
    "record_kind",
    "authority",
    "party",
    "amount",
    "item_code",
    "interpretation_form",
    "interpreting_organ",
    "interpreter",
    "department",
    "editor",
    "correction_note",
    "corrected_on",
    "budget_kind",
    "fiscal_year",
    "plan_kind",
    "plan_period",
    "plan_status",
    "report_year",
    "frequency",
    "indicators",
    "data_url",
    "response_kind",
    "incident_category",
    "incident_level",
    "place",
    "began_at",
    "responds_to",
    "verdict",
    "progress",
    "latest_update_at",
    "translation_of",
)
"""Facts of single types that entries keep in `extra` and feeds pass on."""
OF_API = (*EXTRA, "interprets")
"""With those that are more than words, for which feeds have no element."""


def facts_of(site: Site, entry: Entry) -> dict[str, str]:
    """Facts of a live entry for which RSS, Atom and JSON Feed have no element of their own; empty ones are left out."""
    facts: dict[str, Any] = {
        "kind": entry.kind,
        "organ": entry.organ.code,
        "column": entry.column_title,
        "index_number": entry.index_number,
        "document_number": entry.document_number,
        "issued_on": entry.issued_on.isoformat() if entry.issued_on else "",
        "theme": entry.theme,
        "genre": entry.genre,
        "validity": entry.validity,
        "importance": entry.importance,
        "source": entry.source,
        "author": entry.author,
        "original_published_at": iso(entry.original_published_at),
        **{name: address_or_fact(site, entry, name) for name in EXTRA},
        "edition": entry.edition,
        "seq": entry.seq,
        "content_digest": entry.content_digest,
    }
    return {name: str(value) for name, value in facts.items() if value}


def address_or_fact(site: Site, entry: Entry, name: str) -> Any:
    """What `entry` keeps under `name`; an address is absolute."""
    found = entry.extra.get(name)
    return absolute(site, found) if found and name.endswith("_url") else found


def identifier(entry: Entry) -> str:
    """The permanent name of a publication, whatever its address."""
    return f"urn:uuid:{entry.uid}"


def reason_of(entry: Entry) -> str:
    """Why an entry was withdrawn, in words."""
    return str(Entry.Reason(entry.reason).label) if entry.reason in Entry.Reason.values else ""
