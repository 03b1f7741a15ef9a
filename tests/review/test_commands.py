"""The checkers' findings are told when all files have been looked at, with the files and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import PublishError
from generator.review import checkers, commands
from generator.review.checkers import CheckerProblem


def test_faulty_files_are_named_after_the_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sound file is not among them."""
    for name in ("a.pdf", "b.pdf", "c.pdf"):
        (tmp_path / name).touch()
    found = {"a.pdf": [CheckerProblem("outloud", "7.1", "x"), CheckerProblem("outloud", "7.2", "y")], "c.pdf": []}
    monkeypatch.setattr(
        checkers, "validate", lambda path: found.get(path.name, [CheckerProblem("outloud", "7.1", "z")])
    )
    told: list[str] = []

    with pytest.raises(PublishError) as caught:
        told.extend(commands.validate(None, tmp_path))

    assert told == ["× a.pdf", "× b.pdf", "○ c.pdf"]
    assert caught.value.where == f"{tmp_path / 'a.pdf'}、{tmp_path / 'b.pdf'}"
    assert "make briefs" in caught.value.remedy


def test_nothing_to_look_at_is_told(tmp_path: Path) -> None:
    """An empty folder is no proof."""
    with pytest.raises(PublishError, match="出来上がったPDFがありません"):
        list(commands.validate(None, tmp_path))
