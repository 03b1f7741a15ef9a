"""How the answers of the table of basic figures are read: the units that each may be given in, and its bounds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from generator.config.questionnaire import FormItem

_PERCENT: Final = (("%", Decimal(1)), ("パーセント", Decimal(1)), ("‰", Decimal("0.1")), ("パーミル", Decimal("0.1")))
_PERMILLE: Final = tuple((unit, factor * 10) for unit, factor in _PERCENT)
_AREA: Final = (
    ("km2", Decimal(1)),
    ("平方キロメートル", Decimal(1)),
    ("平方km", Decimal(1)),
    ("平方キロ", Decimal(1)),
    ("ha", Decimal("0.01")),
    ("ヘクタール", Decimal("0.01")),
    ("m2", Decimal("0.000001")),
)


def _counted(*units: str) -> tuple[tuple[str, Decimal], ...]:
    """Return units with those of thousands and ten thousands in front ("千人" before "人")."""
    powers = (("千", Decimal(1000)), ("万", Decimal(10000)), ("", Decimal(1)))
    return tuple((power + unit, factor) for unit in units for power, factor in powers)


UNITS: Final[Mapping[str, tuple[tuple[str, Decimal], ...]]] = MappingProxyType(
    {
        "人": _counted("人", "名"),
        "世帯": _counted("世帯", "戸"),
        "校": _counted("校"),
        "％": _PERCENT,
        "‰": _PERMILLE,
        "k㎡": _AREA,
    }
)
"""Each unit of the tables: (unit as printed, factor to it)."""
UNIT_NEEDED: Final = frozenset({"‰"})
"""A figure that may be in ％ or ‰ cannot be understood without its unit."""


@dataclass(frozen=True, slots=True)
class PrintedMetric:
    """One metric of the form: its name in messages, and (unit as printed, factor to the contract's unit) pairs.

    ``unit_needed`` says that a figure without its unit cannot be understood, ``whole`` that a fraction cannot be
    right; ``low`` and ``high`` bound what is believed without a second look (contract's unit).
    """

    metric: str
    title: str
    units: tuple[tuple[str, Decimal], ...]
    unit_needed: bool = False
    whole: bool = False
    low: Decimal = Decimal(0)
    high: Decimal | None = None


def printed_metric(item: FormItem) -> PrintedMetric:
    """Return how the answer to an item of the questionnaire is read."""
    return PrintedMetric(
        metric=item.metric,
        title=item.name,
        units=UNITS.get(item.unit, _counted(item.unit)),
        unit_needed=item.unit in UNIT_NEEDED,
        whole=item.type == "integer",
        low=item.low if item.low is not None else Decimal(0),
        high=item.high,
    )
