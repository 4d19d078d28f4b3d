"""Plain text in any of the encodings that `charsets` knows."""

import re

from ...charsets import UnknownEncoding, decode
from ...readers.structure import Unreadable
from ..extract import Extract
from ..stories import Story

# A line's end of old days; the one before \n stays, so that what is found is what stands in the file.
LONE_RETURN = re.compile(r"\r(?!\n)")


def extract(data: bytes, depth: int = 0) -> Extract:
    """The lines; raises `Unreadable` for what is no text."""
    if not data.strip(b"\x00 \t\r\n"):
        raise Unreadable("empty")
    try:
        decoded = decode(data)
    except UnknownEncoding:
        raise Unreadable("encoding") from None
    story = Story()
    text = LONE_RETURN.sub("\n", decoded.text)
    for number, line in enumerate(text.split("\n"), 1):
        story.add(line, f"第{number}行")
    notices = ["文件中有无法识别的字符，可能没有全部检测。"] if decoded.damaged else []
    return Extract([story], notices=notices)
