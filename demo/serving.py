"""The web server and the worker as two children that live and end with this process."""

import ctypes
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

from django.utils.translation import gettext as _

from demo import ports
from outbox.ending import Ending

ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
MANAGE = Path(__file__).resolve().parent.parent / "manage.py"
PATIENCE = 10.0  # seconds for a child to end what it has in hand
STARTING = 60.0  # seconds for the first answer
PR_SET_PDEATHSIG = 1

Children = dict[str, subprocess.Popen[bytes]]


def commands(host: str, port: int) -> dict[str, list[str]]:
    """What runs, by the name a person is told."""
    web = ["-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port), "--workers", "2"]
    web += ["--blocking-threads", "4", "--no-ws", "--http", "1", "--log-level", "warning", "--no-access-log"]
    return {
        _("网站服务"): [sys.executable, *web, "settings.wsgi:application"],
        _("后台进程"): [sys.executable, str(MANAGE), "work"],
    }


def serve(host: str, port: int, *, ready: Callable[[], None], say: Callable[[str], None]) -> int:
    """Runs both until a signal (0) or until one of them ends by itself (1). `ready` is called once the site answers."""
    stop = Ending()
    for number in ENDINGS:
        signal.signal(number, lambda *_: stop.set())
    children: Children = {}
    try:
        for name, command in commands(host, port).items():
            children[name] = start(command)
        if wait_for_answer(ports.address(host, port), children, stop):
            ready()
        while not stop.is_set() and not (ended := gone(children)):
            stop.wait(0.2)
        if stop.is_set():
            return 0
        say(
            _("%(name)s已意外结束（退出码 %(code)s），演示站点停止。")
            % {"name": ended, "code": children[ended].returncode}
        )
        return 1
    finally:
        end(children)


def start(command: list[str]) -> subprocess.Popen[bytes]:
    """A child in a session of its own (Ctrl-C reaches only us, and we end it in order) that dies when we do."""
    environ = {**os.environ, "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "settings.demo")}
    return subprocess.Popen(
        command,
        cwd=MANAGE.parent,
        env=environ,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_die_with(os.getpid()) if sys.platform == "linux" else None,  # no thread runs here yet
    )


def _die_with(parent: int) -> Callable[[], None]:
    """Linux sends the child SIGTERM when its parent ends in whatever way, SIGKILL too."""
    prctl = ctypes.CDLL(None).prctl

    def ask() -> None:
        prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # it ended in between
            os._exit(1)

    return ask


def wait_for_answer(address: str, children: Children, stop: Ending) -> bool:
    """True once `/healthz` answers; False when a child ended, `stop` is set, or a minute has passed."""
    latest = time.monotonic() + STARTING
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while time.monotonic() < latest and not stop.is_set() and not gone(children):
        try:
            with opener.open(f"{address}/healthz", timeout=5) as answer:
                return answer.status == 200
        except OSError:
            stop.wait(0.1)
    return False


def gone(children: Children) -> str:
    """The name of a child that has ended, or ""."""
    return next((name for name, child in children.items() if child.poll() is not None), "")


def end(children: Children) -> None:
    """Asks all, waits, then insists on what is left of their sessions. Nothing stays behind."""
    for child in children.values():
        if child.poll() is None:
            child.terminate()
    latest = time.monotonic() + PATIENCE
    for child in children.values():
        try:
            child.wait(max(0.1, latest - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        try:
            os.killpg(child.pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
