"""Rows of chapters 3 and 4 that wait for an editor are counted, whatever else their files hold."""

from __future__ import annotations

from pathlib import Path

from generator.dataset.practice.waiting import waiting_by_code, waiting_rows


def test_waiting_rows_are_counted_by_respondent(tmp_path: Path) -> None:
    """Of all tables together; what is confirmed or rejected waits no more."""
    (tmp_path / "areas_review.csv").write_text("code,state\n032018,proposed\n032018,confirmed\n", encoding="utf-8")
    (tmp_path / "meetings_review.csv").write_text(
        "code,seq,state\n032018,1,proposed\n033227,1,rejected\n033227,2,proposed\n", encoding="utf-8"
    )
    assert waiting_by_code(tmp_path) == {"032018": 2, "033227": 1}
    assert list(waiting_rows(tmp_path)) == ["areas", "meetings"]


def test_no_file_is_nothing_that_waits(tmp_path: Path) -> None:
    """An edition whose proposals are all decided may have none."""
    assert waiting_by_code(tmp_path) == {}
