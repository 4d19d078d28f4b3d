"""The languages of what is public. The register knows them by their tags (BCP 47), Django and Wagtail by their codes."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils.translation import override


def tag_of(code: str) -> str:
    """zh-hans → zh-Hans, en-gb → en-GB."""
    language, *rest = code.split("-")
    return "-".join([language, *(part.title() if len(part) == 4 else part.upper() for part in rest)])


MAIN = tag_of(settings.LANGUAGE_CODE)
"""The language of the sites; every other one is foreign."""


def known() -> list[str]:
    """Tags of the languages in which pages may be written, the main one first."""
    return [tag_of(code) for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]


def native_name(tag: str) -> str:
    """What its readers call a language."""
    return "中文" if tag == MAIN else str(LANG_INFO.get(tag.lower(), {}).get("name_local", tag))


@contextmanager
def spoken(tag: str) -> Iterator[None]:
    """Let the words of the interface be those of a language; of the main one where the house does not know it."""
    with override(tag.lower() if tag in known() else settings.LANGUAGE_CODE):
        yield
