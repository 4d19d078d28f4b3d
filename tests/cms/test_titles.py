from cms.titles import in_title_marks


def test_marks_within_are_single__when_a_title_names_another() -> None:
    assert in_title_marks("关于印发《办法》的通知") == "《关于印发〈办法〉的通知》"
    assert in_title_marks("办法") == "《办法》"
