"""What an existing document says, in the parts an official knows."""

from dataclasses import dataclass, field
from typing import Any

from intake.readers import message


@dataclass
class Heading:
    """level: 1 for 一、 and chapters, 2 for （一） and sections, 3 for 1. , 4 for (1). The text keeps its number."""

    level: int
    text: str


@dataclass
class Text:
    """A paragraph; role: "", "addressees", "attachments", "signature", "date", "note"."""

    text: str
    role: str = ""
    location: str = ""


@dataclass
class Grid:
    """A table as rows of (text, colspan, rowspan, is header)."""

    rows: list[list[tuple[str, int, int, bool]]]
    location: str = ""

    @property
    def text(self) -> str:
        return "\n".join("\t".join(cell[0].replace("\n", " ") for cell in row) for row in self.rows)


Item = Heading | Text | Grid


@dataclass(frozen=True)
class Caution:
    """Something a person should look at: a code, the words exactly as found, and where they stand."""

    kind: str
    text: str = ""
    location: str = ""

    def as_json(self) -> dict[str, str]:
        return {"kind": self.kind, "text": self.text, "location": self.location}


@dataclass
class ParsedDocument:
    """One document. What its text does not say is empty ("" or None) and named in `warnings`."""

    title: str = ""
    organ: str = ""
    addressees: str = ""
    document_number: str = ""
    issued_on: str | None = None
    original_published_at: str | None = None
    source: str = ""
    attachments: list[str] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    warnings: list[Caution] = field(default_factory=list)
    left_out: list[Caution] = field(default_factory=list)
    """Lines of the file that are neither text nor field, with the class that they were taken for."""

    @property
    def sections(self) -> list[Heading]:
        return [item for item in self.items if isinstance(item, Heading)]

    @property
    def paragraphs(self) -> list[str]:
        return [item.text for item in self.items if isinstance(item, Text)]

    @property
    def has_body(self) -> bool:
        """Whether anything is said beneath the title besides receivers, list of attachments, signature and date."""
        return any(not isinstance(item, Text) or item.role in {"", "note"} for item in self.items)

    @property
    def text(self) -> str:
        """The whole body as plain text, a paragraph a line."""
        return "\n".join(item.text for item in self.items)

    def as_json(self) -> dict[str, Any]:
        """The fields of an import's JSON row that come from the document."""
        return {
            "title": self.title,
            "organ": self.organ,
            "addressees": self.addressees,
            "document_number": self.document_number,
            "issued_on": self.issued_on,
            "sections": [{"level": heading.level, "title": heading.text} for heading in self.sections],
            "paragraphs": self.paragraphs,
            "attachments": self.attachments,
            "text": self.text,
            "original_published_at": self.original_published_at,
            "source": self.source,
            "left_out": [caution.as_json() for caution in self.left_out],
            "warnings": [caution.as_json() for caution in self.warnings],
        }


@dataclass(frozen=True)
class Failure:
    """A file that gave no document: the code of the reason."""

    code: str

    @property
    def reason(self) -> str:
        """The reason as a Chinese sentence."""
        return message(self.code)
