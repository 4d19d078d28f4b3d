"""Previews for outside front ends: a signed link shows one revision to one front end, until it expires or is revoked.

Logs of servers keep addresses, so no address holds what opens a draft: the token of a link stands behind `#`, which
browsers send to nobody, and is posted; a file has a key of its own, which opens this file alone and for minutes.

What speaks for a link is checked each time it is used: the signature of its token, the row that it was given by, the
front end from which it is used and which must still be allowed, and whoever made it, who must still see the draft.
"""

import hashlib
import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision

from audit.actions import register_actions
from audit.services import record

from .models import PreviewLink, PublicationPage

register_actions({"preview.create": _("生成预览链接"), "preview.revoke": _("收回预览链接")})

SALT = "cms.previews"
FILES_SALT = "cms.previews.files"
FILE_SECONDS = 300
"""How long the address of a draft's file is good: a page loads its pictures at once."""
LONGEST_TOKEN = 500
LONGEST_KEY = 2_000
LIFETIMES: dict[int, Any] = {1: _("1小时"), 8: _("8小时"), 24: _("24小时"), 72: _("3天"), 168: _("7天")}
"""Hours for which a link may live."""
USUAL = 24
OWN_MACHINE = {"127.0.0.1", "localhost", "::1"}


def is_front_end(address: str) -> bool:
    """True for a whole address without name, question or fragment, by HTTPS unless it is on one's own machine."""
    try:
        parts = urlsplit(address)
        secure = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in OWN_MACHINE)
        more = parts.query or parts.fragment or "@" in parts.netloc
        return bool(secure and origin_of(address) and parts.port != 0 and not more)
    except ValueError:
        return False


def origin_of(address: str) -> str:
    """Scheme, host and port of an address as a browser's `Origin` names them; '' for none."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
        host = host if host.isascii() else host.encode("idna").decode()
    except ValueError:  # UnicodeError too
        return ""
    if parts.scheme not in {"http", "https"} or not host:
        return ""
    host = f"[{host}]" if ":" in host else host
    usual = {"http": 80, "https": 443}[parts.scheme]
    return f"{parts.scheme}://{host}" + (f":{port}" if port and port != usual else "")


def front_ends() -> list[str]:
    """Addresses of the front ends to which drafts may be shown."""
    return [address for address in settings.PREVIEW_FRONT_ENDS if is_front_end(address)]


def may_preview(user: Any, page: Page) -> bool:
    """True for whoever may edit the text, or decide on it at the step at which it is."""
    return isinstance(page, PublicationPage) and bool(page.permissions_for_user(user).can_edit())


@transaction.atomic
def create_link(revision: Revision, front_end: str, hours: int, user: Any, at: datetime | None = None) -> str:
    """Let `front_end` show `revision` for some hours; returns the address to open, which is told only now.

    Raises PermissionDenied for whom the text is not theirs to show, ValidationError for another front end or lifetime.
    """
    at = at or timezone.now()
    page = revision.content_object
    if not may_preview(user, page):
        raise PermissionDenied
    if front_end not in front_ends():
        raise ValidationError(_("这个前端网站不在允许预览的名单中。"))
    if hours not in LIFETIMES:
        raise ValidationError(_("请选择有效期。"))
    origin = origin_of(front_end)
    token = signing.dumps([secrets.token_urlsafe(24), revision.pk, origin], salt=SALT)
    link = PreviewLink.objects.create(
        page_id=page.pk,
        revision=revision,
        digest=digest_of(token),
        origin=origin,
        created_by=user,
        created_at=at,
        expires_at=at + timedelta(hours=hours),
    )
    told("preview.create", page, link, user, at)
    return f"{front_end}#{urlencode({'token': token})}"


@transaction.atomic
def revoke_link(link: PreviewLink, user: Any, at: datetime | None = None) -> bool:
    """Let the link show nothing from now on; False when it had been revoked. Raises PermissionDenied."""
    at = at or timezone.now()
    link = PreviewLink.objects.select_for_update().get(pk=link.pk)
    page = link.page.specific
    if not may_preview(user, page):
        raise PermissionDenied
    if link.revoked_at is not None:
        return False
    link.revoked_at = at
    link.save(update_fields=["revoked_at"])
    told("preview.revoke", page, link, user, at)
    return True


@transaction.atomic
def revoke_all(page: PublicationPage, user: Any, at: datetime) -> int:
    """Take back every open link to `page`, whoever made it; how many there were. Asks nobody for permission."""
    links = PreviewLink.objects.select_for_update().filter(page=page.pk, revoked_at=None, expires_at__gt=at)
    for link in (found := list(links)):
        link.revoked_at = at
        link.save(update_fields=["revoked_at"])
        told("preview.revoke", page, link, user, at)
    return len(found)


def told(action: str, page: PublicationPage, link: PreviewLink, user: Any, at: datetime) -> None:
    details = {"link": link.pk, "revision": link.revision_id, "origin": link.origin, "expires_at": link.expires_at}
    record(action, actor=user, target=page, title=page.title, organ=page.organ.code, details=details, at=at)


def opened(token: str, origin: str, at: datetime | None = None) -> PreviewLink | None:
    """The link that `token` is of, when the front end at `origin` may show it now; None for whatever speaks against it."""
    if not token or len(token) > LONGEST_TOKEN or not origin:
        return None
    try:
        _secret, revision_id, signed_origin = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    asked = {"digest": digest_of(token), "revision": revision_id, "origin": signed_origin}
    return usable(asked, origin, at)


def key_for(link: PreviewLink, path: str) -> str:
    """What opens the file at the public path `path`, which the draft of `link` names, through the link for a while."""
    return signing.dumps([link.pk, path], salt=FILES_SALT)


def opened_for(path: str, key: str, origin: str, at: datetime | None = None) -> PreviewLink | None:
    """The link by which the front end at `origin` may show the file at `path` now; None as for `opened`."""
    if not key or len(key) > LONGEST_KEY or not origin:
        return None
    try:
        number, signed_path = signing.loads(key, salt=FILES_SALT, max_age=FILE_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return usable({"pk": number}, origin, at) if signed_path == path else None


def usable(asked: dict[str, Any], origin: str, at: datetime | None) -> PreviewLink | None:
    links = PreviewLink.objects.select_related("revision", "created_by")
    link = links.filter(**asked, created_by__is_active=True).first()
    if link is None or link.origin != origin or not link.is_open(at or timezone.now()):
        return None
    if not link.page.specific.permissions_for_user(link.created_by).can_see():
        return None  # whoever handed it out has left the organ since
    return link if origin in set(allowed_origins()) else None


def allowed_origins() -> Iterator[str]:
    return (origin_of(address) for address in front_ends())


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
