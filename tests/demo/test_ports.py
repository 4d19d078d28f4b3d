import socket

import pytest

from demo import ports


def test_port_is_free__when_nobody_listens() -> None:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    assert ports.problem("127.0.0.1", port) == ""


def test_port_in_use_is_told_in_words() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert f"端口 {port} 已被占用" in ports.problem("127.0.0.1", port)


@pytest.mark.parametrize("port", [0, -1, 65536])
def test_port_out_of_range_is_told(port: int) -> None:
    assert "无效" in ports.problem("127.0.0.1", port)


def test_foreign_address_is_told() -> None:
    assert "192.0.2.1" in ports.problem("192.0.2.1", 8000)


@pytest.mark.parametrize(
    ("host", "port", "expected"),
    [
        ("127.0.0.1", 8123, "http://127.0.0.1:8123"),
        ("0.0.0.0", 8000, "http://127.0.0.1:8000"),
        ("::1", 8000, "http://[::1]:8000"),
        ("localhost", 80, "http://localhost"),
    ],
)
def test_address_is_what_a_browser_here_uses(host: str, port: int, expected: str) -> None:
    assert ports.address(host, port) == expected
