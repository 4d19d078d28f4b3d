"""The same in the admin and its API, for a superuser: the reason is shown, and nothing becomes public."""

import json
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import pytest
from django.contrib.auth import get_user_model
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from cms.clearance import events
from tests.cms.test_admin_editing import form
from tests.site import ensure_roots

from .scene import Scene, build, public

ATTEMPTS: dict[str, Callable[[Client, Scene], Any]] = {}


def attempt(call):
    ATTEMPTS[call.__name__] = call
    return call


def pages(name, *args):
    return reverse(f"wagtailadmin_pages:{name}", args=args)


def bulk(action, *pks):
    ids = "&".join(f"id={pk}" for pk in pks)
    return reverse("wagtail_bulk_action", args=["wagtailcore", "page", action]) + f"?{ids}"


def api(client, scene, name, action, **data):
    address = f"/admin/api/main/pages/{scene.pks[name]}/action/{action}/"
    return client.post(address, json.dumps(data), content_type="application/json")


@attempt
def publish_from_the_editor(client, scene):
    return client.post(pages("edit", scene.pks["draft"]), {**form(), "action-publish": "1"})


@attempt
def publish_a_change_from_the_editor(client, scene):
    return client.post(
        pages("edit", scene.pks["live"]), {**form(title="换了", correction_note="更正标题"), "action-publish": "1"}
    )


@attempt
def publish_while_creating(client, scene):
    return client.post(pages("add", "cms", "articlepage", scene.own.pk), {**form(), "action-publish": "1"})


@attempt
def publish_in_bulk(client, scene):
    return client.post(bulk("publish", scene.pks["draft"], scene.pks["signed"]))


@attempt
def publish_below_in_bulk(client, scene):
    return client.post(bulk("publish", scene.own.pk), {"include_descendants": "on"})


@attempt
def unpublish_in_bulk(client, scene):
    return client.post(bulk("unpublish", scene.pks["live"]))


@attempt
def delete_in_bulk(client, scene):
    return client.post(bulk("delete", scene.pks["live"]))


@attempt
def move_in_bulk(client, scene):
    return client.post(bulk("move", scene.pks["live"]), {"chooser": scene.foreign.pk})


@attempt
def copy_and_publish(client, scene):
    data = {"new_title": "副本", "new_slug": "copy", "new_parent_page": scene.own.pk, "publish_copies": "on"}
    return client.post(pages("copy", scene.pks["live"]), data)


@attempt
def copy_a_column_and_publish(client, scene):
    data = {"new_title": "副本", "new_slug": "copy", "new_parent_page": scene.own.get_parent().pk}
    return client.post(pages("copy", scene.own.pk), {**data, "copy_subpages": "on", "publish_copies": "on"})


@attempt
def copy_as_alias(client, scene):
    data = {"new_title": "别名", "new_slug": "alias", "new_parent_page": scene.own.pk, "alias": "on"}
    return client.post(pages("copy", scene.pks["live"]), data)


@attempt
def convert_an_alias(client, scene):
    Page.objects.filter(pk=scene.pks["spare"]).update(alias_of=scene.pks["live"])
    return client.post(pages("convert_alias", scene.pks["spare"]))


@attempt
def move_to_another_organ(client, scene):
    return client.post(pages("move_confirm", scene.pks["live"], scene.foreign.pk))


@attempt
def delete(client, scene):
    return client.post(pages("delete", scene.pks["live"]))


@attempt
def delete_the_column(client, scene):
    return client.post(pages("delete", scene.own.pk))


@attempt
def make_private(client, scene):
    return client.post(pages("set_privacy", scene.pks["live"]), {"restriction_type": "login"})


@attempt
def ask_for_privacy(client, scene):
    return client.get(pages("set_privacy", scene.own.pk))


@attempt
def delete_a_public_file(client, scene):
    return client.post(reverse("wagtaildocs:delete", args=[scene.files["shown"].pk]))


@attempt
def replace_a_public_file(client, scene):
    data = {
        "title": "换了",
        "file": SimpleUploadedFile("b.pdf", b"%PDF-1.4 other\n%%EOF"),
        "collection": "1",
        "tags": "",
    }
    response = client.post(reverse("wagtaildocs:edit", args=[scene.files["shown"].pk]), data)
    assert response.status_code == 200, "the form says why"
    events.refused("form", "the form said so")
    return response


@attempt
def publish_by_api(client, scene):
    return api(client, scene, "draft", "publish")


@attempt
def publish_again_by_api(client, scene):
    return api(client, scene, "withdrawn", "publish")


@attempt
def copy_by_api(client, scene):
    return api(client, scene, "live", "copy", destination_page_id=scene.own.pk, keep_live=True, slug="copy")


@attempt
def alias_by_api(client, scene):
    return api(client, scene, "live", "create_alias", destination_page_id=scene.own.pk, update_slug="alias")


@attempt
def move_by_api(client, scene):
    return api(client, scene, "live", "move", destination_page_id=scene.foreign.pk, position="last-child")


@attempt
def delete_by_api(client, scene):
    return api(client, scene, "live", "delete")


@attempt
def take_down_by_api(client, scene):
    response = api(client, scene, "live", "unpublish")
    assert "须通过“撤下”办理" in response.content.decode()
    return response


@attempt
def revert_by_api_and_publish(client, scene):
    old = scene.page("twice").revisions.order_by("created_at").first()
    assert api(client, scene, "twice", "revert_to_page_revision", revision_id=old.pk).status_code == 200
    return api(client, scene, "twice", "publish")


@pytest.mark.django_db(transaction=True)
def test_no_view_goes_round__whoever_asks(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    ensure_roots()
    scene, failures = build(), []
    client.force_login(get_user_model().objects.get(username="admin"))
    for name, call in ATTEMPTS.items():
        before = public()
        with patch.object(events, "refused") as told:
            response = call(client, scene)
        if response.status_code not in {200, 302, 403}:
            failures.append(f"{name}: {response.status_code}")
        if not told.called:
            failures.append(f"{name}: nothing was refused ({response.status_code})")
        if told.call_count > 1:
            failures.append(f"{name}: on record {told.call_count} times: {told.call_args_list}")
        if public() != before:
            failures.append(f"{name}: {[key for key, value in public().items() if value != before[key]]} changed")
    assert not failures


@pytest.mark.django_db
def test_reason_is_shown_and_text_is_kept__when_publishing_is_refused(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    scene = build()
    client.force_login(get_user_model().objects.get(username="admin"))
    response = client.post(pages("edit", scene.pks["draft"]), {**form(title="改过的草稿"), "action-publish": "1"})
    said = [str(message) for message in get_messages(response.wsgi_request)]
    assert any("尚未经过保密审查和签发" in text for text in said)
    assert scene.page("draft").get_latest_revision_as_object().title == "改过的草稿"
