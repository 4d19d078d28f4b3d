"""The style sheets and the scripts of the admin. Names and emblem are in cms/templates/wagtailadmin/."""

from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _


def style_sheets() -> SafeString:
    """The tokens of the public site, and what the admin makes of them."""
    sheets = (static("cms/tokens.css"), static("cms/admin.css"))
    return format_html('<link rel="stylesheet" href="{}"><link rel="stylesheet" href="{}">', *sheets)


def dates_script() -> SafeString:
    """Keeps what is typed into a date. Stands after Wagtail's calendar and before the first field, so not deferred."""
    return format_html('<script src="{}"></script>', static("cms/dates.js"))


def editor_scripts() -> SafeString:
    """Opens the comments of a page when its address asks for one; pastes ranges of spreadsheets into tables; says so when
    a field cuts off what is pasted into it."""
    scripts = ((static(name),) for name in ("cms/comments.js", "cms/paste_cells.js"))
    words = _("此处最多MOST字，粘贴的内容超出BEYOND字，超出部分没有填入，请核对。")
    limits = format_html('<script src="{}" data-words="{}" defer></script>', static("cms/limits.js"), words)
    return format_html_join("", '<script src="{}" defer></script>', scripts) + limits
