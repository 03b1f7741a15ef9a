"""Tables as CSV."""

from __future__ import annotations

from generator.ingest.tables import csv_text


def test_csv_has_header_and_line_feeds() -> None:
    """A table has a header row, LF and empty cells for None; cells with commas are quoted."""
    assert csv_text(("a", "b"), [{"a": "1,966", "b": None}]) == 'a,b\n"1,966",\n'


def test_columns_follow_the_contract_s_order() -> None:
    """The order is that of the columns asked for, not that of the row."""
    assert csv_text(("a", "b"), [{"b": 2, "a": 1}]) == "a,b\n1,2\n"
