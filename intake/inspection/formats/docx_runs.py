"""The runs of one Word paragraph: text with its state, field codes, and the boxes that hang on it."""

from dataclasses import dataclass

from lxml import etree

from ...readers.docx_styles import Styles, w
from ...readers.structure import Unreadable
from .docx_sight import is_unseen, paragraph_ground
from .office import local

ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
VML = "{urn:schemas-microsoft-com:vml}"
SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad"}
CODES = ("instrText", "delInstrText")
STATES = {"ins": "inserted", "moveTo": "inserted", "del": "deleted", "moveFrom": "deleted"}
FILLS = {"solidFill", "gradFill", "blipFill", "pattFill", "fill", "fillRef"}
MAX_DEPTH = 80


@dataclass(frozen=True)
class Piece:
    """Text and its state: "" for ordinary, hidden, unseen, inserted or deleted."""

    text: str
    state: str


class Runs:
    """Everything in one w:p. `boxes` are (content, state, colour behind) of text boxes."""

    def __init__(self, styles: Styles, paragraph: etree._Element, behind: str, state: str) -> None:
        self.styles = styles
        self.look = styles.paragraph(paragraph)
        self.behind = paragraph_ground(styles, paragraph) or behind
        self.pieces: list[Piece] = []
        self.codes: list[str] = []
        self.boxes: list[tuple[etree._Element, str, str]] = []
        self._instruction = ""
        self._walk(paragraph, state, 0)
        self._end_code()

    def _walk(self, parent: etree._Element, state: str, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise Unreadable("bomb")
        for child in parent:
            name = local(child)
            if child.tag == w("r"):
                self._run(child, state, depth)
            elif child.tag == ALTERNATE or name in ("drawing", "pict", "object"):
                self._drawing(child, state)
            elif name == "oMath" or name == "oMathPara":
                self._add("".join(t.text or "" for t in child.iter() if local(t) == "t"), state)
            elif name == "fldSimple":
                self.codes.append(child.get(w("instr"), ""))
                self._walk(child, state, depth + 1)
            elif name == "hyperlink":
                self.codes += [value for key in ("anchor", "tooltip") if (value := child.get(w(key)))]
                self._walk(child, state, depth + 1)
            elif name == "sdtPr":
                self.codes += choices_of(child)
            elif not name.endswith("Pr"):
                self._walk(child, STATES.get(name, state) if child.tag == w(name) else state, depth + 1)

    def _run(self, run: etree._Element, state: str, depth: int) -> None:
        look = self.styles.run(run, self.look)
        if not state:
            state = "hidden" if look.hidden else "unseen" if is_unseen(look, self.behind) else ""
        for child in run:
            name = local(child)
            if name in ("t", "delText"):
                self._add(child.text or "", state)
            elif name in CODES:
                self._instruction += child.text or ""
            elif name == "fldChar":
                self._end_code()
                self.codes += choices_of(child)
            elif name in SIGNS:
                self._add(SIGNS[name], state)
            elif name == "ruby":
                self._ruby(child, state, depth)
            elif child.tag == ALTERNATE or name in ("drawing", "pict", "object"):
                self._drawing(child, state)

    def _add(self, text: str, state: str) -> None:
        if text:
            self.pieces.append(Piece(text, state))

    def _end_code(self) -> None:
        """A field's code may be cut into many runs."""
        if self._instruction.strip():
            self.codes.append(self._instruction)
        self._instruction = ""

    def _ruby(self, ruby: etree._Element, state: str, depth: int) -> None:
        for child in ruby:
            if local(child) == "rubyBase":
                self._walk(child, state, depth + 1)
            elif local(child) == "rt":
                self.codes.append("".join(text.text or "" for text in child.iter(w("t"))))

    def _drawing(self, element: etree._Element, state: str) -> None:
        """Word writes a text box twice, for new and old programs; the first one with words counts."""
        if element.tag == ALTERNATE:
            versions = [
                v for v in element if any(local(inner) in ("txbxContent", "t", "textpath") for inner in v.iter())
            ]
            element = versions[0] if versions else element
        hidden = any(local(e) == "docPr" and e.get("hidden") in ("1", "true") for e in element.iter())
        hidden = hidden or any("visibility:hidden" in e.get("style", "").replace(" ", "") for e in element.iter())
        for inner in element.iter():
            if local(inner) == "txbxContent" and _is_outermost(inner, element):
                self.boxes.append((inner, "hidden" if hidden else state, _box_ground(inner, element)))
            elif inner.tag == f"{VML}textpath":
                self.codes.append(inner.get("string", ""))
            elif local(inner) == "t" and inner.tag != w("t"):
                self.codes.append(inner.text or "")
            elif isinstance(inner.tag, str) and inner.tag.startswith(VML) and inner.get("alt"):
                self.codes.append(inner.get("alt", ""))


def choices_of(properties: etree._Element) -> list[str]:
    """Entries of lists and defaults of form fields."""
    found: list[str] = []
    for element in properties.iter():
        name = local(element)
        if name == "listItem":
            found += [element.get(w("displayText"), ""), element.get(w("value"), "")]
        elif name in ("listEntry", "default", "helpText", "statusText"):
            found.append(element.get(w("val"), ""))
    return found


def _is_outermost(box: etree._Element, limit: etree._Element) -> bool:
    for up in box.iterancestors():
        if up is limit:
            return True
        if local(up) == "txbxContent":
            return False
    return True


def _box_ground(box: etree._Element, limit: etree._Element) -> str:
    """ "?" when the shape is filled: its colour may come from a theme or a picture; "" when it has no colour."""
    for up in box.iterancestors():
        if local(up) in ("wsp", "shape", "rect", "roundrect"):
            looks = [element for child in up if local(child) in ("spPr", "style", "fill") for element in child.iter()]
            painted = up.get("fillcolor", "").lower() not in ("", "white", "#ffffff")
            return "?" if painted or any(local(element) in FILLS for element in looks) else ""
        if up is limit:
            return ""
    return ""
