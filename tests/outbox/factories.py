"""Rows of the outbox in the states that tests need."""

from datetime import datetime, timedelta

import factory
from django.utils import timezone

from outbox.models import OutboxRow


def ago(**amounts: float) -> datetime:
    """That long before now."""
    return timezone.now() - timedelta(**amounts)


class OutboxRowFactory(factory.django.DjangoModelFactory[OutboxRow]):
    """A row that waits. Traits: done, dead, held (by a living worker), abandoned (by a dead one), later."""

    class Meta:
        model = OutboxRow

    kind = "test.note"
    payload = factory.LazyFunction(dict)
    available_at = factory.LazyFunction(lambda: ago(seconds=1))

    class Params:
        done = factory.Trait(done_at=factory.LazyFunction(lambda: ago(days=8)))
        dead = factory.Trait(dead_at=factory.LazyFunction(lambda: ago(hours=1)), attempts=8)
        held = factory.Trait(lease_until=factory.LazyFunction(lambda: ago(seconds=-60)), attempts=1)
        abandoned = factory.Trait(lease_until=factory.LazyFunction(lambda: ago(seconds=1)), attempts=1)
        later = factory.Trait(available_at=factory.LazyFunction(lambda: ago(hours=-1)))
