"""Themes that an import suggests and never sets."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse

from catalog.importing.parsed import ParsedDocument, Text
from catalog.importing.themes import suggested_themes, unknown_themes
from catalog.models import ImportedDocument, OfficialDocumentPage
from tests.site import make_draft, make_organ

TEXT = """云杉市人民政府办公室关于做好森林防火工作的通知
云政办发〔2026〕31号
各县（市、区）人民政府：
进入冬季，林业部门要加强森林防火巡查，落实林地责任。各地要开展隐患排查。
云杉市人民政府办公室
2026年11月2日
"""


def test_vocabulary_has_every_theme__when_words_speak_for_it():
    assert unknown_themes() == set()


def test_theme_is_suggested_with_its_words__when_the_title_speaks():
    found = suggested_themes(ParsedDocument(title="关于森林防火的通知", items=[Text("加强林地巡查。")]))
    assert found[0].theme == "农业、林业、水利\\林业"
    assert set(found[0].words) == {"森林", "林地"}


def test_nothing_is_suggested__when_one_stray_word_stands_in_the_text():
    assert suggested_themes(ParsedDocument(title="关于表彰先进的通报", items=[Text("他在学校工作。")])) == []


@pytest.mark.django_db
def test_import_sets_the_genre_and_only_suggests_the_theme__when_a_notice_comes(home, tmp_path: Path, capsys):
    file = tmp_path / "通知.txt"
    file.write_text(TEXT, encoding="utf-8")
    call_command("import_documents", str(file), organ=make_organ().code, column="zhengcewenjian")
    page = OfficialDocumentPage.objects.get()
    assert (page.genre, page.theme) == ("通知", "")
    suggested = ImportedDocument.objects.get().suggested_themes
    assert suggested[0]["theme"] == "农业、林业、水利\\林业"
    assert "建议主题分类：农业、林业、水利\\林业" in capsys.readouterr().out


@pytest.mark.django_db
def test_editor_sees_the_suggestion__until_a_theme_is_chosen(home, admin_client):
    page = make_draft("zhengcewenjian", document=True)
    theme = {"theme": "农业、林业、水利\\林业", "words": ["森林"]}
    ImportedDocument.objects.create(digest="d", page=page, file_name="通知.txt", suggested_themes=[theme])
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "依据：森林" in admin_client.get(url).content.decode()
    page.theme = theme["theme"]
    page.save_revision()
    assert "依据：森林" not in admin_client.get(url).content.decode()
