"""Whether a figure of a table stands in the row and column that speak of it, so that no two can change places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from generator.ledger.ids import ALL, NATION, FigureId
from generator.measures.measure import Measures
from generator.proof.page import Place

CHANGES: Final = "changes"
INDICATORS: Final = "background"
PROGRAMMES: Final = frozenset({"chiikiryoku", "takikan"})
ROLES: Final[tuple[frozenset[str], ...]] = (
    frozenset({"met", "not_met", "partial_year", "incomparable"}),
    frozenset({"target", "result"}),
    PROGRAMMES,
)
"""Figures that could change places unseen. Templates mark their headings: ``<th data-role="met">``."""
WHOLES: Final = frozenset({"area", "everyone", "median", "n", "nation"})
"""The same for the rows below the municipalities in the table of indicators."""
YEARS: Final = frozenset({"earlier", "now", "change", "compared"})
"""The same in the section of changes, where every figure has one of them."""
USUAL: Final[Mapping[str, str]] = MappingProxyType(
    {
        "met": "達成", "not_met": "未達", "partial_year": "年度途中", "incomparable": "比較できない",
        "target": "目標", "result": "実績", "chiikiryoku": "地域力", "takikan": "多機関",
        "everyone": "計・平均", "median": "中央値", "nation": "全国値",
        "earlier": "前年度", "now": "当年度", "change": "増減", "compared": "自治体",
    }
)  # fmt: skip
"""A second look: under its mark a heading may say anything, but not what a rival usually says."""
_REMARK: Final = re.compile("（[^）]*）")
_TARGET_ID: Final = re.compile(r"T\d+")


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with a heading, and what is expected of it."""

    what: str
    expected: str


MISPLACED: Final = "数値の欄と見出しが合いません"
UNMARKED: Final = "数値の欄の見出しに印がなく、欄を確かめられません"


def wrong_heading(figure_id: FigureId, place: Place, measures: Measures) -> Wrong | None:
    """Return what is wrong with the headings of a figure's cell; None where all is well.

    Wording is the editor's: only marks are compared. A heading without the mark that its figure needs is a fault too,
    so that a reworded or new table never goes unguarded.
    """
    label = _label(figure_id, place, measures)
    if label:
        return Wrong(MISPLACED, label)
    for role, kinds in _wanted(figure_id, place, measures):
        there = place.roles & kinds
        if role and not there:
            return Wrong(UNMARKED, f'<th data-role="{role}">')
        if there and role not in there:
            return Wrong(MISPLACED, f'data-role="{role}"' if role else f"{'、'.join(sorted(there))} 以外の欄")
        if role and _says_rival(role, kinds, place):
            return Wrong(MISPLACED, USUAL.get(role, role))
    return None


def _says_rival(role: str, kinds: frozenset[str], place: Place) -> bool:
    """Say whether the headings have a rival's usual word and not its own: words were swapped under the marks.

    A count across several columns has its own word in the row, and those of the columns above it.
    """
    said = {
        one
        for words in (place.row, place.column)
        for one in kinds
        if one in USUAL and USUAL[one] in _REMARK.sub("", words)
    }
    return bool(said) and role not in said


def _wanted(figure_id: FigureId, place: Place, measures: Measures) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield for each kind of rivals the one that the figure is; nothing where it is none of them."""
    if place.section == CHANGES:
        kind = {"change": "change", "n": "compared"}.get(figure_id.last, "now")
        yield "earlier" if figure_id.year else kind, YEARS
        return
    part = "target" if _TARGET_ID.fullmatch(figure_id.last) else figure_id.last
    for kinds in ROLES:
        # The form's table of linked projects has the same keys in another sense.
        ours = part in kinds and (kinds is not PROGRAMMES or figure_id.item == "programmes")
        yield part if ours else "", kinds
    if place.section == INDICATORS:
        wholes = {ALL: "everyone", NATION: "nation", measures.area.key: "area"}
        yield part if part in {"median", "n"} else wholes.get(figure_id.owner, ""), WHOLES


def _label(figure_id: FigureId, place: Place, measures: Measures) -> str:
    """Return the indicator's or theme's name where a figure of it stands under neither; both come from the settings."""
    label = ""
    if place.section == CHANGES:
        label = measures.config.metrics[figure_id.item].short_label
    elif figure_id.item == "theme":
        label = next(theme.label for theme in measures.config.themes if theme.id == figure_id.path[1])
    return "" if label in place.row or label in place.column else label
