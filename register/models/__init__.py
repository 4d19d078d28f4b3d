from .change import Change, Sequence
from .entry import Entry, EntryFile, EntryLink
from .listing import Cut, Listing, Placement
from .shelf import Shelf

__all__ = ["Change", "Cut", "Entry", "EntryFile", "EntryLink", "Listing", "Placement", "Sequence", "Shelf"]
