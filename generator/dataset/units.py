"""What units mean: which count whole things, and whether figures in two of them may be compared."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

SPELLINGS: Final = MappingProxyType(
    {
        "名": "人",
        **dict.fromkeys(("箇所", "個所", "カ所", "ヵ所", "ヶ所", "ケ所"), "か所"),
        "ケース": "件",
        **dict.fromkeys(("%", "パーセント"), "％"),
    }
)
"""Other spellings of a unit and the one that the tables use."""
COUNTED: Final = frozenset({"人", "世帯", "校", "か所"})
"""Units of what is counted, in whole numbers."""
_OF_THE_YEAR = re.compile(r"[/／]年度?$")


def same_unit(first: str, second: str) -> bool:
    """Return whether two units count the same in the same time: 名 is 人, and a figure of the year is one per year.

    A figure of a month, of each district or of attendances (延べ) is never one of the year, of the whole or of persons.
    """
    return _plain(first) == _plain(second)


def _plain(unit: str) -> str:
    counted, *per = re.split("[/／]", _OF_THE_YEAR.sub("", unit.strip()))
    return "/".join([SPELLINGS.get(counted, counted), *per])
