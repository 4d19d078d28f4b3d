"""One process of the replay tests: `python -m tests.organs.accounts.worker FOLDER INDEX COUNT` on DATABASE_URL's database.

FOLDER/jobs.json has the rounds: [sessions, secret, recovery code or ""]. In each, the process number INDEX of COUNT sends
the code in a session whose password was taken before, at the same moment as the others. Prints who was let in.
"""

import json
import os
import sys
import time
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings.test")
django.setup()

from django.test import Client  # noqa: E402 - needs the settings

from tests.organs.accounts.people import CODE, app_code  # noqa: E402


def meet(folder: Path, number: int, index: int, count: int) -> None:
    """Return when all processes have come here, well inside a time step."""
    while time.time() % 30 > 20:  # all shall see the same code
        time.sleep(0.1)
    (folder / f"{number}-{index}").touch()
    while not all((folder / f"{number}-{other}").exists() for other in range(count)):
        time.sleep(0.001)


def main(folder: Path, index: int, count: int) -> None:
    let_in = []
    for number, (sessions, secret, recovery) in enumerate(json.loads((folder / "jobs.json").read_text())):
        client = Client()
        client.cookies["sessionid"] = sessions[index]
        client.get(CODE)
        meet(folder, number, index, count)
        client.post(CODE, {"code": recovery or app_code(secret, time.time())})
        let_in.append("_auth_user_id" in client.session)
    print(json.dumps(let_in))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
