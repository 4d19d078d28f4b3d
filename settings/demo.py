"""云杉市 on one machine: used when nothing else is said. Never for a real site, its accounts are public."""

from urllib.parse import urlsplit

from demo.last_address import remembered_address

from .base import *
from .environment import text, words
from .local_secret import local_secret

DEMO = True
SECOND_FACTOR_REQUIRED = False  # its accounts are for everybody; the login page says so
PASSWORD_MAX_AGE_DAYS = 0
DEMO_ADDRESS_FILE = ROOT / "build" / "demo-address"
if not (text("PUBLIC_ADDRESS") or text("PORT")) and (_served := remembered_address(DEMO_ADDRESS_FILE)):
    PUBLIC_ADDRESS = _served
    WAGTAILADMIN_BASE_URL = text("ADMIN_ADDRESS", _served).rstrip("/")
SECRET_KEY = text("SECRET_KEY") or local_secret(ROOT / "build" / "demo-secret")
ALLOWED_HOSTS = ["127.0.0.1", ".localhost", "[::1]", "testserver", *words("ALLOWED_HOSTS")]
if (_host := urlsplit(PUBLIC_ADDRESS).hostname) and _host not in ALLOWED_HOSTS:
    ALLOWED_HOSTS.append(_host)
