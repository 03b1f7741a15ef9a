"""Whether a figure of a table stands in the row and column that speak of it, so that no two can change places."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from generator.document.view import BriefView
from generator.ledger.ids import ALL, FigureId
from generator.proof.page import Place
from generator.proof.subjects import Subjects

TARGET: Final = "target"
CHANGES: Final = "changes"
COUNTED: Final = "比べた自治体数"
RIVALS: Final[tuple[Mapping[str, str], ...]] = (
    {"met": "^●達成", "not_met": "^▲未達", "partial_year": "^◇年度途中", "incomparable": "^－比較できない"},
    {TARGET: "^目標$", "result": "^実績$"},
    {"chiikiryoku": "^地域力強化", "takikan": "^多機関"},
    {"median": "中央値$", "n": "^値のある自治体数$"},
)
"""What heads the row or column of a figure, by the last part of its id; where one does, it must be the figure's own."""
_TARGET_ID: Final = re.compile(r"T\d+")


def wrong_heading(figure_id: FigureId, place: Place, view: BriefView, subjects: Subjects) -> str:
    """Return what should stand in the heading of a cell where another word stands; nothing where all is well."""
    if place.section == CHANGES:
        return _year(figure_id, place, view)
    part = TARGET if _TARGET_ID.fullmatch(figure_id.last) else figure_id.last
    for words, there in zip(RIVALS, _rivals(place.row, place.column), strict=True):
        if there and part not in there:
            return _plain(words.get(part, "")) or "、".join(f"「{_plain(words[one])}」以外" for one in there)
    if figure_id.item == "theme":
        return _theme(figure_id, place, view)
    return _whole(part, figure_id, place, subjects)


@lru_cache(maxsize=1024)
def _rivals(row: str, column: str) -> tuple[tuple[str, ...], ...]:
    """Return which of the rivals of each kind head this row or column; most cells share theirs with many."""
    return tuple(
        tuple(one for one, word in words.items() if re.search(word, row) or re.search(word, column)) for words in RIVALS
    )


def _year(figure_id: FigureId, place: Place, view: BriefView) -> str:
    """Return the indicator, the year, the difference or the count that a figure of the changes should stand under."""
    label = view.config.metrics[figure_id.item].short_label
    if label not in place.row and label not in place.column:
        return label
    if figure_id.last == "n":
        return "" if place.row == COUNTED or place.column.endswith("自治体") else COUNTED
    wanted = "前年度" if figure_id.year else "増減" if figure_id.last == "change" else "当年度"
    return "" if wanted in place.column and place.row != COUNTED else wanted


def _theme(figure_id: FigureId, place: Place, view: BriefView) -> str:
    label = next(theme.label for theme in view.config.themes if theme.id == figure_id.path[1])
    if label != place.row:
        return label
    column = view.area.name if figure_id.last == "here" else "全体" if figure_id.owner == ALL else place.column
    return "" if column == place.column else column


def _whole(part: str, figure_id: FigureId, place: Place, subjects: Subjects) -> str:
    """Return the name of the area, block, volume or nation whose row it should be in the table of indicators."""
    name = subjects.wholes.get(figure_id.owner, "")
    named = place.section == "background" and part != "n" and name and place.row
    return name if named and name not in place.row else ""


def _plain(pattern: str) -> str:
    return pattern.strip("^$")
