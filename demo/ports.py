"""The port on which the demo answers."""

import errno
import socket

from django.utils.translation import gettext as _

EVERYWHERE = {"0.0.0.0", "::", ""}


def problem(host: str, port: int) -> str:
    """Why `port` cannot be served on `host`, in words for a person; "" when it can."""
    if not 0 < port < 65536:
        return _("端口 %(port)d 无效，应在 1 到 65535 之间。") % {"port": port}
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family) as probe:
            # Not SO_REUSEPORT: with it a second demo would quietly share the port with the first.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            return _("端口 %(port)d 已被占用。请结束占用它的程序，或换一个端口，例如 make demo PORT=%(other)d") % {
                "port": port,
                "other": port + 1 if port < 65535 else 8000,
            }
        return _("无法监听 %(host)s 的端口 %(port)d: %(reason)s") % {
            "host": host,
            "port": port,
            "reason": error.strerror,
        }
    return ""


def address(host: str, port: int) -> str:
    """The address a browser on this machine uses."""
    name = "127.0.0.1" if host in EVERYWHERE else f"[{host}]" if ":" in host else host
    return f"http://{name}" if port == 80 else f"http://{name}:{port}"
