import uuid

import pytest
from django.core.cache import cache

from cms.models import HomePage
from organs.models import Organ
from tests.site import make_organ, make_site


@pytest.fixture(autouse=True)
def own_cache(request: pytest.FixtureRequest) -> None:
    """Keys of its own for each test: what another test, or an earlier database, left in the cache is not found."""
    cache.key_prefix = f"test-{uuid.uuid4().hex[:12]}"


@pytest.fixture
def home(db: None) -> HomePage:
    """The default site with its columns."""
    return make_site()


@pytest.fixture
def organ(db: None) -> Organ:
    return make_organ()
