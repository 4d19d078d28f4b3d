"""StreamField blocks that only types of the catalogue use."""

from cms.blocks.address import web_address

from .organ_rows import AffiliatesBlock, SpeechesBlock, UnitsBlock, email_address, telephone_number
from .relations import Relation, RelationsBlock
from .updates import UpdatesBlock

__all__ = [
    "AffiliatesBlock",
    "Relation",
    "RelationsBlock",
    "SpeechesBlock",
    "UnitsBlock",
    "UpdatesBlock",
    "email_address",
    "telephone_number",
    "web_address",
]
