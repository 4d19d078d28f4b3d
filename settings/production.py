"""A real site. Refuses to start on anything unsafe; every switch is in docs/operations.md."""

import os

from .base import *
from .environment import flag, number, text
from .safety import refuse_unsafe_start

refuse_unsafe_start(os.environ)

DEBUG = False
# Never the demo's file: that one holds accounts whose password everybody knows.
DATABASES = {"default": database(f"sqlite:///{ROOT / 'production.sqlite3'}")}
CACHE_DIR = text("CACHE_DIR", str(ROOT / "build" / "production-cache"))
CACHES = {"default": cache(CACHE_DIR)}
AUDIT_HEAD_FILE = text("AUDIT_HEAD_FILE", str(ROOT / "build" / "production-audit-head.json"))

PUBLIC_ADDRESS = text("PUBLIC_ADDRESS", f"https://{ALLOWED_HOSTS[0].lstrip('.')}").rstrip("/")
WAGTAILADMIN_BASE_URL = text("ADMIN_ADDRESS", PUBLIC_ADDRESS).rstrip("/")
CSRF_TRUSTED_ORIGINS = [PUBLIC_ADDRESS, WAGTAILADMIN_BASE_URL, *words("CSRF_TRUSTED_ORIGINS")]

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = flag("SSL_REDIRECT", True)
SECURE_HSTS_SECONDS = number("HSTS_SECONDS", 365 * 24 * 60 * 60)
SECURE_HSTS_INCLUDE_SUBDOMAINS = flag("HSTS_SUBDOMAINS", True)
SECURE_HSTS_PRELOAD = flag("HSTS_PRELOAD", True)
if flag("BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # How many proxies of ours stand before us, each of which appends to X-Forwarded-For.
    TRUSTED_PROXIES = number("TRUSTED_PROXIES", 1)

OUTBOX_EMAIL_BACKEND = text("OUTBOX_EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
EMAIL_USE_TLS = flag("EMAIL_USE_TLS")
EMAIL_USE_SSL = flag("EMAIL_USE_SSL")
