"""The settings of a site that requires a second factor, served over plain HTTP on this machine for the browser tests."""

from settings.test import *  # noqa: F403

SECOND_FACTOR_REQUIRED = True
IDLE_SECONDS = 3600
PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
