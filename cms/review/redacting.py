"""Replacing what was found by its masked form, as a new draft by somebody who may edit the text.

An attachment is never changed by the system: it is replaced by a file that was masked by whoever made it.
"""

import json
import re
from datetime import datetime
from html import unescape
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.fields import StreamField
from wagtail.models import Revision

from register.sequence import hold

from ..models import PublicationPage
from . import events
from .findings import Finding, all_findings
from .inspecting import FILE

PIECE = re.compile(r"<[^>]*>|&(?:#\d+|#x[0-9a-fA-F]+|\w+);|.", re.DOTALL)
"""A tag, an entity or a character of rich text."""
PRIVATE_LINK = re.compile(r'<a\s[^>]*href="((?:mailto|tel):[^"]*)"[^>]*>(.*?)</a>', re.IGNORECASE | re.DOTALL)


def objection(page: PublicationPage, user: Any) -> str:
    """Why `user` cannot save another text of `page` now; '' when they can."""
    if not page.permissions_for_user(user).may_change_content():
        return _("您没有修改本稿件的权限，请退回并要求遮盖。")
    lock = page.get_lock()
    if lock is not None and lock.for_user(user):
        return _("稿件正在审核或已锁定，您不能修改，请退回并要求遮盖。")
    return ""


def can_be_masked(finding: Finding) -> bool:
    """True for personal numbers in the words of the item; keywords and files are for people to change."""
    return bool(finding.masked) and not {"", "keywords"}.intersection(finding.paths) and not is_in_file(finding)


def is_in_file(finding: Finding) -> bool:
    return finding.source.startswith(FILE)


def mask(page: PublicationPage, finding_key: str, user: Any, at: datetime | None = None) -> Revision:
    """Save a draft in which a finding of the newest text stands in its masked form.

    It is an edit like every other: steps that were passed have to pass it again, and its editor passes none. Raises
    PermissionDenied, on record, for people who may not edit, ValidationError for what cannot be masked.
    """
    with events.refusals_of("review.mask", actor=user, target=page), transaction.atomic():
        hold()
        page = type(page)._default_manager.get(pk=page.pk)
        if why := objection(page, user):
            raise PermissionDenied(why)
        finding = maskable(page, finding_key)
        content = page.get_latest_revision_as_object()
        replaced = sum(replace_at(content, path, finding) for path in finding.paths)
        if not replaced:
            raise ValidationError(_("没有在正文中找到可以遮盖的文字，请在编辑页修改。"))
        revision = content.save_revision(user=user, log_action=True)
        told = {"kind": finding.kind, "masked": finding.masked, "location": finding.shown_places, "places": replaced}
        events.note("review.mask", actor=user, page=content, at=at, **told)
        return revision


def maskable(page: PublicationPage, key: str) -> Finding:
    """The finding. Raises ValidationError for one that is gone, or cannot be masked here."""
    finding = next((one for one in all_findings(page, patience=0) if one.key == key), None)
    if finding is None:
        raise ValidationError(_("没有找到这个问题：稿件可能已有新版本，请刷新后再处理。"))
    if is_in_file(finding):
        raise ValidationError(_("附件不能由系统遮盖，请换上已经遮盖的文件。"))
    if not can_be_masked(finding):
        raise ValidationError(_("这类问题不能自动遮盖，请在编辑页修改。"))
    return finding


def replace_at(content: PublicationPage, path: str, finding: Finding) -> int:
    """Mask a finding in the field or block at `path`; how many places there were."""
    name, _dot, rest = path.partition(".")
    if not isinstance(content._meta.get_field(name), StreamField):
        text, count = in_plain(str(getattr(content, name)), finding)
        setattr(content, name, text)
        return count
    rows, total = list(getattr(content, name).raw_data), 0
    for row in rows:
        if row["id"] == rest.partition(".")[0]:
            row["value"], count = in_block(row["type"], row["value"], finding)
            total += count
    setattr(content, name, json.dumps(rows))  # a stream takes its JSON
    return total


def in_block(kind: str, value: Any, finding: Finding) -> tuple[Any, int]:
    if kind == "table":
        return in_table(value, finding)
    return in_value(value, finding, rich=kind == "paragraph")


def in_value(value: Any, finding: Finding, *, rich: bool = False) -> tuple[Any, int]:
    """The raw value of a block with every text in it masked."""
    if isinstance(value, str):
        return in_rich(value, finding) if rich else in_plain(value, finding)
    if isinstance(value, dict):
        pairs = {name: in_value(one, finding) for name, one in value.items()}
        return {name: one for name, (one, _count) in pairs.items()}, sum(count for _one, count in pairs.values())
    if isinstance(value, list):
        items = [in_value(one, finding) for one in value]
        return [one for one, _count in items], sum(count for _one, count in items)
    return value, 0


def in_table(value: dict[str, Any], finding: Finding) -> tuple[dict[str, Any], int]:
    """A column of numbers in which one is masked becomes a column of texts."""
    value = {**value, "columns": [dict(one) for one in value["columns"]]}
    value["caption"], total = in_plain(str(value.get("caption") or ""), finding)
    for column in value["columns"]:
        column["heading"], count = in_plain(str(column["heading"] or ""), finding)
        total += count
    rows = [list(row["values"]) for row in value["rows"]]
    for at, column in enumerate(value["columns"]):
        cells = ["" if row[at] is None else str(row[at]) for row in rows]
        masked = [in_plain(cell, finding) for cell in cells]
        if count := sum(one[1] for one in masked):
            column["type"], total = "text", total + count
            for row, (text, _count) in zip(rows, masked, strict=True):
                row[at] = text
    value["rows"] = [{**row, "values": cells} for row, cells in zip(value["rows"], rows, strict=True)]
    return value, total


def in_plain(text: str, finding: Finding) -> tuple[str, int]:
    return in_units([(char, char) for char in text], finding)


def in_rich(html: str, finding: Finding) -> tuple[str, int]:
    """Tags stay where they are, whatever of the number they part; a link to the number loses its address."""
    links = 0

    def unlinked(hit: re.Match[str]) -> str:
        nonlocal links
        found = in_plain(unescape(hit[1]).partition(":")[2], finding)[1]
        links += found
        return hit[2] if found else hit[0]

    html = PRIVATE_LINK.sub(unlinked, html)
    units = [(piece, "" if piece.startswith("<") else unescape(piece)) for piece in PIECE.findall(html)]
    masked, count = in_units(units, finding)
    return masked, count + links


def in_units(units: list[tuple[str, str]], finding: Finding) -> tuple[str, int]:
    """`units` are (as written, the character it shows or '' for a tag). The masked form takes the place of the first
    character; blanks inside go with the others. What is part of a longer number is not it."""
    wanted = "".join(finding.text.split())
    shown = [(at, char) for at, (_written, char) in enumerate(units) if char and not char.isspace()]
    bare = "".join(char for _at, char in shown)
    written, count, start = [one for one, _char in units], 0, bare.find(wanted) if wanted else -1
    while start >= 0:
        end = start + len(wanted)
        first, last = shown[start][0], shown[end - 1][0]
        if not (touches(units, first, -1) or touches(units, last, 1)):
            for at in range(first, last + 1):
                written[at] = written[at] if not units[at][1] else ""
            written[first] = finding.masked
            count += 1
        start = bare.find(wanted, end)
    return "".join(written), count


def touches(units: list[tuple[str, str]], at: int, step: int) -> bool:
    """True when a digit stands right beside the place, tags apart."""
    at += step
    while 0 <= at < len(units) and not units[at][1]:
        at += step
    return 0 <= at < len(units) and units[at][1].isdigit()
