"""None of the ways to the public goes round the signature, on SQLite and on PostgreSQL, for superusers either."""

from contextlib import ExitStack
from unittest.mock import patch

import pytest
from django.db import transaction

from cms.clearance import events
from cms.clearance.refusal import NotCleared
from tests.site import ensure_roots

from . import paths
from .scene import build, public

DOWN = {"publish_again_what_expired", "update_live_down_and_up_again", "take_down_as_a_column_and_bring_back"}
"""Attempts that begin with taking down, which is nobody's to refuse."""


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def trespass(scene, name, attempt, in_one_transaction):
    """What an attempt achieved: '' when it was refused, on record, and the public saw nothing of it."""
    before, told = public(), []
    with patch.object(events, "refused", lambda action, reason, **kwargs: told.append((action, reason))):
        try:
            with ExitStack() as stack:
                if in_one_transaction:
                    stack.enter_context(transaction.atomic())
                attempt(scene)
        except NotCleared:
            pass
    after = public()
    if name in DOWN:
        return "" if told and after["live"] <= before["live"] else f"{name}: {told}"
    if not told:
        return f"{name}: nothing was refused"
    if len(told) > 1:
        return f"{name}: on record {len(told)} times: {told}"
    return "" if after == before else f"{name}: {[key for key in before if before[key] != after[key]]} changed"


@pytest.mark.django_db
@pytest.mark.parametrize("group", ["IN_CODE", "IN_THE_DATABASE"])
def test_no_path_goes_round__when_tried_in_a_transaction(group):
    scene, failures = build(), []
    for name, attempt in getattr(paths, group).items():
        point = transaction.savepoint()
        failures.append(trespass(scene, name, attempt, True))
        transaction.savepoint_rollback(point)
    assert not [failure for failure in failures if failure]


@pytest.mark.django_db(transaction=True)
def test_no_path_goes_round__when_nothing_surrounds_it():
    """The same without a transaction around each, where a rollback must come from the code itself."""
    ensure_roots()
    scene, failures = build(), []
    todo = {**paths.IN_CODE, **paths.IN_THE_DATABASE}
    for name in sorted(todo, key=lambda name: (name in DOWN, name in LATE)):
        failures.append(trespass(scene, name, todo[name], False))
    assert not [failure for failure in failures if failure]


LATE = {"publish_after_the_file_was_replaced", "publish_after_the_file_was_renamed"}
