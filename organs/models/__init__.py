from .contact import OrganContact
from .membership import ADMINISTRATORS, Deputy, Membership, Role
from .organ import Organ, OrganName

__all__ = ["ADMINISTRATORS", "Deputy", "Membership", "Organ", "OrganContact", "OrganName", "Role"]
