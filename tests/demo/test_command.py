from collections.abc import Callable
from io import StringIO

import pytest

from demo.management.commands.demo import Command


def run(
    monkeypatch: pytest.MonkeyPatch, settings: object, serve: Callable[..., int], build: Callable[..., None]
) -> str:
    """What the command says until it ends."""
    monkeypatch.setattr(settings, "DEMO", True, raising=False)
    monkeypatch.setattr("demo.ports.problem", lambda host, port: "")
    monkeypatch.setattr("demo.serving.serve", serve)
    monkeypatch.setattr("demo.management.commands.demo.signal.signal", lambda *_: None)
    monkeypatch.setattr(Command, "settle_address", lambda *_: None)
    monkeypatch.setattr(Command, "build", build)
    monkeypatch.setattr("demo.management.commands.demo.connections.close_all", lambda: None)
    out = StringIO()
    with pytest.raises(SystemExit) as ending:
        Command(stdout=out).handle(host="127.0.0.1", port=1, no_serve=False)
    return f"{ending.value.code}{out.getvalue()}"


def interrupted(*_: object) -> None:
    raise SystemExit(0)


@pytest.mark.parametrize("build", [lambda self: None, interrupted], ids=["serving", "building"])
def test_demo_ends_with_one_word__when_it_is_interrupted(monkeypatch, settings, build) -> None:
    assert run(monkeypatch, settings, lambda *_, **__: 0, build) == "0\n已停止。\n"


def test_demo_says_no_such_word__when_a_process_failed(monkeypatch, settings) -> None:
    assert run(monkeypatch, settings, lambda *_, **__: 1, lambda self: None) == "1"
