"""For whom JSON is written: addresses are absolute, and files of a draft are read through its preview."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from wagtail.models import Site

from register.addresses import absolute, absolute_html

FILES = ("/documents/", "/media/")
"""Where uploads are served once a live entry names them."""


@dataclass(frozen=True)
class Reading:
    """One answer: the site that is asked, and where the reader of a draft finds a file, by its public path."""

    site: Site
    request: HttpRequest | None = None
    file_path: Callable[[str], str] | None = field(default=None)

    def address(self, path: str) -> str:
        """`path` as an absolute address."""
        if self.file_path and path.startswith(FILES):
            path = self.file_path(path)
        return absolute(self.site, path)

    def html(self, html: str) -> str:
        """A fragment whose links are absolute."""
        return absolute_html(self.site, html)

    def absolute(self, value: Any) -> Any:
        """`value`, the JSON of a block, with each path made absolute that stands under `url`, `…_url` or `html`."""
        if isinstance(value, (list, tuple)):
            return [self.absolute(item) for item in value]
        if not isinstance(value, dict):
            return value
        return {name: self.named(name, item) for name, item in value.items()}

    def named(self, name: str, item: Any) -> Any:
        if isinstance(item, str):
            if name == "url" or name.endswith("_url"):
                return self.address(item)
            if name == "html" or name.endswith("_html"):
                return self.html(item)
        return self.absolute(item)
