"""What people open in a spreadsheet holds no formulas; what machines read stays as it is."""

from __future__ import annotations

import pytest

from generator.edition.folder.spreadsheet_cells import for_spreadsheets, harmless


@pytest.mark.parametrize("cell", ["=1+1", "+A1", "-A1", "@SUM(A1)", "=HYPERLINK(\"x\")", "＝1+1", "-1+1"])
def test_a_formula_becomes_a_text(cell: str) -> None:
    """The spreadsheet shows it and calculates nothing."""
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["-0.3", "+5", "-1,234.5", "－", "-", "", "盛岡市", "市=町", "03-1234-5678", "△0.3"])
def test_a_number_or_word_stays(cell: str) -> None:
    """Negative numbers are numbers; a dash says that nothing applies."""
    assert harmless(cell) == cell


def test_a_table_without_formulas_keeps_its_bytes() -> None:
    """Line ends, quotation marks and byte order mark as they were."""
    data = b'\xef\xbb\xbfa,b\r\n"1,2",x\r\n'

    assert for_spreadsheets(data) == data


def test_a_table_with_formulas_keeps_its_form() -> None:
    """Byte order mark and line ends stay."""
    assert for_spreadsheets(b"\xef\xbb\xbfa\r\n=1\r\n") == b"\xef\xbb\xbfa\r\n'=1\r\n"
