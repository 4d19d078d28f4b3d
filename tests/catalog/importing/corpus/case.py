"""One document of the corpus and what must be read from it."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Case:
    """`has` must stand in the text, `lacks` must not; None means: not asserted. `sections` are the headings, all of them."""

    file: str
    data: bytes
    title: str
    number: str = ""
    day: str | None = None
    organ: str | None = None
    addressees: str | None = None
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    attachments: tuple[str, ...] | None = None
    sections: tuple[str, ...] | None = None
    tables: int | None = None
    warns: tuple[str, ...] = field(default=())
    quiet: tuple[str, ...] = field(default=())
    """Kinds of warnings that must not come."""
