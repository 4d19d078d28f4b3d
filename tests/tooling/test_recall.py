"""Scenes that are recalled: the same rows as made, and made where anything is different."""

from datetime import timedelta
from unittest.mock import Mock

import pytest
import time_machine
from django.apps import apps
from django.db import transaction
from django.utils import timezone

from tests.cms.two_organs import reviewed_organs
from tests.recall import recall
from tests.site import make_organ, make_site

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_recalled(monkeypatch):
    site = {key: scene for key, scene in recall.scenes.items() if key == (make_site,)}
    monkeypatch.setattr(recall, "scenes", site)


def rows(made):
    """Every row after `reviewed_organs` on the default site, and what it returned as `made` tells; taken back."""
    with transaction.atomic():
        recall.begin()
        recall.site()
        told = made(recall.scene(reviewed_organs))
        found = {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in apps.get_models()}
        transaction.set_rollback(True)
    return told, found


def test_scene_has_the_rows_that_were_made__when_it_is_recalled():
    made = rows(lambda scene: (scene.draft.pk, scene.draft.title, scene.editor.pk, scene.ours.code))
    again = rows(lambda scene: (scene.draft.pk, scene.draft.title, scene.editor.pk, scene.ours.code))
    assert made == again
    assert len(made[1]["cms.ArticlePage"]) == 3


def test_scene_of_one_test_is_not_changed__by_another():
    def spoilt(scene):
        title, scene.draft.title = scene.draft.title, "别的"
        return title

    assert rows(spoilt)[0] == rows(spoilt)[0] == rows(spoilt)[0]


@pytest.fixture
def organs():
    """Makes an organ, and counts."""
    return Mock(side_effect=lambda: make_organ("minzhengju"))


def ask(make, first=lambda: None):
    with transaction.atomic():
        recall.begin()
        recall.site()
        first()
        assert recall.scene(make).name == "云杉市minzhengju"
        transaction.set_rollback(True)


def test_scene_is_made_once__when_it_is_asked_for_twice(organs):
    ask(organs)
    ask(organs)
    assert organs.call_count == 1


def test_scene_is_made_anew__when_the_test_wrote_something_before(organs):
    ask(organs)
    ask(organs, lambda: make_organ("jiaoyuju"))
    assert organs.call_count == 2


def test_scene_is_made_anew__when_the_clock_is_elsewhere(organs):
    ask(organs)
    for distance in (timedelta(minutes=11), timedelta(minutes=-1)):
        with time_machine.travel(timezone.now() + distance):
            ask(organs)
    assert organs.call_count == 3
