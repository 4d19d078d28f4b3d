"""`PageOwner` compared with what pages say of their organ."""

from django.apps import apps

from ..models import PageOwner, PublicationPage
from .mirror import Difference


def wrong_owners() -> Difference:
    """Rows of `PageOwner` that are missing, or name another organ than the page. One query for each type."""
    wanted = {
        row
        for model in apps.get_models()
        if issubclass(model, PublicationPage)
        for row in model._default_manager.values_list("pk", "organ_id")
    }
    actual = set(PageOwner.objects.values_list("page_id", "organ_id"))
    return Difference(PageOwner, ("page_id", "organ_id"), frozenset(wanted - actual), frozenset(actual - wanted))
