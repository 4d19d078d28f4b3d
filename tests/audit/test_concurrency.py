"""Several processes write one chain: no number twice, none left out, and the file at its end."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
POSTGRES = os.environ.get("DATABASE_URL", "").startswith("postgres")
PROCESSES = 4 if POSTGRES else 2
EACH = 40

FACTS = """
import json, django; django.setup()
from audit.models import AuditRecord
from audit.head_file import read
print(json.dumps({"seqs": list(AuditRecord.objects.order_by("seq").values_list("seq", flat=True)),
    "actions": list(AuditRecord.objects.values_list("action", flat=True)), "file": read().seq}))
"""


@pytest.mark.django_db
def test_chain_has_no_forks__when_processes_record_at_once(migrated, tmp_path):
    with migrated.copy(tmp_path) as url:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "REDIS"))}
        environment = {
            **kept,
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "settings.test",
            "AUDIT_HEAD_FILE": str(tmp_path / "head.json"),
        }

        def run(*command: str) -> str:
            done = subprocess.run([sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True)
            assert done.returncode == 0, done.stdout + done.stderr
            return done.stdout

        command = [sys.executable, "-m", "tests.audit.worker"]
        workers = [
            subprocess.Popen(
                [*command, f"w{n}", str(EACH)], cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True
            )
            for n in range(PROCESSES)
        ]
        errors = [worker.communicate(timeout=180)[1] for worker in workers]
        assert [worker.returncode for worker in workers] == [0] * PROCESSES, errors
        facts = json.loads(run("-c", FACTS))
        quarter = EACH * PROCESSES // 4
        expected = {"page.alone": quarter, "page.first": quarter, "page.second": quarter, "page.refused": 2 * quarter}
        assert Counter(facts["actions"]) == expected
        assert facts["seqs"] == list(range(1, len(facts["seqs"]) + 1))
        assert facts["file"] == len(facts["seqs"])
        assert "日志完整" in run("manage.py", "verify_audit")
