"""The fingerprint by which a document is known again, in whatever encoding, format or layout it arrives."""

import hashlib
import re
import unicodedata

from .parsed import ParsedDocument

UNSEEN = re.compile(r"[\s\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]+")


def normalised_digest(parsed: ParsedDocument) -> str:
    """sha256 (hex) over number, title and body after NFKC, without blanks, line ends and invisible characters."""
    parts = (parsed.document_number, parsed.title, parsed.text)
    normal = "\n".join(UNSEEN.sub("", unicodedata.normalize("NFKC", part)) for part in parts)
    return hashlib.sha256(normal.encode("utf-8", "replace")).hexdigest()
