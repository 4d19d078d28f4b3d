"""The admin speaks Chinese: every message of the installed Wagtail, and only with the figures it was given."""

import ast
import gettext
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.urls import reverse
from django.utils import translation

CHINESE = re.compile(r"[\u3400-\u9fff]")
PLACEHOLDER = re.compile(r"%\(\w+\)[sdr]|\{\w+\}|%[sdr]")
TAG = re.compile(r"<[^>]*>")
SPEAKING = ("wagtail", "taggit", "django.contrib.auth", "django.contrib.humanize")
DOMAINS = ("django", "djangojs")
OURS = Path(settings.LOCALE_PATHS[0]) / "zh_Hans" / "LC_MESSAGES"
# What is nothing but figures and names handed in.
WITHOUT_WORDS = re.compile(r"^[\s\W\d]*$")


@dataclass
class Message:
    """One entry of a .po file."""

    context: str | None = None
    text: str = ""
    plural: str | None = None
    translation: str = ""
    fuzzy: bool = False


def messages(path: Path) -> Iterator[Message]:
    """The entries of a .po file, its header and what is obsolete left out."""
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
        lines = [line for line in block.splitlines() if not line.startswith("#")]
        fields = re.findall(r'^(msg\w+(?:\[\d\])?)\s+((?:"(?:[^"\\]|\\.)*"\s*)+)', "\n".join(lines), re.MULTILINE)
        found = {name: "".join(map(ast.literal_eval, re.findall(r'"(?:[^"\\]|\\.)*"', text))) for name, text in fields}
        if found.get("msgid"):
            yield Message(
                found.get("msgctxt"),
                found["msgid"],
                found.get("msgid_plural"),
                found.get("msgstr", found.get("msgstr[0]", "")),
                bool(re.search(r"^#,.*fuzzy", block, re.MULTILINE)),
            )


def installed(domain: str) -> list[Message]:
    """All messages that the installed rooms of Wagtail, and those it speaks through, mark for translation."""
    folders = [Path(app.path) for app in apps.get_app_configs() if app.name.startswith(SPEAKING)]
    files = [folder / "locale" / "en" / "LC_MESSAGES" / f"{domain}.po" for folder in folders]
    return [message for file in files if file.exists() for message in messages(file)]


def shown(message: Message) -> str:
    """The Chinese for `message` as Django finds it."""
    if message.plural:
        return translation.ngettext(message.text, message.plural, 3)
    if message.context:
        return translation.pgettext(message.context, message.text)
    return translation.gettext(message.text)


def placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def is_chinese(text: str) -> bool:
    return bool(CHINESE.search(text)) or bool(WITHOUT_WORDS.match(TAG.sub("", PLACEHOLDER.sub("", text))))


def test_every_message_of_wagtail_is_chinese__when_admin_is():
    found = installed("django")
    assert len(found) > 1500
    with translation.override("zh-hans"):
        assert [message.text for message in found if not is_chinese(shown(message))] == []


@pytest.mark.django_db
def test_every_message_of_wagtails_scripts_is_chinese__when_admin_is(client):
    script = client.get(reverse("wagtailadmin_javascript_catalog")).content.decode()
    start = script.index("const newcatalog = ") + len("const newcatalog = ")
    catalogue, _end = json.JSONDecoder().raw_decode(script, start)
    found = installed("djangojs")
    assert len(found) > 80
    missing = []
    for message in found:
        chinese = catalogue.get(message.text, "")
        if not is_chinese(chinese if isinstance(chinese, str) else chinese[0]) or not chinese:
            missing.append(message.text)
    assert missing == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_translations_keep_their_placeholders__when_written_by_us(domain):
    wrong = []
    for message in messages(OURS / f"{domain}.po"):
        wanted = placeholders(message.plural or message.text)
        allowed = wanted | placeholders(message.text)
        if not wanted <= placeholders(message.translation) <= allowed:
            wrong.append(message.text)
    assert wrong == []


def test_installed_translations_ask_for_nothing_else__when_shown():
    wrong = []
    with translation.override("zh-hans"):
        for message in installed("django"):
            if not placeholders(shown(message)) <= placeholders(message.text) | placeholders(message.plural or ""):
                wrong.append((message.text, shown(message)))
    assert wrong == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_compiled_messages_are_those_of_the_source__when_committed(domain):
    with (OURS / f"{domain}.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    source = list(messages(OURS / f"{domain}.po"))
    for message in source:
        if message.plural:
            found = compiled.ngettext(message.text, message.plural, 3)
        elif message.context:
            found = compiled.pgettext(message.context, message.text)
        else:
            found = compiled.gettext(message.text)
        assert found == message.translation, f"{message.text!r}: run `manage.py compilemessages`"
    assert len(compiled._catalog) == len(source) + 1  # type: ignore[attr-defined] # and the header


@pytest.mark.parametrize("domain", DOMAINS)
def test_source_has_no_doubtful_entry__when_committed(domain):
    assert [entry.text for entry in messages(OURS / f"{domain}.po") if entry.fuzzy or not entry.translation] == []


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("Request changes", "退回修改"),
        ("Workflow", "审核流程"),
        ("Snippets", "数据"),
        ("Collections", "文件夹"),
        ("Unpublish", "撤下"),
        ("Dashboard", "工作台"),
    ],
)
def test_words_of_the_house_win__when_wagtail_has_others(english, chinese):
    with translation.override("zh-hans"):
        assert translation.gettext(english) == chinese
