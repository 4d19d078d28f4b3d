"""Whatever people do, and in whatever order: each public byte has a clearance that somebody entitled signed."""

import pytest
from django.test.utils import override_settings
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.site import make_site

from .machine import House, set_up


@pytest.fixture
def stage(db, tmp_path):
    with override_settings(MEDIA_ROOT=tmp_path):
        make_site()
        set_up()
        yield


def run(examples, steps):
    run_state_machine_as_test(
        House,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            print_blob=False,
        ),
    )


def test_each_public_byte_is_cleared__whoever_does_what(stage):
    run(examples=4, steps=10)


@pytest.mark.soak
def test_each_public_byte_is_cleared__for_a_long_time(stage):
    run(examples=150, steps=50)
