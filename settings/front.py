"""A process that serves the public and nothing else (`PUBLIC_ONLY`)."""

from collections.abc import Iterable

OFFICE_MIDDLEWARE = {
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "audit.middleware.AuditMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "organs.accounts.gate.GateMiddleware",
    "cms.permissions.door.DoorMiddleware",
    "axes.middleware.AxesMiddleware",
}
"""What only people of the back office need. Middleware that asks who somebody is belongs here too."""


def without_office(middleware: Iterable[str]) -> list[str]:
    """`middleware` without what knows accounts."""
    return [one for one in middleware if one not in OFFICE_MIDDLEWARE]
