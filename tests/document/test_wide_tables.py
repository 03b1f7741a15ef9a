"""What happens to tables and charts when a volume holds more than the sheet is wide."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace

import pytest
from generator.charts.contracts import ContractWords, PlacesBar, draw_contracts

from generator.document.tables import MOST_COLUMNS, heat_subjects
from generator.ledger.figure import Figure, Formula
from generator.ledger.ids import FigureId


@pytest.mark.parametrize(
    ("subjects", "columns"), [(14, 14), (MOST_COLUMNS, MOST_COLUMNS), (MOST_COLUMNS + 1, 0), (47, 0)]
)
def test_themes_have_a_column_a_subject_while_there_is_room(subjects: int, columns: int) -> None:
    """The sums remain in any case."""
    measures = SimpleNamespace(area=SimpleNamespace(subjects=tuple(range(subjects))))

    assert len(heat_subjects(measures)) == columns  # type: ignore[arg-type]


def test_a_total_below_its_parts_leaves_the_chart_on_the_sheet() -> None:
    """The audit tells the contradiction; the numbers stay in the panel."""

    def count(name: str, value: int) -> Figure:
        return Figure(FigureId.parse(name), name, Decimal(value), "か所", 0, Formula.PRINTED)

    rows = [PlacesBar(count("a/d", 12), count("a/o", 11), count("a/t", 1))]
    drawing = draw_contracts("x", ["甲市"], [("左", rows), ("右", rows)], ContractWords("直営", "委託", "計"), width=174.0)

    assert max(mark.x for mark in drawing.marks) < 174.0
    assert max(label.x for label in drawing.labels) < 174.0
