"""A database with drafts in it, and processes that work on it at once."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
Job = tuple[str, int, int, int]


@dataclass
class Stage:
    """Where the processes of one test work."""

    url: str
    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "REDIS"))}
        stop = str(self.folder / "stop")
        self.environment = {**kept, "DATABASE_URL": self.url, "STOP": stop, "DJANGO_SETTINGS_MODULE": "settings.test"}

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False)

    def python(self, code: str) -> str:
        """What `code` prints, run with the project's settings on this database."""
        prelude = "import django; django.setup()\n"
        done = subprocess.run(
            [sys.executable, "-c", prelude + code], cwd=ROOT, env=self.environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self, job: Job) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "tests.register.worker", *map(str, job)]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return subprocess.Popen(command, cwd=ROOT, env=self.environment, text=True, **pipes)  # type: ignore[call-overload]

    def run(self, jobs: list[Job], timeout: float) -> list[int]:
        """Run `jobs` at once beside a reader; every `seq` that it saw, in its order. A job that fails, fails the test."""
        reader = self.start(("read", 0, 30, 0))
        workers = [self.start(job) for job in jobs]
        try:
            errors = [worker.communicate(timeout=timeout)[1] for worker in workers]
            (self.folder / "stop").touch()
            seen, error = reader.communicate(timeout=120)
        finally:
            for process in (reader, *workers):
                process.kill()  # those that ended do not mind
        failed = [text for worker, text in zip(workers, errors, strict=True) if worker.returncode]
        assert not failed, "\n".join(failed)
        assert reader.returncode == 0, error
        return json.loads(seen)


def stage(url: str, folder: Path, drafts: int) -> Stage:
    """A site in the migrated database at `url`, and drafts `t0` … of two organs in one column."""
    on = Stage(url, folder)
    on.python(
        "from tests.site import *\n"
        "make_site()\n"
        "organs = [make_organ(), make_organ('jiaoyu')]\n"
        f"for n in range({drafts}):\n"
        "    "
        "column('shizhengfu').add_child(instance=OfficialDocumentPage(title=f'第{n}号通知', slug=f't{n}', live=False,"
        " organ=organs[n % 2], body=[('paragraph', '<p>正文</p>')])).save_revision()\n"
    )
    return on
