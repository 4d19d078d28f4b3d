"""Rich text keeps what the editor marked."""

from cms.richtext import clean_source, public_html


def test_clean_source__keeps_bold_and_italic__when_the_editor_wrote_them() -> None:
    assert clean_source("<p><b>第一条</b>　<i>注</i></p>") == "<p><strong>第一条</strong>　<em>注</em></p>"


def test_public_html__keeps_bold__when_it_was_stored_by_the_editor() -> None:
    assert public_html("<p><b>第一条</b></p>") == "<p><strong>第一条</strong></p>"


def test_clean_source__drops_other_elements_beginning_alike__when_they_are_not_emphasis() -> None:
    assert clean_source('<p><big>大</big><b onclick="x()">粗</b></p>') == "<p>大粗</p>"
