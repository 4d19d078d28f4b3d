"""Automatic checks on text and files: bytes in, findings out. No page, no database, no network.

A finding is a hint to a reviewer. It blocks nothing by itself and is never logged: its text is personal data.
"""

from .found import KINDS, Found, Inspection, kind_name
from .service import inspect_file, inspect_text
from .wordlists import WordLists, configured_words, default_words, register_words

__all__ = [
    "KINDS",
    "Found",
    "Inspection",
    "WordLists",
    "configured_words",
    "default_words",
    "inspect_file",
    "inspect_text",
    "kind_name",
    "register_words",
]
