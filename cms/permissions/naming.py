"""Files and pages that a text names: whoever sees the text may open the files and reads the pages' titles, so only who
may choose something may name it.

The choosers offer nobody what they may not choose; a form sent by hand can name any number.
"""

from typing import Any

from django.db import models
from wagtail.fields import StreamField
from wagtail.models import Page

from ..clearance.digest import references
from ..models import PublicationPage
from .door import files_of
from .rights import linkable_pages, rights_of

Named = set[tuple[type[models.Model], int]]


def foreign_files(page: PublicationPage, user: Any) -> dict[str, list[str]]:
    """Numbers of the files that `page` names in each field, that `user` may not choose, and that its newest revision
    did not name already. Empty for most; one query for each kind of file that is new in the text."""
    asked = {field.name: set(references(page, field)) for field in page._meta.concrete_fields}
    if not any(asked.values()):
        return {}
    known = named_before(page)
    refused = not_choosable({one for named in asked.values() for one in named} - known, user)
    found = {name: sorted(str(pk) for _model, pk in named & refused) for name, named in asked.items()}
    return {name: numbers for name, numbers in found.items() if numbers}


def named_before(page: PublicationPage) -> Named:
    """What the newest revision, and the stored row, of `page` name."""
    stored = type(page)._default_manager.filter(pk=page.pk).first() if page.pk else None
    if stored is None:
        return set()
    known = [stored, stored.get_latest_revision_as_object()]
    return {one for text in known for field in text._meta.concrete_fields for one in references(text, field)}


def not_choosable(named: Named, user: Any) -> Named:
    """Those of `named` that `user` may not choose, or that are not there."""
    by_model: dict[type[models.Model], set[int]] = {}
    for model, pk in named:
        by_model.setdefault(model, set()).add(pk)
    refused: Named = set()
    for model, pks in by_model.items():
        open_to_user = set(files_of(user, model).filter(pk__in=pks).values_list("pk", flat=True))
        refused |= {(model, pk) for pk in pks - open_to_user}
    return refused


def foreign_pages(page: PublicationPage, user: Any) -> dict[str, list[str]]:
    """Numbers of the pages to which `page` links or refers in each field, to which `user` may not, and which its newest
    revision did not name already. One query where a page is new in the text."""
    asked = {name: pks for name, pks in pages_in(page).items() if pks}
    if not asked or rights_of(user).is_superuser:
        return {}
    stored = type(page)._default_manager.filter(pk=page.pk).first() if page.pk else None
    texts = [stored, stored.get_latest_revision_as_object()] if stored else []
    known = {pk for text in texts for pks in pages_in(text).values() for pk in pks}
    new = {pk for pks in asked.values() for pk in pks} - known
    refused = new - set(linkable_pages(user).filter(pk__in=new).values_list("pk", flat=True)) if new else set()
    return {name: sorted(str(pk) for pk in pks & refused) for name, pks in asked.items() if pks & refused}


def pages_in(page: PublicationPage) -> dict[str, set[int]]:
    """Numbers of the pages that each stream of `page` names, by the stream's field."""
    return {
        field.name: {
            int(pk)
            for model, pk, _model_path, _content_path in field.extract_references(getattr(page, field.name))
            if issubclass(model, Page)
        }
        for field in page._meta.concrete_fields
        if isinstance(field, StreamField)
    }
