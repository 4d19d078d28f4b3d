"""For the tests: nothing outside the process unless DATABASE_URL or REDIS_URL name it."""

import os
import tempfile

from .base import *
from .environment import text

SECRET_KEY = "used-by-tests-only-" + "x" * 40
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost", ".example.cn", ".gov.cn"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SECOND_FACTOR_REQUIRED = False  # tests/organs/accounts switch it on
DATABASES = {"default": database("sqlite:///:memory:")}
PUBLIC_ADDRESS = WAGTAILADMIN_BASE_URL = "http://testserver"
CSRF_TRUSTED_ORIGINS = [PUBLIC_ADDRESS]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
OUTBOX_EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
METRICS_TOKEN = "figures-for-tests"
SECURITY_CONTACT = ["mailto:security@yunshan.example"]
# Parallel test processes, and runs one after another, must not find each other's keys.
CACHES = {
    "default": {**cache(), "KEY_PREFIX": f"gongkai-test-{os.getpid()}"}
    if text("REDIS_URL")
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}
# One per process, as each has a database of its own.
if not text("AUDIT_HEAD_FILE"):
    AUDIT_HEAD_FILE = str(Path(tempfile.gettempdir()) / "gongkai-tests-audit" / f"{os.getpid()}.json")
if not text("MEDIA_ROOT"):
    MEDIA_ROOT = Path(tempfile.gettempdir()) / "gongkai-tests-media"
