"""云杉市 over real HTTP: a process of its own with its own database and folders, and what programs ask of it."""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 900  # seconds until the demo is built and answers, be the machine as busy as it may
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Message
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


def get(address: str, **headers: str) -> Answer:
    """One request, without a proxy; every status is an answer."""
    request = urllib.request.Request(address, headers={name.replace("_", "-"): v for name, v in headers.items()})
    try:
        with DIRECT.open(request, timeout=60) as answer:
            return Answer(answer.status, answer.headers, answer.read())
    except urllib.error.HTTPError as error:
        return Answer(error.code, error.headers, error.read())


class Demo:
    """`manage.py demo` until `end()`; raises RuntimeError with its last words when it does not come up."""

    def __init__(self, scratch: Path) -> None:
        self.log, self.database, self.media = scratch / "log", scratch / "demo.sqlite3", scratch / "media"
        self.address = f"http://127.0.0.1:{free_port()}"
        self.front_end = f"http://127.0.0.1:{free_port()}/preview/"  # of another house, allowed to show drafts
        environ = {name: v for name, v in os.environ.items() if name not in ("REDIS_URL", "PUBLIC_ADDRESS")}
        environ |= {
            "DJANGO_SETTINGS_MODULE": "settings.demo",
            "DATABASE_URL": f"sqlite:///{self.database}",
            "MEDIA_ROOT": str(self.media),
            "CACHE_DIR": str(scratch / "cache"),
            "STATIC_ROOT": str(scratch / "static"),
            "AUDIT_HEAD_FILE": str(scratch / "audit-head.json"),
            "PREVIEW_FRONT_ENDS": self.front_end,
        }
        command = [sys.executable, "manage.py", "demo", "--port", self.address.rpartition(":")[2]]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=environ, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )

    def wait(self, wanted: Callable[[], bool] = lambda: True) -> None:
        """Until it answers, as long as it is `wanted`."""
        latest = time.monotonic() + PATIENCE
        while time.monotonic() < latest and self.process.poll() is None and wanted():
            try:
                if get(f"{self.address}/healthz").status == 200:
                    return
            except OSError:
                time.sleep(0.3)
        said = self.log.read_text(encoding="utf-8", errors="replace")[-2000:]
        raise RuntimeError(f"The demo does not answer (exit code {self.process.poll()}):\n{said}")

    def copied(self) -> Path:
        """A copy of the database as it is now."""
        copy = self.database.with_name("copy.sqlite3")
        with closing(sqlite3.connect(self.database)) as original, closing(sqlite3.connect(copy)) as written:
            original.backup(written)
        return copy

    def end(self) -> None:
        """Ends the demo as Ctrl-C would, and insists when it does not."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
