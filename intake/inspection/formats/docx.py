"""Word documents: body, headers, footers, notes, comments, building blocks, settings, and all that packages share."""

from ...readers.docx_styles import Styles, w
from ...readers.package import Package
from ...readers.structure import Unreadable
from ..extract import Extract
from ..stories import Story
from .docx_walk import Walk
from .office import OfficeParts

MORE_PARTS = (
    (r"{folder}/header\d*\.xml", "页眉"),
    (r"{folder}/footer\d*\.xml", "页脚"),
    (r"{folder}/footnotes\.xml", "脚注"),
    (r"{folder}/endnotes\.xml", "尾注"),
    (r"{folder}/glossary/document\.xml", "文档部件"),
)


def extract(data: bytes, depth: int = 0) -> Extract:
    """Raises `Unreadable` when there is no document in the package."""
    package = Package(data)
    main = package.main_part()
    root = package.xml(main)
    if root is None or root.find(w("body")) is None:
        raise Unreadable("damaged")
    out = Extract()
    folder = main.rpartition("/")[0]
    parts = OfficeParts(package, out, depth)
    styles = Styles(parts.xml(f"{folder}/styles.xml"))
    Walk(styles, parts, "正文").take(root)
    for pattern, place in MORE_PARTS:
        for name in parts.names(pattern.format(folder=folder)):
            more = parts.xml(name)
            if more is not None:
                Walk(styles, parts, place).take(more)
    _comments(parts, styles, folder)
    _settings(parts, folder)
    parts.take_common()
    return out


def _comments(parts: OfficeParts, styles: Styles, folder: str) -> None:
    """A comment is hidden from nobody but the reader of the print, and its author forgot it."""
    root = parts.xml(f"{folder}/comments.xml")
    if root is None:
        return
    for number, comment in enumerate(root, 1):
        walk = Walk(styles, parts, f"批注{number}")
        walk.take(comment)
        parts.out.hide(walk.text, f"批注{number}")


def _settings(parts: OfficeParts, folder: str) -> None:
    """Variables and the data source of a mail merge."""
    root = parts.xml(f"{folder}/settings.xml")
    story = Story()
    for element in root.iter() if root is not None else ():
        if element.tag in (w("docVar"), w("query"), w("connectString"), w("dataSource")):
            story.add(element.get(w("val"), ""), "文档变量", element.get(w("name"), ""), cell=True)
    parts.out.stories.append(story)
