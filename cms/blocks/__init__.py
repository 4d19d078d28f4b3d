"""StreamField blocks for official texts. Each has a template, a preview and a form for the API."""

from .body import BodyBlock

__all__ = ["BodyBlock"]
