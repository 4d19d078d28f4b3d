"""Blocks that only an interpretation uses, beside those of every body."""

from .body import InterpretationBody
from .documents import DocumentsBlock

__all__ = ["DocumentsBlock", "InterpretationBody"]
