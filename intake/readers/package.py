"""Opening an office package (a zip) without trusting it: sizes, ratio, parts and DOCTYPE are judged before any parser."""

import io
import re
import zipfile
import zlib

from lxml import etree

from .limits import MAX_PARTS, MAX_RATIO, MAX_UNPACKED, MAX_XML, RATIO_FROM
from .structure import Unreadable

STRICT = re.compile(
    rb"http://purl\.oclc\.org/ooxml/(wordprocessingml/main|officeDocument/relationships|drawingml/main)"
)
TRANSITIONAL = {
    b"wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    b"drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
}


class Package:
    """The parts of one package by name. Raises `Unreadable` ("damaged", "bomb", "locked", "doctype")."""

    def __init__(self, data: bytes) -> None:
        try:
            self.archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
            raise Unreadable("damaged") from error
        self.members = {info.filename.lstrip("/"): info for info in self.archive.infolist()}
        self._judge()

    def _judge(self) -> None:
        """By what the directory says; `part` counts again what really comes out."""
        infos = self.archive.infolist()
        if any(info.flag_bits & 0x1 for info in infos):
            raise Unreadable("locked")
        total = sum(info.file_size for info in infos)
        xml = sum(info.file_size for info in infos if info.filename.lower().endswith((".xml", ".rels")))
        if len(infos) > MAX_PARTS or total > MAX_UNPACKED or xml > MAX_XML:
            raise Unreadable("bomb")
        for info in infos:
            if info.file_size > RATIO_FROM and info.file_size > MAX_RATIO * max(1, info.compress_size):
                raise Unreadable("bomb")

    def part(self, name: str) -> bytes | None:
        """The bytes of a part, None when there is none; more than its header says is a bomb."""
        info = self.members.get(name)
        if info is None:
            return None
        try:
            with self.archive.open(info) as stream:
                data = stream.read(MAX_XML + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError) as error:
            raise Unreadable("damaged") from error
        if len(data) > MAX_XML:
            raise Unreadable("bomb")
        return data

    def xml(self, name: str) -> etree._Element | None:
        """A part as a tree; strict OOXML is read as transitional."""
        data = self.part(name)
        if data is None:
            return None
        beginning = data[:4000].replace(b"\x00", b"").upper()
        if b"<!DOCTYPE" in beginning or b"<!ENTITY" in beginning:
            raise Unreadable("doctype")
        data = STRICT.sub(lambda hit: TRANSITIONAL[hit[1]], data)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise Unreadable("damaged") from error
        if root.getroottree().docinfo.doctype:
            raise Unreadable("doctype")
        return root

    def main_part(self) -> str:
        """Name of the main document by the package's relations."""
        relations = self.xml("_rels/.rels")
        for relation in relations if relations is not None else ():
            if str(relation.get("Type", "")).endswith("/officeDocument"):
                return str(relation.get("Target", "")).lstrip("/")
        return "word/document.xml"
