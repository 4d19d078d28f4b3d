"""Reading .txt, .html, .docx and .pdf: hostile bytes in, one neutral `Reading` out, in bounded time and memory."""

from .parent import read_file
from .reasons import message
from .structure import Block, Cell, Notice, Paragraph, Reading, Table

__all__ = ["Block", "Cell", "Notice", "Paragraph", "Reading", "Table", "message", "read_file"]
