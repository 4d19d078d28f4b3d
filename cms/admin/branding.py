"""The style sheet of the admin. Names and emblem are in cms/templates/wagtailadmin/."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString


def style_sheets() -> SafeString:
    """The tokens of the public site, and what the admin makes of them."""
    sheets = (static("cms/tokens.css"), static("cms/admin.css"))
    return format_html('<link rel="stylesheet" href="{}"><link rel="stylesheet" href="{}">', *sheets)


def comments_script() -> SafeString:
    """Opens the comments of a page when its address asks for one."""
    return format_html('<script src="{}" defer></script>', static("cms/comments.js"))
