"""Which figures may be told as facts."""

from __future__ import annotations

from decimal import Decimal

import pytest
from builders import real_config

from generator.ledger.figure import Figure, Formula, State
from generator.ledger.ids import FigureId
from generator.measures.doubts import plausible


@pytest.mark.parametrize(
    ("value", "state", "expected"),
    [
        ("30", State.VALUE, True),
        ("9.9", State.VALUE, False),
        ("65.1", State.VALUE, False),
        (None, State.MISSING, False),
    ],
)
def test_plausible(value: str | None, state: State, expected: bool) -> None:
    """A figure out of the plausible range is for the audit, not for a comparison."""
    one = Figure(FigureId("x"), "x", None if value is None else Decimal(value), "％", 1, Formula.PRINTED, state)
    assert plausible(real_config().metrics["aging_rate"], one) is expected
