"""The tables of one edition as CSV: rows in the contract's order."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

Cells = Mapping[str, object]


def csv_text(columns: Sequence[str], rows: Iterable[Cells]) -> str:
    """Return a CSV text: header row, LF, None as an empty cell."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow(["" if row[name] is None else row[name] for name in columns])
    return out.getvalue()
