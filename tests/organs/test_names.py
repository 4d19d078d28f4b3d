import pytest
from django.contrib.auth import get_user_model
from wagtail.admin.forms.account import NameEmailForm

from organs.names import full_name


@pytest.mark.parametrize(
    ("family", "given", "shown"),
    [
        ("张", "三", "张三"),
        ("欧阳", "修", "欧阳修"),
        ("", "办公室负责人", "办公室负责人"),
        ("买买提", "阿不都·", "买买提阿不都·"),
        ("Lovelace", "Ada", "Ada Lovelace"),
        ("", "", ""),
    ],
)
def test_family_name_stands_first_without_a_blank__in_chinese(family, given, shown):
    person = get_user_model()(username="someone", last_name=family, first_name=given)
    assert full_name(person) == person.get_full_name() == shown


def test_own_form_asks_for_the_family_name_first(db):
    person = get_user_model()(username="someone")
    assert list(NameEmailForm(instance=person).fields)[:2] == ["last_name", "first_name"]
