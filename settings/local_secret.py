"""A secret of this checkout alone, made at first use: the repository carries none, and two demos share none."""

import os
import secrets
from pathlib import Path


def local_secret(path: Path) -> str:
    """The secret kept in `path`, made when missing (mode 0600). Processes that start at once agree on one.

    On a read-only checkout the secret lives as long as the process.
    """
    fresh = secrets.token_urlsafe(48)
    mine = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            with open(os.open(mine, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
                file.write(fresh)
            try:
                os.link(mine, path)  # fails when another process was first, and never shows half a file
            except FileExistsError:
                pass
            finally:
                mine.unlink()
        return path.read_text(encoding="ascii").strip() or fresh
    except OSError:
        return fresh
