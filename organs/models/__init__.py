from .membership import Deputy, Membership, Role
from .organ import Organ, OrganName

__all__ = ["Deputy", "Membership", "Organ", "OrganName", "Role"]
