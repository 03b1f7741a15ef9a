"""A result in its target's unit: as printed, converted, or not at all."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from audit_sample import MORIOKA, scene

from generator.dataset.conversion import convert, exact_result
from generator.dataset.records import Target
from generator.dataset.rows import TargetRow

CELLS = {
    "code": "032018", "id": "T01", "programme": "takikan", "indicator": "相談件数", "category": "相談", "target": "12",
    "target_unit": "回/年", "target_line": "3", "result": "1", "result_unit": "回/月", "result_line": "4",
    "conversion": "×12", "converted": "12", "assessment": "met", "basis": "compared", "note": "", "remark": "",
}  # fmt: skip


def _target(**changes: object) -> Target:
    sample = next(target for target in scene().dataset.targets if target.code == MORIOKA)
    return replace(sample, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("result", "unit", "conversion", "expected"),
    [
        ("60", "名", "", "60"),
        ("60", "世帯", "×1", "60"),
        ("5", "人/月", "×12", "60"),
        ("60", "件", "", None),
        (None, "", "", None),
    ],
)
def test_result_in_the_unit_of_the_target(result: str | None, unit: str, conversion: str, expected: str | None) -> None:
    """Spellings of one unit are the same; other units need the conversion of the table."""
    value = None if result is None else Decimal(result)
    found = exact_result(_target(target_unit="人/年", result=value, result_unit=unit, conversion=conversion))
    assert found == (None if expected is None else Decimal(expected))


def test_a_quotient_is_not_rounded() -> None:
    """42回 in 11 months are more than 3.8 a month and less than 3.82."""
    assert Decimal("3.818") < convert(Decimal(42), "÷11") < Decimal("3.819")


@pytest.mark.parametrize("text", ["", "12", "÷", "×1.5"])
def test_another_text_is_no_conversion(text: str) -> None:
    """Only × or ÷ and a number convert."""
    with pytest.raises(ValueError):
        convert(Decimal(1), text)


def test_a_converted_row_is_read() -> None:
    """Both columns are kept as the table has them."""
    record = TargetRow.model_validate(CELLS).record()
    assert (record.conversion, record.converted) == ("×12", Decimal(12))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"conversion": ""}, "両方"),
        ({"converted": ""}, "両方"),
        ({"result": ""}, "result が要る"),
        ({"conversion": "×13"}, "月数"),
        ({"conversion": "*12"}, "月数"),
        ({"basis": "counted_otherwise"}, "undetermined"),
        ({"basis": "other_year"}, "undetermined"),
        ({"assessment": "undetermined"}, "counted_otherwise"),
    ],
)
def test_a_row_that_contradicts_itself_is_refused(changes: dict[str, str], said: str) -> None:
    """A conversion has its value and its result; a basis that compares nothing judges nothing."""
    with pytest.raises(ValueError, match=said):
        TargetRow.model_validate({**CELLS, **changes})
