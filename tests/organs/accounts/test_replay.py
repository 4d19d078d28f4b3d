"""A code works once, whatever runs at once: two processes, one code, on a database that both share."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from organs.accounts.codes import KEPT_STEPS, claim
from organs.accounts.models import UsedCode

from .people import person

ROOT = Path(__file__).resolve().parents[3]
ROUNDS, PROCESSES = 6, 2
# One after the other a code of the app and a recovery code.
PREPARE = f"""
import django, json; django.setup()
from django.test import Client
from allauth.mfa.models import Authenticator
from tests.organs.accounts.people import *
jobs = []
for number in range({ROUNDS}):
    user = person(f"user{{number}}", enrolled=True)
    sessions = []
    for _turn in range({PROCESSES}):
        client = Client()
        type_password(client, user.username)
        sessions.append(client.session.session_key)
    secret = decrypt(Authenticator.objects.get(user=user, type="totp").data["secret"])
    jobs.append([sessions, secret, recovery_codes(user)[0] if number % 2 else ""])
print(json.dumps(jobs))
"""


def run(url: str, *arguments: str) -> subprocess.Popen[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "REDIS"))}
    environment = {**kept, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "settings.test"}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen([sys.executable, *arguments], cwd=ROOT, env=environment, text=True, **pipes)  # type: ignore[call-overload]


def finished(process: subprocess.Popen[str]) -> str:
    output, errors = process.communicate(timeout=600)
    assert process.returncode == 0, errors
    return output


@pytest.mark.django_db
def test_one_process_lets_in__when_a_code_is_sent_to_several_at_once(migrated, tmp_path):
    with migrated.copy(tmp_path) as url:
        (tmp_path / "jobs.json").write_text(finished(run(url, "-c", PREPARE)))
        worker = ["-m", "tests.organs.accounts.worker", str(tmp_path)]
        workers = [run(url, *worker, str(index), str(PROCESSES)) for index in range(PROCESSES)]
        let_in = [json.loads(finished(process)) for process in workers]
        assert [sum(turn) for turn in zip(*let_in, strict=True)] == [1] * ROUNDS


@pytest.mark.django_db
def test_step_is_claimed_once__when_claimed_again():
    user, other = person(), person("li")
    assert claim(user, 100)
    assert not claim(user, 100)
    assert claim(other, 100)
    assert claim(user, 101)


@pytest.mark.django_db
def test_used_steps_are_forgotten__when_no_code_of_theirs_fits_any_more():
    user = person()
    for step in range(100, 160):
        claim(user, step)
    assert UsedCode.objects.count() == KEPT_STEPS + 1
