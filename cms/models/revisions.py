"""Reading a publication out of a revision: Wagtail asks the database for every key that it holds, one by one."""

from collections.abc import Callable
from typing import Any

from taggit.models import Tag

from ..forms import is_number

OF_THE_PAGE = ("locale", "content_type", "owner", "latest_revision", "locked_by", "alias_of")
"""Keys in a revision in whose place Wagtail puts those of the page."""


def read_revision(page: Any, content: dict[str, Any], read: Callable[[dict[str, Any]], Any]) -> Any:
    """What `read`, Wagtail's way, makes of `content` for `page`: without asking for the keys that follow from the page,
    and for its keywords once. A keyword that is no more is left out."""
    items = content.get("keyword_items") or []
    keys = {str(item.get("tag")) for item in items}
    found_words = Tag.objects.in_bulk([key for key in keys if is_number(key)]) if items else {}
    words = {str(key): word for key, word in found_words.items()}
    known = {
        **content,
        **dict.fromkeys((*OF_THE_PAGE, "live_revision")),
        "keyword_items": [{**item, "content_object": None} for item in items if str(item.get("tag")) in words],
    }
    same_organ = content.get("organ") == page.organ_id
    found = read({**known, "organ": None} if same_organ else known)
    found.live_revision_id = page.live_revision_id
    if same_organ:
        found.organ_id = page.organ_id
    found._cached_parent_obj = page.get_parent()  # kept with `page`, of which `read` has asked it
    for item in found.keyword_items.all():
        item.tag = words[str(item.tag_id)]
    return found
