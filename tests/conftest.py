import pytest

from cms.models import HomePage
from organs.models import Organ
from tests.site import make_organ, make_site


@pytest.fixture
def home(db: None) -> HomePage:
    """The default site with its columns."""
    return make_site()


@pytest.fixture
def organ(db: None) -> Organ:
    return make_organ()
