"""Addresses that people type. What a browser must not be led to is read as none, whichever way it came to be stored:
forms refuse it, but programs and imports pass them by."""

from typing import Any

from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from intake.sanitize import is_safe_address

ADDRESS_ADVICE = _("请填写完整的网址，从协议写起，可以从浏览器的地址栏复制。")
WEB = ("http://", "https://")
web_address = URLValidator(schemes=["http", "https"], message=ADDRESS_ADVICE)


def web_only(value: Any) -> str:
    """`value` when it is an address on the web; "" for every other one, `javascript:` and the like among them."""
    text = str(value or "")
    return text if text.lower().startswith(WEB) and is_safe_address(text) else ""


class ReadAsWebAddress:
    """Mix into a block: pages, feeds and API all have its value from here."""

    def to_python(self, value: Any) -> str:
        return web_only(value)

    def normalize(self, value: Any) -> str:
        return web_only(value)


class WebAddressBlock(ReadAsWebAddress, blocks.URLBlock):
    """A whole address on the web; one that is typed without `http://` gets it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "max_length": 500, **kwargs})
        others = [one for one in self.field.validators if not isinstance(one, URLValidator)]
        self.field.validators = [*others, web_address]


class AddressBlock(ReadAsWebAddress, blocks.CharBlock):
    """A whole address on the web, as it is typed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(validators=[web_address], **{"required": False, "max_length": 500, **kwargs})
