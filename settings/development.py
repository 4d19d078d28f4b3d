"""For working on the code: the demo's content with DEBUG, unhashed static files and mail on the terminal."""

from .demo import *
from .environment import text

DEBUG = True
DEMO = True
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
OUTBOX_EMAIL_BACKEND = text("OUTBOX_EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend")
