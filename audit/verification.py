"""Whether the log is as it was written: every record, its place in the chain, its beginning and its end."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from . import head_file, triggers
from .models import AuditHead
from .reading import Damaged, Row, in_order_with_damage
from .sealing import head_seal, record_digest, removed_seal, same

FILE = "head_file"
"""The kind of what is wrong with the file only, while the database is in order."""


@dataclass(frozen=True)
class Problem:
    """`kind` is for programs (docs/audit.md), `seq` the first record that it is about, if it is about one."""

    kind: str
    text: str
    seq: int | None = None


@dataclass(frozen=True)
class End:
    """A record by number and digest, None when it is not known; number 0 is the place before the first."""

    seq: int = 0
    digest: str | None = ""


def nothing() -> None:
    pass


class Inspection:
    """One walk along the chain. Others may record and purge meanwhile: the file is read before the records, the head
    after them, and where the beginning has moved on, the walk goes on from there."""

    def __init__(self, step: Callable[[], None] = nothing) -> None:
        self.step = step
        self.checked = self.bad = 0
        self.lag = 0
        """Records that the file does not know yet: those of the last moments, or of a crash."""
        self.last = End()
        self.file: head_file.Head | None = None
        self.digest_at_file: str | None = None
        """What the log has where the file says the end was."""

    def problems(self) -> Iterator[Problem]:
        """All of them, as they are found."""
        yield from trigger_problems()
        file_problem = self.read_file()
        self.last, beginning_problem = beginning()
        if beginning_problem:
            yield beginning_problem
        yield from self.walk()
        yield from self.judge_head()
        if self.file:
            yield from self.judge_file(self.file)
        elif file_problem:
            yield file_problem
        elif self.last.seq:
            yield Problem(FILE, _("链头文件：不存在。"))

    def read_file(self) -> Problem | None:
        try:
            self.file = head_file.read()
        except head_file.Unreadable:
            return Problem(FILE, _("链头文件：已损坏，或不是系统写入的。"))
        return None

    def walk(self, after: int | None = None, until: int | None = None) -> Iterator[Problem]:
        for row in in_order_with_damage(after, until):
            self.step()
            self.checked += 1
            problems = list(self.damage(row) if isinstance(row, Damaged) else self.judge(row))
            self.bad += bool(problems)
            yield from problems

    def damage(self, row: Damaged) -> Iterator[Problem]:
        number = row.key if type(row.key) is int else None
        yield Problem("altered", _("第%(seq)s条：内容被改动，已无法读取。") % {"seq": row.key}, number)
        if number is not None and number > self.last.seq:
            self.last = End(number, None)

    def judge(self, row: Row) -> Iterator[Problem]:
        """A record against itself and against the one before it."""
        seq, names = row["seq"], {"seq": row["seq"]}
        if seq <= self.last.seq:
            yield Problem("added", _("第%(seq)d条：位于链首之前，不是系统写入的。") % names, seq)
            return
        if seq > self.last.seq + 1:
            self.skip_what_was_purged(seq)
        gap = seq - self.last.seq - 1
        if gap:
            yield Problem("missing", missing(self.last.seq + 1, seq - 1), self.last.seq + 1)
        if not is_sealed(row):
            yield Problem("altered", _("第%(seq)d条：内容被改动，或不是系统写入的。") % names, seq)
        elif not gap and self.last.digest not in (None, row["previous"]):
            yield Problem("unlinked", _("第%(seq)d条：与上一条不衔接。") % names, seq)
        if self.file and seq == self.file.seq:
            self.digest_at_file = row["digest"]
        self.last = End(seq, row["digest"])

    def skip_what_was_purged(self, seq: int) -> None:
        """A purge while we walk: what lies between is gone by right."""
        now, problem = beginning()
        if problem is None and self.last.seq < now.seq < seq:
            self.last = now

    def judge_head(self) -> Iterator[Problem]:
        """The head row. What it names is committed, so a second walk finds what came during the first."""
        head = AuditHead.objects.filter(pk=1).first()
        if head is None:
            if self.last.seq:
                yield Problem("head_row", _("链头记录：不存在。"))
            return
        yield from self.walk(self.last.seq, head.seq)
        if (head.seq or head.seal) and not same(head.seal, head_seal(head.seq, head.digest)):
            yield Problem("head_row", _("链头记录：被改动。"))
        elif head.seq > self.last.seq:
            yield Problem("missing", missing(self.last.seq + 1, head.seq), self.last.seq + 1)
        elif head.seq < self.last.seq:
            yield Problem("added", _("第%(seq)d条之后：有不是系统写入的记录。") % {"seq": head.seq}, head.seq + 1)
        elif self.last.digest not in (None, head.digest):
            yield Problem("head_row", _("链头记录：与最后一条不符。"))

    def judge_file(self, file: head_file.Head) -> Iterator[Problem]:
        start, _problem = beginning()
        if file.seq > self.last.seq:
            text = _("链头文件：日志曾记到第%(seq)d条，现在只到第%(last)d条，末尾的记录缺失。")
            yield Problem(FILE, text % {"seq": file.seq, "last": self.last.seq}, self.last.seq + 1)
        elif file.digest not in (self.digest_at_file, start.digest if start.seq == file.seq else None):
            yield Problem(FILE, _("链头文件：与第%(seq)d条不符，日志曾被截断后续写。") % {"seq": file.seq}, file.seq)
        self.lag = max(0, self.last.seq - file.seq)


def beginning() -> tuple[End, Problem | None]:
    """Where the chain begins: the last record that retention removed, if any. A forged one counts as none."""
    head = AuditHead.objects.filter(pk=1).first()
    if head is None or not (head.removed_seq or head.removed_digest or head.removed_seal):
        return End(), None
    if same(head.removed_seal, removed_seal(head.removed_seq, head.removed_digest)):
        return End(head.removed_seq, head.removed_digest), None
    return End(), Problem("beginning", _("链首标记：被改动。"))


def trigger_problems() -> Iterator[Problem]:
    """The triggers of the database that are not those which the migration installed."""
    found, expected = triggers.found(), triggers.expected()
    for name, statement in expected.items():
        if name not in found:
            yield Problem("triggers", _("触发器%(name)s：已被删除。") % {"name": name})
        elif found[name] != statement:
            yield Problem("triggers", _("触发器%(name)s：已停用或被替换。") % {"name": name})
    for name in found.keys() - expected.keys():
        yield Problem("triggers", _("触发器%(name)s：不是系统建立的。") % {"name": name})


def is_sealed(row: Row) -> bool:
    """Whether the record, taken for itself, is as it was written; its place in the chain is another matter."""
    try:
        return same(row["digest"], record_digest(row))
    except (AttributeError, TypeError, ValueError):
        return False


def missing(first: int, last: int) -> str:
    if first == last:
        return _("第%(first)d条：缺失。") % {"first": first}
    return _("第%(first)d条至第%(last)d条：缺失。") % {"first": first, "last": last}
