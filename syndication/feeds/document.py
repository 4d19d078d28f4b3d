"""One feed document: the front of a listing, or one of its archives, before it takes a format."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from wagtail.models import Site

from register import pages
from register.addresses import absolute, public_address
from register.models import Cut, Entry, Listing

from ..conditional import fingerprint

VERSION = 1
"""Raise it when the same facts come to make other bytes, so that no reader keeps the old ones."""

MEDIA_TYPES = {
    "rss": "application/rss+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "json": "application/feed+json",
}


@dataclass(frozen=True)
class FeedSource:
    """What names a feed document: a listing in one format, and the full cut when it is an archive."""

    site: Site
    listing: Listing
    format: str
    cut: Cut | None = None

    @property
    def changed_at(self) -> datetime:
        return (self.cut or self.listing).changed_at

    @property
    def language(self) -> str:
        """The tag of the language in which the listing is written."""
        return self.listing.language

    @property
    def title(self) -> str:
        """The listing's title, with the site's name where they differ."""
        name = self.site.site_name
        return self.listing.title if name in ("", self.listing.title) else f"{self.listing.title} - {name}"

    @property
    def description(self) -> str:
        return self.listing.description or self.title

    @property
    def uid(self) -> uuid.UUID:
        """Permanent name of the feed, for all its documents: it follows a listing to another address or host."""
        return uuid.uuid5(self.site.root_page.translation_key, f"{self.listing.kind}:{self.listing.key}")

    @property
    def page_url(self) -> str:
        """Absolute address of the page that shows the same list."""
        suffix = f"archive/{self.cut.number}/" if self.cut else ""
        return absolute(self.site, f"{self.listing.path}{suffix}")

    @property
    def current_url(self) -> str:
        """Absolute address of the front."""
        return absolute(self.site, f"{self.listing.path}feed.{self.format}")

    @property
    def url(self) -> str:
        return self.archive_url(self.cut) if self.cut else self.current_url

    def archive_url(self, cut: Cut) -> str:
        """Absolute address of the archive of `cut`, in this format."""
        return absolute(self.site, f"{self.listing.path}archive/{cut.number}/feed.{self.format}")

    def etag(self) -> str:
        """Validator over everything on which the bytes depend. Costs no query."""
        listing, state = self.listing, self.cut or self.listing
        return fingerprint(
            VERSION,
            self.format,
            public_address(self.site),
            self.site.site_name,
            listing.pk,
            listing.path,
            listing.title,
            listing.description,
            self.cut.number if self.cut else "front",
            state.last_seq,
            state.changed_at.isoformat(),
        )

    def depends_on(self) -> list[str]:
        return [f"listing:{self.listing.pk}", f"site:{self.site.pk}"]


@dataclass(frozen=True)
class FeedDocument:
    """A source with its content. `prev_archive` is where the archives go on (RFC 5005, section 4); `next_page` is
    where the entries that follow stand, which is a page later at the front."""

    source: FeedSource
    entries: list[Entry]
    tombstones: list[Entry]
    prev_archive: str
    next_page: str


def load(source: FeedSource) -> FeedDocument:
    """The content of `source`. Four queries for a front, two for an archive, whatever the size of the site."""
    if source.cut:
        content = pages.archive(source.cut)
        previous = content.older
    else:
        content, previous = pages.front(source.listing), pages.newest_full(source.listing)
    prev_archive = source.archive_url(previous) if previous else ""
    next_page = source.archive_url(content.older) if content.older else ""
    return FeedDocument(source, content.entries, content.tombstones, prev_archive, next_page)
