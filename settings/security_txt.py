"""`/.well-known/security.txt` (RFC 9116): to whom a weakness of this site is reported."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.models import Site

from register.addresses import public_address

VALID_DAYS = 180  # RFC 9116, 2.5.5 recommends less than a year
STEP_DAYS = 30


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Text with Contact, Expires, Preferred-Languages and Canonical."""
    site = Site.find_for_request(request)
    address = public_address(site) if site else settings.PUBLIC_ADDRESS
    return HttpResponse(document(address), content_type="text/plain; charset=utf-8")


def document(address: str, at: datetime | None = None) -> str:
    """The file of the site at `address` as of `at`. Expires moves in steps of thirty days: between them the file keeps
    its bytes."""
    contacts = settings.SECURITY_CONTACT or [f"{address}/"]
    lines = [f"Contact: {contact}" for contact in contacts]
    lines.append(f"Expires: {expires(at or timezone.now()):%Y-%m-%dT%H:%M:%SZ}")
    lines.append("Preferred-Languages: zh, en")
    lines.append(f"Canonical: {address}/.well-known/security.txt")
    return "\n".join(lines) + "\n"


def expires(at: datetime) -> datetime:
    """Between 150 and 180 days after `at`, in UTC."""
    step = int(at.timestamp()) // (STEP_DAYS * 86400)
    return datetime.fromtimestamp(step * STEP_DAYS * 86400, tz=UTC) + timedelta(days=VALID_DAYS)
