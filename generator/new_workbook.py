"""A new Excel workbook: texts stay texts, one typeface, the same bytes each time. All our workbooks begin here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import IO, Any, Final

from xlsxwriter import Workbook

TYPEFACE: Final = "BIZ UDPゴシック"
# What looks like a formula, an address or a number in a table is none.
_OPTIONS: Final = MappingProxyType(
    {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
)


def new_workbook(
    stream: IO[bytes], body: Mapping[str, Any], *, title: str, created: datetime, author: str = ""
) -> Workbook:
    """Return an empty workbook that is written to ``stream`` when closed; ``body`` is the format of its plain cells.

    ``created`` stands for the time of writing, which would make each run's bytes others.
    """
    # The library writes into what it is given: shared, it would make a process's first workbook another one.
    book = Workbook(stream, {**_OPTIONS, "default_format_properties": dict(body)})
    about = {"title": title, "author": author, "created": created}
    book.set_properties({name: value for name, value in about.items() if value})
    return book
