"""Comparing the register with what its providers say, and mending it.

Reads in chunks, whatever the size of the site. A difference is looked at once more while the register's lock is held,
so that what is published meanwhile is not taken for one. What the public sees differently after a repair has its
`Change`; everything else is mended silently.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TypeVar

from django.db import models, transaction
from django.db.models import Exists, Max, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from . import layout, services
from .comparison import problems, registered
from .facts import EMPTIED, EntryFacts
from .listings import close, described, ensure
from .models import Change, Entry, EntryFile, EntryLink, Listing, Sequence
from .providers import Provider, provider_of, providers
from .sequence import hold
from .shelves import mistaken

CHUNK = 100
M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it should be: whose it is, and in what it differs."""

    name: str
    title: str
    problems: tuple[str, ...]
    mended: bool = True
    """False for what only a person can put right."""


@dataclass(frozen=True)
class Rebuild:
    """One comparison. `repair` says whether it mends; `step` is called for each publication that was compared."""

    repair: bool
    at: datetime
    step: Callable[[], None]

    def run(self) -> Iterator[Finding]:
        """All findings, each mended by the time it is told when `repair` is set."""
        yield from self.sequence()
        yield from self.dangling()
        yield from self.listings()
        seen = bytearray()
        for provider in providers():
            yield from self.public(provider, seen)
        yield from self.no_longer_public(seen)
        yield from self.unregistered()
        yield from self.tombstones()
        yield from self.lost_changes()
        yield from self.shelves()
        for listing in in_chunks(Listing.objects.all()):
            yield from self.layout(listing)

    def sequence(self) -> Iterator[Finding]:
        """The next number must be higher than every one given."""
        numbers = [model.objects.aggregate(last=Max("seq"))["last"] or 0 for model in (Change, Entry)]
        last = Sequence.objects.values_list("last", flat=True).first() or 0
        if last < max(numbers):
            if self.repair:
                Sequence.objects.update_or_create(pk=1, defaults={"last": max(numbers)})
            yield Finding("seq", _("变更序号"), (_("序号计数落后于已有的变更"),))

    def dangling(self) -> Iterator[Finding]:
        """A page that went by SQL leaves its number in the entry."""
        for name in ("page", "column"):
            gone = Entry.objects.exclude(**{name: None}).filter(~Exists(Page.objects.filter(pk=OuterRef(f"{name}_id"))))
            for entry in in_chunks(gone.only("uid", "title")):
                if self.repair:
                    Entry.objects.filter(pk=entry.pk).update(**{name: None})
                yield Finding(str(entry.uid), entry.title, (_("所指的页面已不存在"),))

    def listings(self) -> Iterator[Finding]:
        """Every listing is as its provider describes it; those that nobody describes are closed."""
        described_keys = set()
        for provider in providers():
            for site_id, facts in provider.listings():
                described_keys.add((site_id, facts.kind, facts.key))
                known = Listing.objects.filter(site_id=site_id, kind=facts.kind, key=facts.key).first()
                if known and all(getattr(known, name) == value for name, value in described(facts).items()):
                    continue
                if self.repair:
                    with transaction.atomic():
                        hold()
                        ensure(site_id, facts, self.at)
                yield Finding(facts.path, facts.title, (_("列表信息不一致") if known else _("列表没有登记"),))
        for listing in in_chunks(Listing.objects.filter(is_public=True)):
            if (listing.site_id, listing.kind, listing.key) not in described_keys:
                if self.repair:
                    close(Listing.objects.filter(pk=listing.pk), self.at)
                yield Finding(listing.path, listing.title, (_("列表已不存在，登记未关闭"),))

    def public(self, provider: Provider, seen: bytearray) -> Iterator[Finding]:
        """What is public has its entry; marks in `seen`, a bit for each id, which entries were compared."""
        for chunk in chunks(provider.current()):
            known = registered(facts.uid for facts in chunk)
            for facts in chunk:
                if entry := known[facts.uid].entry if facts.uid in known else None:
                    mark(seen, entry.pk)
                if problems(facts, known.get(facts.uid)):
                    yield from self.examine(provider, facts.uid, facts.title)
                self.step()

    def no_longer_public(self, seen: bytearray) -> Iterator[Finding]:
        """Live entries that no provider named."""
        for entry in in_chunks(Entry.objects.live().only("uid", "title", "kind")):
            if marked(seen, entry.pk):
                continue
            if provider := provider_of(entry.kind):
                yield from self.examine(provider, entry.uid, entry.title)
            else:
                if self.repair:
                    services.withdraw(entry, Entry.Reason.DELETED, self.at)
                yield Finding(str(entry.uid), entry.title, (_("没有来源"),))

    def unregistered(self) -> Iterator[Finding]:
        """Published, and not public: no entry can be made for it. It stays until somebody takes it down or signs it."""
        for provider in providers():
            for uid, title in provider.unregistered():
                why = _("页面处于发布状态，但没有公开登记，公众看不到；须由签发人撤下，或者重新审核签发")
                yield Finding(str(uid), title, (why,), mended=False)

    @transaction.atomic
    def examine(self, provider: Provider, uid: object, title: str) -> list[Finding]:
        """Compare one publication again, with nobody writing, and mend its entry."""
        hold()
        facts = provider.facts(uid)  # type: ignore[arg-type]
        found = problems(facts, registered([uid]).get(uid))  # type: ignore[list-item, call-overload]
        if found and self.repair:
            provider.follow(uid, self.at)  # type: ignore[arg-type]
        return [Finding(str(uid), title, tuple(found))] if found else []

    def tombstones(self) -> Iterator[Finding]:
        """A tombstone shows no content, makes no file public, and counts as withdrawn where it stands."""
        files = Exists(EntryFile.objects.filter(entry=OuterRef("pk")))
        links = Exists(EntryLink.objects.filter(entry=OuterRef("pk")))
        for entry in in_chunks(Entry.objects.withdrawn().filter(files | links | ~Q(**EMPTIED))):
            if self.repair:
                Entry.objects.filter(pk=entry.pk).update(**EMPTIED)
                EntryFile.objects.filter(entry=entry).delete()
                EntryLink.objects.filter(entry=entry).delete()
            yield Finding(str(entry.uid), entry.title, (_("已撤下，内容、附件或所指的信息仍在"),))
        for entry in in_chunks(Entry.objects.withdrawn().filter(layout.stale_place())):
            if self.repair:
                services.log_again(entry, self.at)
            yield Finding(str(entry.uid), entry.title, (_("已撤下，列表中的位置不一致"),))

    def lost_changes(self) -> Iterator[Finding]:
        """Each entry's `seq` is that of a change of its own, or followers would not have heard of it."""
        own = Change.objects.filter(seq=OuterRef("seq"), entry=OuterRef("pk"))
        for entry in in_chunks(Entry.objects.filter(~Exists(own))):
            if self.repair:
                services.log_again(entry, self.at)
            yield Finding(str(entry.uid), entry.title, (_("变更记录缺失"),))

    def shelves(self) -> Iterator[Finding]:
        """Whether something public stands on a shelf is what readers are offered to choose from."""
        for shelf in in_chunks(mistaken()):
            with transaction.atomic():
                hold()
                again = mistaken().filter(pk=shelf.pk)
                if not again.exists():
                    continue
                if self.repair:
                    again.update(is_filled=not shelf.is_filled)
            yield Finding(f"shelf:{shelf.pk}", str(shelf), (_("信息分类组合的状态不一致"),))

    def layout(self, listing: Listing) -> Iterator[Finding]:
        """The pages of a listing divide it as their keys and sizes say."""
        if not layout.survey(listing).problems():
            return
        with transaction.atomic():
            hold()
            survey = layout.survey(Listing.objects.get(pk=listing.pk))
            found = survey.problems()
            if self.repair:
                layout.mend(survey, self.at)
        if found:
            yield Finding(listing.path, listing.title, tuple(found))


def rebuild(*, repair: bool, at: datetime | None = None, step: Callable[[], None] = lambda: None) -> Iterator[Finding]:
    """Compare the register with what its providers say, and mend it when `repair` is set. Yields what differed."""
    return Rebuild(repair, at or timezone.now(), step).run()


def chunks(facts: Iterable[EntryFacts]) -> Iterator[list[EntryFacts]]:
    stream = iter(facts)
    while chunk := list(islice(stream, CHUNK)):
        yield chunk


def in_chunks(rows: models.QuerySet[M]) -> Iterator[M]:
    """`rows` in the order of their ids, read some at a time, so that they may be written meanwhile."""
    last = 0
    while chunk := list(rows.filter(pk__gt=last).order_by("pk")[:CHUNK]):
        last = chunk[-1].pk
        yield from chunk


def mark(seen: bytearray, pk: int) -> None:
    """Set the bit of `pk`."""
    seen.extend(bytes(max(0, pk // 8 + 1 - len(seen))))
    seen[pk // 8] |= 1 << pk % 8


def marked(seen: bytearray, pk: int) -> bool:
    """True when the bit of `pk` is set."""
    return pk // 8 < len(seen) and bool(seen[pk // 8] & 1 << pk % 8)
