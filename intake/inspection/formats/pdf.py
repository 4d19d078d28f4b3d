"""PDF: text by page in two orders, what cannot be seen of it, notes, forms, bookmarks, metadata, files inside."""

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ...readers.pdf import PAGE_NUMBER
from ...readers.structure import Unreadable
from ..extract import Extract
from ..limits import MAX_EMBEDDED, MAX_PAGES
from ..stories import OF_FILE, Story
from .office import embed
from .pdf_notes import take_notes
from .pdf_raw import earlier_versions, has_layers_off, own_properties, xmp_texts
from .pdf_sight import Sight
from .pdf_tables import Heads
from .pdf_text import Piece, characters, in_place, in_stream

PROPERTIES = {
    "Title": "标题",
    "Author": "作者",
    "Subject": "主题",
    "Keywords": "关键词",
    "Creator": "创建程序",
    "Producer": "制作程序",
}


def extract(data: bytes, depth: int = 0) -> Extract:
    """Raises `Unreadable` ("locked", "damaged"); pictures only give "scan" beside what else was found."""
    document = opened(data)
    out = Extract()
    _pages(document, out)
    _properties(document, data, out)
    _attachments(document, out, depth)
    _earlier(document, data, out)
    return out


def opened(data: bytes) -> pdfium.PdfDocument:
    """The document, with its form fields where it has any."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = getattr(error, "err_code", 0) == raw.FPDF_ERR_PASSWORD
        raise Unreadable("locked" if locked else "damaged") from error
    if len(document) == 0:
        raise Unreadable("damaged")
    return document


def _pages(document: pdfium.PdfDocument, out: Extract) -> None:
    if document.get_formtype():
        document.init_forms()
    streamed, placed, notes = Story(), Story(again=True), Story()
    sight = Sight(len(document))
    wordless = 0
    count = min(len(document), MAX_PAGES)
    for number in range(1, count + 1):
        page = document[number - 1]
        text_page = page.get_textpage()
        found = characters(text_page)
        lines = in_place(found)
        heads = Heads(lines)
        for piece in _without_page_numbers(list(in_stream(found))):
            streamed.add(piece.text, f"第{number}页", heads.context(piece))
        for line in lines:
            for piece in line:
                placed.add(piece.text, f"第{number}页", heads.context(piece), cell=len(line) > 1)
        sight.look(page, text_page, number, found)
        take_notes(page, document.formenv, number, notes, out)
        if not any(char.solid for char in found) and raw.FPDFPage_CountObjects(page.raw):
            wordless += 1
            out.notices.append(f"第{number}页没有文字（可能是扫描件），没有检测。")
    out.stories += [streamed, placed, notes]
    for text, location in sight.hidden():
        out.hide(text, location)
    if sight.stopped_at:
        out.notices.append(f"文件过大，第{sight.stopped_at}页起没有检查被遮盖和看不见的文字。")
    if len(document) > count:
        out.notices.append(f"第{count + 1}页以后没有检测。")
    if wordless == count:
        out.reason = "scan"


def _without_page_numbers(pieces: list[Piece]) -> list[Piece]:
    """A number at a page's edge stands between two halves of what runs over the page."""
    kept = pieces
    for at in (0, -1):
        if len(kept) > 1 and PAGE_NUMBER.match(kept[at].text):
            kept = kept[1:] if at == 0 else kept[:-1]
    return kept


def _properties(document: pdfium.PdfDocument, data: bytes, out: Extract) -> None:
    story = Story()
    for name, value in document.get_metadata_dict().items():
        if "Date" not in name:
            story.add(value, f"{OF_FILE}·{PROPERTIES.get(name, name)}", PROPERTIES.get(name, name), cell=True)
    out.stories.append(story)
    for name, value in own_properties(data):
        if name not in PROPERTIES:
            story.add(value, f"{OF_FILE}·{name}", name, cell=True)
    known = {segment.text for segment in story.segments}
    more = Story()
    for text in xmp_texts(data):
        if text not in known:
            more.add(text, f"{OF_FILE}（XMP）", cell=True)
    marks = Story()
    for mark in document.get_toc(max_depth=15):
        marks.add(mark.get_title() or "", "书签", cell=True)
    out.stories += [more, marks]
    if has_layers_off(data):
        out.hide("默认关闭的图层", "图层")


def _attachments(document: pdfium.PdfDocument, out: Extract, depth: int) -> None:
    for index in range(min(document.count_attachments(), MAX_EMBEDDED)):
        attachment = document.get_attachment(index)
        name = attachment.get_name() or "未命名"
        try:
            data = bytes(attachment.get_data())
        except pdfium.PdfiumError:
            data = b""
        embed(out, name, data, depth)


def _earlier(document: pdfium.PdfDocument, data: bytes, out: Extract) -> None:
    """What an editor deleted and saved over stands in the file still, before its last end."""
    versions = earlier_versions(data)
    known = {line for page in document for line in _lines(page)} if versions else set()
    for version in versions:
        try:
            old = opened(version)
        except Unreadable:
            continue
        lines = [
            line for number in range(min(len(old), MAX_PAGES)) for line in _lines(old[number]) if line not in known
        ]
        story = Story(again=True)
        for line in lines:
            story.add(line, "保存前的版本")
        out.stories.append(story)
        out.hide("\n".join(lines), "保存前的版本")


def _lines(page: pdfium.PdfPage) -> list[str]:
    return [piece.text.strip() for piece in in_stream(characters(page.get_textpage()))]
