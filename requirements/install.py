"""Install one locked file into the environment that runs this script: `python requirements/install.py dev.txt`.

uv does in seconds what takes pip minutes, so pip first fetches the uv that uv.txt names. uv reads none of pip's
settings: the index and the certificates that pip was told of are handed over in the environment. Where uv cannot do
it, pip does. Every file is checked against its hash; only feedgen, which has no wheel, is built, and that with the
setuptools of build.txt.
"""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
LOCKED = ("--require-hashes", "--only-binary", ":all:")
BUILT_HERE = ("--no-binary", "feedgen", "--no-build-isolation")
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input")
UV_FROM_PIP = {"index-url": "UV_DEFAULT_INDEX", "extra-index-url": "UV_INDEX", "cert": "SSL_CERT_FILE"}


def pip_settings() -> dict[str, str]:
    """pip's own settings by bare name (`index-url`), from its files and its environment, the nearest last."""
    listed = subprocess.run([*PIP, "config", "list"], capture_output=True, text=True, check=False)
    settings = {}
    for line in listed.stdout.splitlines():
        name, _, value = line.partition("=")
        settings[name.rpartition(".")[2]] = value.strip().strip("'\"")
    return settings


def uv_environment(settings: dict[str, str]) -> dict[str, str]:
    """The environment for uv; what the user told uv himself wins over what he told pip."""
    handed = {variable: settings[name] for name, variable in UV_FROM_PIP.items() if settings.get(name)}
    # As pip does, take the wanted version from whichever index has it; the hash decides what is accepted.
    return {"UV_INDEX_STRATEGY": "unsafe-best-match", "UV_HTTP_CONNECT_TIMEOUT": "10", **handed, **os.environ}


def pip_install(*names: str) -> bool:
    files = [part for name in names for part in ("-r", str(HERE / name))]
    return subprocess.run([*PIP, "install", "--quiet", *LOCKED, *files], check=False).returncode == 0


def uv_install(name: str) -> bool:
    uv = Path(sys.executable).with_name("uv.exe" if os.name == "nt" else "uv")
    command = [str(uv), "pip", "install", "--quiet", "--system-certs", "--compile-bytecode", "--python", sys.executable]
    done = subprocess.run(
        [*command, *LOCKED, *BUILT_HERE, "-r", str(HERE / name)], env=uv_environment(pip_settings()), check=False
    )
    return done.returncode == 0


def install(name: str) -> bool:
    if pip_install("build.txt", "uv.txt"):
        if uv_install(name):
            return True
        print("uv could not install them; pip does it instead, which takes some minutes.", flush=True)
    elif not pip_install("build.txt"):
        return False
    command = [*PIP, "install", "--quiet", *LOCKED, *BUILT_HERE, "-r", str(HERE / name)]
    return subprocess.run(command, check=False).returncode == 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: install.py FILE.txt")
    sys.exit(0 if install(sys.argv[1]) else 1)
