"""Files by path, as commands name them."""

import os


def shown_name(path: str | os.PathLike[str]) -> str:
    """A path, or a name, as it is printed and kept: one that is no UTF-8 is read as GB 18030, as old servers wrote it,
    with � for what is neither. A few names are both (GBK's 通知 alone) and stay odd, but can be written. Files are opened by the path itself."""
    name = os.fsencode(path)
    try:
        return name.decode()
    except UnicodeDecodeError:
        return name.decode("gb18030", errors="replace")


def files_beneath(paths: list[str]) -> list[str]:
    """The files that `paths` name, directories walked in order.

    Hidden files, Office's lock files and symbolic links inside a directory are passed over: what somebody put into a
    folder of documents must not fetch a file from elsewhere.
    """
    found: list[str] = []
    for path in paths:
        if not os.path.isdir(path):
            found.append(path)
            continue
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            kept = [os.path.join(folder, name) for name in sorted(names) if not name.startswith((".", "~$"))]
            found += [file for file in kept if not os.path.islink(file)]
    return list(dict.fromkeys(found))
