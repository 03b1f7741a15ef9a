"""Years of eras become western years; without an era the edition decides."""

from __future__ import annotations

import pytest

from generator.eras import western_year


@pytest.mark.parametrize(
    ("era", "year", "near", "western"),
    [
        ("平成", "30", 2018, 2018),
        ("H", "31", 2018, 2019),
        ("h", "31", 2018, 2019),
        ("令和", "元", 2018, 2019),
        ("R", "2", 2018, 2020),
        ("昭和", "63", 2018, 1988),
        ("平成", "元", 2019, 1989),
        ("", "元", 2019, 2019),
        ("", "元", 1990, 1989),
        ("", "30", 2018, 2018),
        ("", "31", 2019, 2019),
        ("", "2", 2019, 2020),
        ("", "2018", 2019, 2018),
    ],
)
def test_a_year_of_an_era(era: str, year: str, near: int, western: int) -> None:
    """A stated era counts; 元 is the first year."""
    assert western_year(era, year, near=near) == western


@pytest.mark.parametrize("year", ["", "x", "元年"])
def test_what_is_no_year(year: str) -> None:
    """A slip in code is a ValueError."""
    with pytest.raises(ValueError, match="invalid literal"):
        western_year("", year, near=2018)
