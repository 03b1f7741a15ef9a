"""CSV for people, who open it in a spreadsheet: a cell that would be taken for a formula is kept a text.

Files for machines (those in data/ and those attached to a PDF) stay as the tables are.
"""

from __future__ import annotations

import csv
import io
import re
from typing import Final

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_NUMBER: Final = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?")
_ALONE: Final = frozenset({"-", "－"})
TEXT: Final = "'"


def harmless(cell: str) -> str:
    """Return a cell as a text where a spreadsheet would calculate it; a number, and a dash alone, stay what they are."""
    if not cell.startswith(_FORMULA) or cell in _ALONE or _NUMBER.fullmatch(cell):
        return cell
    return TEXT + cell


def for_spreadsheets(data: bytes) -> bytes:
    """Return a CSV (UTF-8, with or without BOM) with every cell harmless; one that needs no change stays to the byte."""
    text = data.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    safe = [[harmless(cell) for cell in row] for row in rows]
    if safe == rows:
        return data
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n" if "\r\n" in text else "\n").writerows(safe)
    return out.getvalue().encode("utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else "utf-8")
