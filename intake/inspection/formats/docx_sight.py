"""What an eye can see of a run on its ground."""

from lxml import etree

from ...readers.docx_styles import Look, Styles, ground, w

TINY = 2.0  # points
NEAR = 24  # of 255, in each of the three colours


def is_unseen(look: Look, behind: str) -> bool:
    """Whether words of that look are the colour of what is behind them, or too small to be read."""
    if 0 < look.size <= TINY:
        return True
    paper = look.ground or behind or "FFFFFF"
    if not look.color or "?" in (look.color, paper):
        return False
    return all(abs(int(look.color[at : at + 2], 16) - int(paper[at : at + 2], 16)) <= NEAR for at in (0, 2, 4))


def paragraph_ground(styles: Styles, paragraph: etree._Element) -> str:
    """The shading of a paragraph, its own or its style's."""
    properties = paragraph.find(w("pPr"))
    if own := ground(properties):
        return own
    reference = properties.find(w("pStyle")) if properties is not None else None
    name = reference.get(w("val"), "") if reference is not None else styles.default
    shades = (ground(style.find(w("pPr"))) for style in reversed(styles.chain(name)))
    return next(filter(None, shades), "")


def table_ground(styles: Styles, properties: etree._Element | None) -> str:
    """The shading of a table; "?" when its style shades some rows, which ones is not asked."""
    if properties is None:
        return ""
    if own := ground(properties):
        return own
    reference = properties.find(w("tblStyle"))
    chain = styles.chain(reference.get(w("val"), "")) if reference is not None else []
    return "?" if any(True for style in chain for _ in style.iter(w("shd"))) else ""
