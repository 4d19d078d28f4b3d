"""No form asks one thing twice: of two fields of one name a browser sends both, and what was changed in the first is lost."""

from collections import Counter

import pytest
from wagtail.admin.panels import FieldPanel, Panel

from cms.models import ColumnPage, HomePage, PublicationPage
from cms.providing import publication_models


def fields_in(panel: Panel) -> list[str]:
    own = [panel.field_name] if isinstance(panel, FieldPanel) and not panel.read_only else []
    return own + [name for child in getattr(panel, "children", []) for name in fields_in(child)]


@pytest.mark.parametrize("model", [*publication_models(), ColumnPage, HomePage], ids=lambda model: model.__name__)
def test_field_stands_once_in_its_form(model: type[PublicationPage]) -> None:
    counted = Counter(fields_in(model.get_edit_handler()))
    assert counted
    assert [name for name, times in counted.items() if times > 1] == []
