"""Secrets of authenticator apps are stored sealed: a copy of the database alone lets nobody make codes."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.encoding import force_bytes


def _key(secret: str | bytes) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"organs.accounts.sealing:" + force_bytes(secret)).digest()))


def _keys() -> MultiFernet:
    return MultiFernet([_key(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def seal(text: str) -> str:
    """`text`, readable only with SECRET_KEY (or, after it was changed, while SECRET_KEY_FALLBACKS has the old one)."""
    return _keys().encrypt(text.encode()).decode("ascii")


def unseal(sealed: str) -> str:
    """What was sealed; "" when no key opens it, so that no code fits and the account has to be reset."""
    try:
        return _keys().decrypt(sealed.encode()).decode()
    except InvalidToken:
        return ""
