"""Files by path, as commands name them."""

import os


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
