"""What units mean, for the audit, the proposals and the briefs alike."""

from __future__ import annotations

import pytest

from generator.dataset.contract import UNITS
from generator.dataset.units import COUNTED, same_unit
from generator.ingest.proposals import quantities


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("件", "件", True),
        ("人", "名", True),
        ("か所", "箇所", True),
        ("か所", "カ所", True),
        ("件", "ケース", True),
        ("％", "%", True),
        ("件/年", "件", True),
        ("件/年", "件/年", True),
        ("回／年度", "回", True),
        ("人/地区", "名/地区", True),
        ("人/地区", "名／地区", True),
        ("回/年", "回/月", False),
        ("回/月", "回", False),
        ("人/地区", "人", False),
        ("回/年/地区", "回/地区", False),
        ("延べ人", "人", False),
        ("件", "人", False),
        ("か所", "地区", False),
        ("％", "割", False),
        ("件", "", False),
    ],
)
def test_units_that_count_the_same(first: str, second: str, same: bool) -> None:
    """Spellings of one unit are one, and so is a year's figure with and without 年; another time or thing is not."""
    assert (same_unit(first, second), same_unit(second, first)) == (same, same)


@pytest.mark.parametrize("printed", ["名", "カ所", "ヶ所", "ケ所", "ヵ所", "箇所", "個所", "%", "パーセント"])
def test_the_proposals_spell_units_alike(printed: str) -> None:
    """What is read from a form under one unit is compared under one unit."""
    assert same_unit(printed, quantities.UNITS[printed])


def test_what_is_counted_is_a_unit_of_the_contract() -> None:
    """A unit that no metric has would never be looked at."""
    assert set(UNITS.values()) >= COUNTED
