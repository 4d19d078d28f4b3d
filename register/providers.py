"""Who knows what is public: rooms above register their providers here, the register asks them all.

A provider speaks for one or more kinds of entries. `cms` is one; a log of requests or a survey may be another.
"""

import uuid
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Protocol

from .facts import EntryFacts, ListingFacts


class Provider(Protocol):
    """What the register asks of a room whose things become entries. `name` names it, once."""

    name: str

    def kinds(self) -> Collection[str]:
        """Kinds of the entries that are this provider's."""

    def count(self) -> int:
        """How many publications `current` looks at, about."""

    def current(self) -> Iterator[EntryFacts]:
        """Facts of everything that is public now; reads in chunks."""

    def facts(self, uid: uuid.UUID) -> EntryFacts | None:
        """Facts of one publication, read anew; None when the public may see nothing of it."""

    def follow(self, uid: uuid.UUID, at: datetime) -> None:
        """Make the register say what is so of one publication: record it, or withdraw its entry with the reason."""

    def unregistered(self) -> Iterator[tuple[uuid.UUID, str]]:
        """(uid, title) of what is published where it is kept, though the public may see nothing of it, and which has no
        live entry: nobody's signature covers it, or it lies outside of every site. A person has to look at it."""

    def listings(self) -> Iterator[tuple[int, ListingFacts]]:
        """Every listing that must exist, with its site's id."""


_providers: dict[str, Provider] = {}


def register(provider: Provider) -> None:
    """Make `provider` known. One of the same name takes the place of the former."""
    _providers[provider.name] = provider


def providers() -> list[Provider]:
    """All providers, in the order of their registration."""
    return list(_providers.values())


def provider_of(kind: str) -> Provider | None:
    """The provider of entries of `kind`, None when no room speaks for them."""
    return next((provider for provider in providers() if kind in provider.kinds()), None)
