"""Mail as rows: written where it is sent, in the transaction that sends it; delivered after the commit."""

import base64
from collections.abc import Sequence
from email.mime.base import MIMEBase
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import make_msgid

from outbox.handlers import handler
from outbox.models import OutboxRow
from outbox.services import enqueue

KIND = "mail"
PARTS = ("subject", "body", "from_email", "to", "cc", "bcc", "reply_to")


class OutboxEmailBackend(BaseEmailBackend):
    """Django's mail backend whose delivery is `enqueue()`; `OUTBOX_EMAIL_BACKEND` names the one that really sends."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """One row for each message that has a recipient; how many."""
        written = [enqueue(KIND, packed(message)) for message in email_messages if message.recipients()]
        return len(written)


def packed(message: EmailMessage) -> dict[str, Any]:
    """The message as JSON. The Message-ID is settled here, so that a second delivery can be told as one."""
    payload: dict[str, Any] = {part: getattr(message, part) for part in PARTS}
    payload["subject"] = str(message.subject)
    payload["body"] = str(message.body)
    payload["subtype"] = message.content_subtype
    headers = {name: str(value) for name, value in message.extra_headers.items()}
    if not any(name.lower() == "message-id" for name in headers):
        headers["Message-ID"] = make_msgid(domain=_domain(message.from_email))
    payload["headers"] = headers
    payload["alternatives"] = [[str(part[0]), str(part[1])] for part in getattr(message, "alternatives", [])]
    payload["attachments"] = [_attachment(part) for part in message.attachments]
    return payload


def unpacked(payload: dict[str, Any]) -> EmailMultiAlternatives:
    """The message of a row."""
    message = EmailMultiAlternatives(**{part: payload[part] for part in PARTS}, headers=payload["headers"])
    message.content_subtype = payload["subtype"]
    for content, mimetype in payload["alternatives"]:
        message.attach_alternative(content, mimetype)
    for name, content, mimetype in payload["attachments"]:
        message.attach(name, base64.b64decode(content), mimetype)
    return message


def _domain(sender: str) -> str:
    return sender.rpartition("@")[2].strip("<> ") or "localhost"


def _attachment(part: Any) -> list[str]:
    if isinstance(part, MIMEBase):
        name, content, mimetype = part.get_filename() or "", part.get_payload(decode=True), part.get_content_type()
    else:
        name, content, mimetype = part[0], part[1], part[2]
    data = content if isinstance(content, bytes) else str(content or "").encode()
    return [name or "", base64.b64encode(data).decode("ascii"), mimetype or "application/octet-stream"]


@handler(KIND)
def deliver(row: OutboxRow) -> None:
    """Sends the mail of `row`; after a kill it may go out a second time, with the same Message-ID."""
    get_connection(settings.OUTBOX_EMAIL_BACKEND).send_messages([unpacked(row.payload)])
