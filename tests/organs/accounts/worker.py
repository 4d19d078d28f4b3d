"""One process of the replay tests: `python -m tests.organs.accounts.worker SESSION CODE AT` sends CODE at the time AT.

Prints whether it was let in, as a browser of its own whose password was taken before.
"""

import os
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings.test")
django.setup()

from django.test import Client  # noqa: E402 - needs the settings

from tests.organs.accounts.people import CODE  # noqa: E402

if __name__ == "__main__":
    session, code, at = sys.argv[1], sys.argv[2], float(sys.argv[3])
    client = Client()
    client.cookies["sessionid"] = session
    client.get(CODE)  # everything is imported and connected
    time.sleep(max(0, at - time.time()))
    client.post(CODE, {"code": code})
    print("in" if "_auth_user_id" in client.session else "out")
