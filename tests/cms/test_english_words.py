"""The public templates speak English on English pages: every word that they mark for translation."""

import gettext
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.translation.template import templatize

ROOT = Path(settings.ROOT)
OURS = ROOT / "locale" / "en" / "LC_MESSAGES"
FOLDERS = (
    "cms/templates", "cms/templates/cms", "cms/templates/cms/parts", "cms/templates/cms/blocks",
    "cms/templates/cms/content", "cms/templates/cms/charts", "catalog/templates/catalog",
    "catalog/templates/catalog/blocks", "catalog/templates/catalog/content", "catalog/templates/catalog/parts",
)  # fmt: skip
"""Where templates stand that the public reads in every language; the catalogue's own pages are of the main one."""
MARKED = re.compile(
    r"""gettext\(u?("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\)|\b_\(("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\)"""
)
CHINESE = re.compile(r"[\u3400-\u9fff（）：，。]")
PLACEHOLDER = re.compile(r"%\(\w+\)s")


def marked() -> dict[str, str]:
    """Every message of these templates, with one in which it stands."""
    found = {}
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).glob("*.html")):
            source = templatize(path.read_text(encoding="utf-8"), origin=path.name)
            for hit in MARKED.finditer(source):
                text = (hit[1] or hit[2])[1:-1].replace("%%", "%")
                found[text] = path.name
    return found


def catalogue() -> gettext.GNUTranslations:
    with (OURS / "django.mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def test_every_marked_word_has_its_english() -> None:
    found = marked()
    assert len(found) > 150
    known = catalogue()._catalog  # type: ignore[attr-defined]
    missing = {text: where for text, where in found.items() if CHINESE.search(text) and text not in known}
    assert missing == {}


def test_english_keeps_every_figure__and_has_no_chinese() -> None:
    for text, said in catalogue()._catalog.items():  # type: ignore[attr-defined]
        if text:
            assert set(PLACEHOLDER.findall(text)) == set(PLACEHOLDER.findall(said)), text
            assert not CHINESE.search(said), said


@pytest.mark.parametrize(("code", "said"), [("en", "Home"), ("zh-hans", "首页")])
def test_words_follow_the_language(code: str, said: str) -> None:
    with translation.override(code):
        assert translation.gettext("首页") == said


def test_mo_file_says_what_the_po_file_says() -> None:
    text = (OURS / "django.po").read_text(encoding="utf-8")
    written = re.findall(r'^msgid "((?:[^"\\]|\\.)+)"\nmsgstr "((?:[^"\\]|\\.)*)"', text, re.MULTILINE)
    known = catalogue()._catalog  # type: ignore[attr-defined]
    assert len(written) == len(known) - 1
    assert all(known[msgid] == msgstr for msgid, msgstr in written)
