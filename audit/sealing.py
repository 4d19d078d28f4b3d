"""Seals that only the holder of the key can make: HMAC-SHA256 over canonical JSON."""

import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.utils.crypto import salted_hmac

SEALED = (
    "seq", "occurred_at", "actor_id", "actor_name", "action", "result", "target_type", "target_id", "target_title",
    "organ", "ip", "agent", "details", "previous",
)  # fmt: skip
"""The columns of a record that its digest covers: all but the digest."""


def seal(purpose: str, content: Any) -> str:
    """64 hexadecimal digits. `purpose` keeps seals apart: that of a head is never good for a record.

    The key is `AUDIT_KEY`, or `SECRET_KEY` where there is none; either way hashed with the purpose first.
    """
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    secret = settings.AUDIT_KEY or settings.SECRET_KEY
    return salted_hmac(f"audit.{purpose}", text, secret=secret, algorithm="sha256").hexdigest()


def record_digest(columns: Mapping[str, Any]) -> str:
    """The digest of a record of these columns. Raises ValueError or TypeError on what no record can hold."""
    return seal("record", {name: plain(columns[name]) for name in SEALED})


def plain(value: Any) -> Any:
    """Times in UTC to the microsecond, which is what both databases keep; everything else as it is."""
    return value.astimezone(UTC).isoformat(timespec="microseconds") if isinstance(value, datetime) else value


def head_seal(seq: int, digest: str) -> str:
    """Seals the end of the chain, in the database and in the file beside it."""
    return seal("head", [seq, digest])


def removed_seal(seq: int, digest: str) -> str:
    """Seals the beginning: the last record that retention removed."""
    return seal("removed", [seq, digest])


def same(left: Any, right: str) -> bool:
    """Compares without telling by its time how much was right. False for what is no text."""
    return isinstance(left, str) and hmac.compare_digest(left.encode("utf-8", "replace"), right.encode())
