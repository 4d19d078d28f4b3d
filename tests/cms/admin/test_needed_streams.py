"""What a text cannot be sent without bears a star in the form, and a form that lacks it is told so."""

from typing import Any

import pytest
from django.urls import reverse
from wagtail.blocks.base import BlockField

from cms.models import PublicationPage
from cms.providing import publication_models
from organs.models import Role
from tests.site import column, make_person

pytestmark = pytest.mark.django_db


def nothing(form: Any) -> dict[str, str]:
    """What a browser sends of an untouched form without its defaults."""
    sent = {f"{name}-count" if isinstance(field, BlockField) else name: "" for name, field in form.fields.items()}
    sent = {name: "0" if name.endswith("-count") else value for name, value in sent.items()}
    for formset in form.formsets.values():
        sent |= {f"{formset.prefix}-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL")}
    return sent


@pytest.mark.parametrize("model", publication_models(), ids=lambda model: model.__name__)
def test_starred_streams_are_asked_for__when_sent_without(home: Any, client: Any, model: type[PublicationPage]) -> None:
    client.force_login(make_person("bian", (Role.EDITOR, None)))
    names = [model._meta.app_label, model._meta.model_name, column("yaowen").pk]
    address = reverse("wagtailadmin_pages:add", args=names)
    form = client.get(address).context["form"]
    starred = {name for name, field in form.fields.items() if isinstance(field, BlockField) and field.required}
    assert starred == {*model.needed_streams, *(["body"] if model.body_required else [])}
    errors = client.post(address, {**nothing(form), "action-submit": "1"}).context["form"].errors
    assert starred <= set(errors)
