from .change import Change, Sequence
from .entry import Entry, EntryFile
from .listing import Cut, Listing, Placement

__all__ = ["Change", "Cut", "Entry", "EntryFile", "Listing", "Placement", "Sequence"]
