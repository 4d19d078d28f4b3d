"""StreamField blocks for official texts. Each has a template, a preview and a form for the API."""

from .body import BodyBlock, StrictStreamBlock
from .publication import GuardedPageChooserBlock, LostPublication, PublicationChooserBlock, uid_of

__all__ = [
    "BodyBlock",
    "GuardedPageChooserBlock",
    "LostPublication",
    "PublicationChooserBlock",
    "StrictStreamBlock",
    "uid_of",
]
