"""Tables are written as a set or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import OutputError
from generator.ingest.tables import csv_text, write_all


def test_csv_has_header_and_line_feeds() -> None:
    """A table has a header row, LF and empty cells for None; cells with commas are quoted."""
    assert csv_text(("a", "b"), [{"a": "1,966", "b": None}]) == 'a,b\n"1,966",\n'


def test_columns_follow_the_contract_s_order() -> None:
    """The order is that of the columns asked for, not that of the row."""
    assert csv_text(("a", "b"), [{"b": 2, "a": 1}]) == "a,b\n1,2\n"


def test_files_are_written_and_nothing_else(tmp_path: Path) -> None:
    """The folder holds the files and no temporary one."""
    write_all({tmp_path / "data" / "a.csv": "甲\n", tmp_path / "data" / "b.csv": "乙\n"})
    assert sorted(p.name for p in (tmp_path / "data").iterdir()) == ["a.csv", "b.csv"]
    assert (tmp_path / "data" / "a.csv").read_bytes() == "甲\n".encode()


def test_failure_leaves_the_old_set(tmp_path: Path) -> None:
    """When one file cannot be written, none has changed and no temporary one is left."""
    old = tmp_path / "a.csv"
    old.write_text("古い\n", encoding="utf-8")
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match="書き込めません"):
        write_all({old: "新しい\n", tmp_path / "file" / "b.csv": "乙\n"})
    assert old.read_text(encoding="utf-8") == "古い\n"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.csv", "file"]
