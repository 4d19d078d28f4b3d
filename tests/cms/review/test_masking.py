import pytest

from cms.review.masking import masked, without_numbers


@pytest.mark.parametrize(
    ("kind", "text", "shown"),
    [
        ("mobile", "13812341234", "138****1234"),
        ("mobile", "138 1234 1234", "138****1234"),
        ("mobile", "+86-13812341234", "138****1234"),
        ("mobile", "138\n12341234", "138****1234"),
        ("citizen_id", "350102199003071123", "35*************123"),
        ("bank_card", "6222 0212 3456 7890 123", "***************0123"),
        ("typo", "按装", ""),
    ],
)
def test_numbers_keep_head_and_tail__when_masked(kind, text, shown):
    assert masked(kind, text) == shown


def test_record_tells_no_number__when_hidden_content_holds_one():
    kept = without_numbers("hidden_content", "批注：张三 350102199003071123，电话 13812341234")
    assert "19900307" not in kept
    assert "1234" not in kept
    assert "批注：张三" in kept
