"""Importing existing documents: `read_document` tells what one file says, the rest turns it into a draft."""

from .digest import normalised_digest
from .parsed import Failure, ParsedDocument
from .reading import read_document

__all__ = ["Failure", "ParsedDocument", "normalised_digest", "read_document"]
