import pytest

from intake.inspection import wordlists


@pytest.fixture(autouse=True)
def own_words_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the words that upper rooms have registered: these tests use no database."""
    monkeypatch.setattr(wordlists, "_sources", {})
