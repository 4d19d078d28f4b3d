"""Plain text in any of the encodings that `charsets` knows."""

import re

from ...charsets import UnknownEncoding, decode
from ...readers.structure import Unreadable
from ..extract import Extract
from ..stories import Story

LINE_ENDS = re.compile(r"\r\n?|[\n\x0b\x0c\x85\u2028\u2029]")


def extract(data: bytes, depth: int = 0) -> Extract:
    """The lines; raises `Unreadable` for what is no text."""
    if not data.strip(b"\x00 \t\r\n"):
        raise Unreadable("empty")
    try:
        decoded = decode(data)
    except UnknownEncoding:
        raise Unreadable("encoding") from None
    story = Story()
    for number, line in enumerate(LINE_ENDS.split(decoded.text), 1):
        story.add(line.replace("\x00", ""), f"第{number}行")
    notices = ["文件中有无法识别的字符，可能没有全部检测。"] if decoded.damaged else []
    return Extract([story], notices=notices)
