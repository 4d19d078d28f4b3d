"""Documents whose validity depended on one that is deleted, or that the public sees no longer."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models.signals import post_delete, pre_delete
from django.dispatch import receiver

from register.facts import LinkFacts
from register.models import Entry
from register.signals import entry_withdrawn

from .models import OfficialDocumentPage
from .models.official_document import DOES_TO_OTHERS
from .reach import effects_of
from .validity import follow_targets


@receiver(entry_withdrawn, sender=Entry)
def document_hidden(sender: type, links: Sequence[LinkFacts], at: datetime, **kwargs: Any) -> None:
    """What a document amended or repealed is in force again however it went: also when its signature is revoked, or it
    comes behind a privacy setting, where nobody saves its page."""
    follow_targets({link.target_uid for link in links if link.kind in DOES_TO_OTHERS}, at)


@receiver(pre_delete, sender=OfficialDocumentPage)
def document_deleting(sender: type, instance: OfficialDocumentPage, **kwargs: Any) -> None:
    instance.done_before = effects_of(instance.uid)


@receiver(post_delete, sender=OfficialDocumentPage)
def document_deleted(sender: type, instance: OfficialDocumentPage, **kwargs: Any) -> None:
    """What it amended or repealed is in force again: nobody may rest on a document that is gone."""
    instance.let_others_follow(getattr(instance, "done_before", set()))
