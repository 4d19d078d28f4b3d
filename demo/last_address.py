"""Where the demo of this checkout was last served: other commands print links that lead there."""

from pathlib import Path


def remember_address(path: Path, address: str) -> None:
    """Keep `address` in `path`; on a read-only checkout nothing is kept."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(address, encoding="ascii")
    except (OSError, UnicodeError):
        return


def remembered_address(path: Path) -> str:
    """The address kept in `path`, "" for none."""
    try:
        address = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeError):
        return ""
    return address if address.startswith(("http://", "https://")) else ""
