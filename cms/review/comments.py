"""Comments of a reviewer at the place they speak of: Wagtail's own, so that the editor shows them beside the field."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue, StructBlock
from wagtail.models import Comment

from ..models import PublicationPage
from .passages import passages

NO_POSITION = "[]"
"""No range inside a rich text: the comment speaks of all of it."""


def content_path(page: Any, path: str) -> str:
    """Wagtail's content path for `path`: a field, `body.<block id>`, `body.<number of the block, from 0>`, a path
    inside a block, or a block id alone. Raises ValidationError when `page` has no such place."""
    name, *inner = path.split(".")
    if not has_field(page, name):
        name, inner = "body", [name, *inner]
    if inner and isinstance(getattr(page, name, None), StreamValue):
        inner = inside_stream(getattr(page, name), inner)
    found = ".".join([name, *inner])
    if not Comment(contentpath=found).has_valid_contentpath(page):
        raise ValidationError(_("稿件中没有“%(path)s”这一处。") % {"path": path[:80]})
    return found


def has_field(page: Any, name: str) -> bool:
    try:
        page._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True


def inside_stream(stream: Any, inner: list[str]) -> list[str]:
    """A path inside a stream by the id of the block; a comment on a whole structure stands at its first field."""
    block_id, *rest = inner
    if block_id.isascii() and block_id.isdigit() and int(block_id) < len(stream):
        block_id = stream[int(block_id)].id
    block = next((one for one in stream if one.id == block_id), None)
    if block is not None and not rest and isinstance(block.block, StructBlock):
        rest = [next(iter(block.block.child_blocks))]
    return [block_id, *rest]


def add(page: Any, user: Any, comments: Iterable[dict[str, str]], revision: Any) -> None:
    """Keep `comments` (path, text) of `user` with `page`. Raises ValidationError for a place that there is not."""
    for comment in comments:
        Comment.objects.create(
            page_id=page.pk,
            user=user,
            text=comment["text"],
            contentpath=content_path(page, comment["path"]),
            position=NO_POSITION,
            revision_created=revision,
        )


def in_words(page: Any, comments: Iterable[dict[str, str]]) -> list[str]:
    """What `comments` say, each after its place: for the record, which outlasts them."""
    known = {block_of(one.path): one.label for one in passages(page)} if isinstance(page, PublicationPage) else {}
    told = [(known.get(block_of(content_path(page, one["path"]))), one["text"]) for one in comments]
    return [_("%(place)s：%(text)s") % {"place": place, "text": text} if place else text for place, text in told]


def block_of(path: str) -> str:
    """The field or the block in which a content path lies."""
    return ".".join(path.split(".")[:2])


def resolve(page: Any, user: Any, at: datetime | None = None) -> None:
    """What `user` asked to be changed in `page` is as they want it: they let it pass."""
    open_ones = Comment.objects.filter(page_id=page.pk, user=user, resolved_at=None)
    open_ones.update(resolved_at=at or timezone.now(), resolved_by=user)
