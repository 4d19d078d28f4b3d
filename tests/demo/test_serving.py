"""The children of the demo live and end with it."""

import os
import signal
import subprocess
import sys
import textwrap
import time

import pytest
from django.conf import settings

SCRIPT = textwrap.dedent(
    """
    import signal, sys
    import django
    from demo import serving
    django.setup()
    serving.PATIENCE = 2.0
    serving.commands = lambda host, port: {"一": [sys.executable, "-c", FIRST], "二": [sys.executable, "-c", SECOND]}
    serving.wait_for_answer = lambda *args: True
    begun = []
    start = serving.start
    def telling(command):
        child = start(command)
        begun.append(child.pid)
        return child
    serving.start = telling
    ready = lambda: print(*begun, flush=True)
    sys.exit(serving.serve("127.0.0.1", 1, ready=ready, say=lambda line: print(line, flush=True)))
    """
)
SLEEP = "import time; time.sleep(60)"
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"


def parent(first: str, second: str) -> subprocess.Popen[str]:
    script = f"FIRST, SECOND = {first!r}, {second!r}\n{SCRIPT}"
    environ = {
        **os.environ,
        "PYTHONPATH": str(settings.ROOT),
        "PYTHONUTF8": "1",
        "DJANGO_SETTINGS_MODULE": "settings.test",
    }
    return subprocess.Popen([sys.executable, "-c", script], env=environ, stdout=subprocess.PIPE, text=True)


def children(process: subprocess.Popen[str]) -> list[int]:
    assert process.stdout
    return [int(word) for word in process.stdout.readline().split()]


def all_gone(pids: list[int], patience: float = 5) -> bool:
    """None of them runs any more (one that nobody waits for counts as gone)."""
    latest = time.monotonic() + patience
    while time.monotonic() < latest:
        if not any(running(pid) for pid in pids):
            return True
        time.sleep(0.05)
    return False


def running(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc and rests on PR_SET_PDEATHSIG")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_both_children_end_and_the_code_is_0__when_told_to(number: signal.Signals) -> None:
    process = parent(SLEEP, SLEEP)
    pids = children(process)
    process.send_signal(number)
    assert process.wait(15) == 0
    assert all_gone(pids)


def test_no_child_is_left__when_the_parent_is_killed() -> None:
    process = parent(SLEEP, SLEEP)
    pids = children(process)
    assert all(running(pid) for pid in pids)
    process.kill()
    process.wait()
    assert all_gone(pids)


def test_the_other_child_ends_and_a_message_tells__when_one_dies() -> None:
    process = parent("import time; time.sleep(1); raise SystemExit(3)", SLEEP)
    pids = children(process)
    assert process.wait(15) == 1
    assert process.stdout
    assert "一已意外结束（退出码 3）" in process.stdout.read()
    assert all_gone(pids)


def test_stubborn_child_is_ended_too() -> None:
    process = parent(STUBBORN, SLEEP)
    pids = children(process)
    time.sleep(0.5)
    process.terminate()
    assert process.wait(25) == 0
    assert all_gone(pids)
