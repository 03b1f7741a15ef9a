"""Rows proposed for the tables of chapters 3 and 4 that no editor has decided on."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Final

from generator.dataset.csv_reader import cells_of
from generator.dataset.practice.contract import PRACTICE_TABLES

PROPOSED: Final = "proposed"


def review_file(folder: Path, table: str) -> Path:
    """Return where the proposals of a table lie."""
    return folder / f"{table}_review.csv"


def waiting_rows(folder: Path) -> dict[str, Counter[str]]:
    """Count the waiting rows by table and respondent's code; a table without any is left out. Raises DatasetError."""
    found = {name: _waiting(review_file(folder, name)) for name in PRACTICE_TABLES}
    return {name: counts for name, counts in found.items() if counts}


def waiting_by_code(folder: Path) -> Counter[str]:
    """Count the waiting rows by respondent's code. Raises DatasetError."""
    return sum(waiting_rows(folder).values(), Counter())


def _waiting(path: Path) -> Counter[str]:
    return Counter(code for code, state in cells_of(path, "code", "state") if state == PROPOSED)
