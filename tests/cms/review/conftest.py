"""People of one organ, one for each role, and items on their way."""

import pytest
from django.contrib.auth.models import User

from cms.models import HomePage
from tests.recall import recall
from tests.site import make_people


@pytest.fixture
def people(home: HomePage) -> dict[str, User]:
    """One person for each role, in 编辑部, and a superuser without any."""
    return {**recall.scene(make_people), "admin": User.objects.create_superuser("admin", password="x")}
