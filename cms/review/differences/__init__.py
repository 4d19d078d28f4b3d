"""What a new version changes, field by field and block by block, in words that a reviewer can read."""

from .pages import Difference, compare
from .texts import Segment, changes

__all__ = ["Difference", "Segment", "changes", "compare"]
