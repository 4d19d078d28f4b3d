"""What the bytes of a PDF say beside what the library reads: XMP, layers that are off, versions saved over."""

import re
import zlib
from collections.abc import Iterator

from lxml import etree

EOF = re.compile(rb"%%EOF[\r\n ]*")
# Dictionaries of streams that may hold more objects, or XMP.
STREAM = re.compile(rb"/Type\s*/(ObjStm|Metadata)\b[^\x00]{0,600}?stream\r?\n", re.DOTALL)
OFF = re.compile(rb"/OCProperties\b.{0,6000}?/OFF\s*\[\s*\d+\s+\d+\s+R", re.DOTALL)
LAYERS = re.compile(rb"/D\s*<<.{0,3000}?/OFF\s*\[\s*\d+\s+\d+\s+R", re.DOTALL)
INFO = re.compile(rb"/Info\s+(\d+)\s+\d+\s+R")
ENTRY = re.compile(
    rb"/([A-Za-z0-9#_.-]{1,60})\s*(?:\(((?:[^()\\]|\\.){0,4000})\)|<([0-9A-Fa-f\s]{2,8000})>)", re.DOTALL
)
ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
SIGNS = {b"n": b"\n", b"r": b"\r", b"t": b"\t"}
MAX_STREAMS = 3_000
MAX_INFLATED = 4_000_000
MAX_ALL = 60_000_000
MAX_VERSIONS = 3


def xmp_texts(data: bytes) -> list[str]:
    """Words of all XMP packets, plain and packed."""
    packets = re.findall(rb"<x:xmpmeta.{0,400000}?</x:xmpmeta>", data, re.DOTALL)[:20]
    packets += [body for kind, body in _streams(data) if kind == b"Metadata" and b"<" in body]
    texts: list[str] = []
    for packet in packets:
        texts += _words(packet)
    return list(dict.fromkeys(texts))


def own_properties(data: bytes) -> list[tuple[str, str]]:
    """(name, value) of what the file says of itself beyond the usual names."""
    found = []
    for number in dict.fromkeys(INFO.findall(data)):
        hit = re.search(rb"(?<!\d)" + number + rb"\s+\d+\s+obj\b(.{0,20000}?)endobj", data, re.DOTALL)
        for name, plain, coded in ENTRY.findall(hit[1]) if hit else ():
            found.append((name.decode("latin-1"), _string(plain, coded)))
    return [(name, value) for name, value in found if not name.endswith("Date")]


def _string(plain: bytes, coded: bytes) -> str:
    """A string of PDF, in UTF-16 with its mark or in Latin-1."""
    raw = (
        bytes.fromhex(re.sub(rb"[^0-9A-Fa-f]", b"", coded)[: len(coded) & ~1].decode())
        if coded
        else ESCAPE.sub(_plain, plain)
    )
    return raw.decode("utf-16", "replace") if raw[:2] in (b"\xfe\xff", b"\xff\xfe") else raw.decode("utf-8", "replace")


def _plain(hit: re.Match[bytes]) -> bytes:
    return bytes([int(hit[1], 8) & 255]) if hit[1].isdigit() else SIGNS.get(hit[1], hit[1])


def has_layers_off(data: bytes) -> bool:
    """Whether the default view leaves layers out."""
    bodies = (
        [data, *(body for kind, body in _streams(data) if kind == b"ObjStm")]
        if b"/OC" in data or b"/ObjStm" in data
        else []
    )
    return any(b"/OFF" in body and (OFF.search(body) or LAYERS.search(body)) for body in bodies)


def earlier_versions(data: bytes) -> list[bytes]:
    """The file as it was before each of its last updates; a linearised file has two ends from the beginning."""
    ends = [hit.end() for hit in EOF.finditer(data)]
    if b"/Linearized" in data[:2048]:
        ends = ends[1:]
    return [data[:end] for end in ends[:-1][-MAX_VERSIONS:]]


def _streams(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """(type, content) of object streams and metadata, as far as they are plain or deflated."""
    total = 0
    for count, hit in enumerate(STREAM.finditer(data)):
        if count > MAX_STREAMS or total > MAX_ALL:
            return
        end = data.find(b"endstream", hit.end())
        body = data[hit.end() : end if end > 0 else None]
        if b"FlateDecode" in hit[0] or body[:1] in (b"x", b"H", b"h"):
            try:
                body = zlib.decompressobj().decompress(body, MAX_INFLATED)
            except zlib.error:
                continue
        total += len(body)
        yield hit[1], body


def _words(packet: bytes) -> list[str]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(packet.strip(b"\x00 \r\n\t"), parser)
    except etree.XMLSyntaxError:
        return []
    if root is None:
        return []
    words = [text for text in root.itertext() if text.strip()]
    for element in root.iter():
        words += [value for name, value in element.attrib.items() if "Date" not in name and "}ID" not in name]
    return [word for word in words if not re.match(r"(uuid|xmp\.\w+|https?|W5M0)", word)]
