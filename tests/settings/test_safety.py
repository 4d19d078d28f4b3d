"""A public deployment starts safely or not at all."""

import os
import secrets
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from settings.safety import problems, refuse_unsafe_start

GOOD = {"SECRET_KEY": secrets.token_urlsafe(64), "ALLOWED_HOSTS": "www.yunshan.gov.cn"}


def test_nothing_is_refused__when_secret_and_hosts_are_given() -> None:
    assert problems(GOOD) == []
    refuse_unsafe_start(GOOD)


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"SECRET_KEY": "a" * 80}, "SECRET_KEY"),
        ({"SECRET_KEY": "django-insecure-" + secrets.token_urlsafe(64)}, "SECRET_KEY"),
        ({"SECRET_KEY": "please-change-me-" + secrets.token_urlsafe(64)}, "SECRET_KEY"),
        ({"SECRET_KEY": settings.SECRET_KEY}, "SECRET_KEY"),
        ({"SECRET_KEY_FALLBACKS": "short"}, "SECRET_KEY_FALLBACKS"),
        ({"SECRET_KEY_FALLBACKS": f"{secrets.token_urlsafe(64)}, {'a' * 80}"}, "SECRET_KEY_FALLBACKS"),
        ({"SECRET_KEY_FALLBACKS": settings.SECRET_KEY}, "SECRET_KEY_FALLBACKS"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "www.yunshan.gov.cn, *"}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "."}, "ALLOWED_HOSTS"),
        ({"DEBUG": "1"}, "DEBUG"),
        ({"DEBUG": "maybe"}, "DEBUG"),
        ({"PUBLIC_ADDRESS": "www.yunshan.gov.cn"}, "PUBLIC_ADDRESS"),
    ],
)
def test_start_is_refused__when_one_thing_is_unsafe(change: dict[str, str], word: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=word):
        refuse_unsafe_start(GOOD | change)


def test_former_secrets_are_read_from_the_environment() -> None:
    former = [secrets.token_urlsafe(64), secrets.token_urlsafe(64)]
    asked = "import settings.production as site; print(*site.SECRET_KEY_FALLBACKS)"
    result = in_production(["-c", asked], GOOD | {"SECRET_KEY_FALLBACKS": ", ".join(former)})
    assert result.stdout.split() == former, result.stderr


def test_every_problem_is_told_at_once() -> None:
    assert len(problems({"DEBUG": "1"})) == 3


def in_production(arguments: list[str], environ: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """What Python says to `arguments` under the production settings."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environ = {**kept, "DJANGO_SETTINGS_MODULE": "settings.production", "PYTHONUTF8": "1", **environ}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=settings.ROOT, env=environ, capture_output=True, text=True, timeout=120)


def deploy_check(environ: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return in_production(["manage.py", "check", "--deploy", "--fail-level", "WARNING"], environ)


def test_deploy_check_has_no_warning__when_production_is_configured() -> None:
    result = deploy_check(GOOD)
    assert result.returncode == 0, result.stderr
    assert "no issues (0 silenced)" in result.stdout


def test_manage_refuses__when_production_has_no_secret() -> None:
    result = deploy_check({"ALLOWED_HOSTS": "www.yunshan.gov.cn"})
    assert result.returncode != 0
    assert "拒绝启动" in result.stderr
