"""Reading the environment: the only place in which a deployment differs from another."""

import os
from collections.abc import Mapping

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"", "0", "false", "no", "off"}


def text(name: str, default: str = "", environ: Mapping[str, str] = os.environ) -> str:
    """The variable without surrounding blanks; `default` when it is missing or empty."""
    return environ.get(name, "").strip() or default


def words(name: str, environ: Mapping[str, str] = os.environ) -> list[str]:
    """A comma-separated list; blanks and empty parts are dropped."""
    return [word.strip() for word in environ.get(name, "").split(",") if word.strip()]


def flag(name: str, default: bool = False, environ: Mapping[str, str] = os.environ) -> bool:
    """1/true/yes/on or 0/false/no/off. Anything else raises: a misspelt switch must not silently mean off."""
    value = environ.get(name)
    if value is None:
        return default
    if value.strip().lower() in TRUE:
        return True
    if value.strip().lower() in FALSE:
        return False
    raise ImproperlyConfigured(f"环境变量 {name} 应为 1 或 0。 {name} must be 1 or 0.")


def number(name: str, default: int, environ: Mapping[str, str] = os.environ) -> int:
    """A whole number that is not negative."""
    value = text(name, environ=environ)
    if not value:
        return default
    if not (value.isascii() and value.isdigit()):
        raise ImproperlyConfigured(f"环境变量 {name} 应为非负整数。 {name} must be a whole number.")
    return int(value)
