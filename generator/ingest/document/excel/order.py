"""The order in which the cells of a sheet are read: row by row, but a row of headings with the answers below it in pairs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Final

Cell = tuple[int, int]

_LONGEST_HEADING: Final = 30
_LONGEST_VALUE: Final = 40
_VALUE = re.compile(r"[○〇◯●◎☑☐✓✔ー―－\-]+|不明|不詳|なし|無|未集計|有")


def reading_order(shown: Mapping[Cell, str]) -> list[Cell]:
    """Return the cells (row, column) in reading order; ``shown`` are their texts, "" for what shows nothing.

    人口 and 世帯数 side by side with 12,345 and 4,321 below them are read as 人口 12,345 世帯数 4,321.
    """
    rows: dict[int, list[int]] = {}
    for row, column in sorted(shown):
        rows.setdefault(row, []).append(column)
    order: list[Cell] = []
    paired: set[int] = set()
    for row, columns in rows.items():
        if row in paired:
            continue
        below = rows.get(row + 1, [])
        if _are_headings(row, columns, shown) and _are_answers(row + 1, below, columns, shown):
            paired.add(row + 1)
            order.extend(_pairs(row, columns, below))
        else:
            order.extend((row, column) for column in columns)
    return order


def _pairs(row: int, columns: list[int], below: list[int]) -> Iterator[Cell]:
    for column in sorted({*columns, *below}):
        if column in columns:
            yield row, column
        if column in below:
            yield row + 1, column


def _are_headings(row: int, columns: list[int], shown: Mapping[Cell, str]) -> bool:
    texts = [_plain(shown[row, column]) for column in columns]
    texts = [text for text in texts if text]
    return len(texts) > 1 and all(len(text) <= _LONGEST_HEADING and not _is_answer(text) for text in texts)


def _are_answers(row: int, columns: list[int], above: list[int], shown: Mapping[Cell, str]) -> bool:
    """Whether each cell that shows something stands below a heading and is a figure, a mark or 不明."""
    filled = [column for column in columns if _plain(shown[row, column])]
    return bool(filled) and all(column in above and _is_answer(_plain(shown[row, column])) for column in filled)


def _is_answer(text: str) -> bool:
    figure = any(letter.isdigit() for letter in text) and len(text) <= _LONGEST_VALUE
    return figure or _VALUE.fullmatch(text) is not None


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
