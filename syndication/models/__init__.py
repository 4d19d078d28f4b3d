from .portal import Portal, PortalLine

__all__ = ["Portal", "PortalLine"]
