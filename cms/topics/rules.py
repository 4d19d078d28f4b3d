"""What one rule of a topic asks for: asked of one publication when it changes, and of all when the topic does."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q
from django.utils.dateparse import parse_date
from django.utils.timezone import localtime, make_aware

from register.facts import EntryFacts

from ..keywords import keywords_from_text
from ..models.publication import PublicationKeyword

TOPIC = "topic"


@dataclass(frozen=True)
class Rule:
    """All that is said has to be so; what is empty is not asked. `column` is the tree path of a column, with what stands
    beneath; `theme` a whole value or its first level; one of `keywords` is enough; days are Beijing's, both included."""

    kind: str = ""
    theme: str = ""
    organ: str = ""
    column: str = ""
    keywords: frozenset[str] = frozenset()
    since: date | None = None
    until: date | None = None

    def takes(self, facts: EntryFacts, organ: str) -> bool:
        """True when the topic gathers what `facts` say, published by the organ with the code `organ`."""
        listed_at = facts.original_published_at or facts.first_published_at
        day = localtime(listed_at).date() if listed_at else None
        asked = (
            (self.kind, facts.kind == self.kind),
            (self.theme, facts.theme == self.theme or facts.theme.startswith(f"{self.theme}\\")),
            (self.organ, organ == self.organ),
            (self.column, facts.tree_path.startswith(self.column)),
            (self.keywords, not self.keywords.isdisjoint(facts.keywords)),
            (self.since, day is not None and self.since is not None and day >= self.since),
            (self.until, day is not None and self.until is not None and day <= self.until),
        )
        return all(so for value, so in asked if value)

    def condition(self) -> Q:
        """The same as a condition on live entries."""
        found = Q()
        if self.kind:
            found &= Q(kind=self.kind)
        if self.theme:
            found &= Q(theme=self.theme) | Q(theme__startswith=f"{self.theme}\\")
        if self.organ:
            found &= Q(organ__code=self.organ)
        if self.column:
            found &= Q(tree_path__startswith=self.column)
        if self.keywords:
            having = PublicationKeyword.objects.filter(tag__name__in=self.keywords)
            found &= Q(page__in=having.values("content_object"))
        if self.since:
            found &= Q(listed_at__gte=midnight(self.since))
        if self.until:
            found &= Q(listed_at__lt=midnight(self.until + timedelta(days=1)))
        return found


def midnight(day: date) -> datetime:
    return make_aware(datetime.combine(day, time()))


def rules_in(stored: Iterable[Any], columns: dict[int, str]) -> list[Rule]:
    """The rules of a stored stream; `columns` gives the tree path of each column that one names. A rule whose column is
    gone gathers nothing."""
    values = [child["value"] for child in stored if child.get("type") == "rule"]
    return [rule_of(value, columns) for value in values if not value.get("column") or value["column"] in columns]


def rule_of(value: dict[str, Any], columns: dict[int, str]) -> Rule:
    return Rule(
        kind=value.get("kind") or "",
        theme=value.get("theme") or "",
        organ=value.get("organ") or "",
        column=columns.get(value.get("column") or 0, ""),
        keywords=frozenset(keywords_from_text(value.get("keywords") or "")),
        since=as_date(value.get("since")),
        until=as_date(value.get("until")),
    )


def as_date(value: Any) -> date | None:
    return value if isinstance(value, date) else parse_date(value) if value else None
