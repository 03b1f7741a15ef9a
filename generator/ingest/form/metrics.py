"""What the table of basic figures asks for: the printed label of each metric, and the units it may be given in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

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


@dataclass(frozen=True, slots=True)
class PrintedMetric:
    """One metric of the form: its label, and (unit as printed, factor to the contract's unit) pairs.

    ``unit_needed`` says that a figure without its unit cannot be understood, ``whole`` that a fraction cannot be
    right; ``low`` and ``high`` bound what is believed without a second look (contract's unit).
    """

    metric: str
    title: str
    label: re.Pattern[str]
    units: tuple[tuple[str, Decimal], ...]
    unit_needed: bool = False
    whole: bool = False
    low: Decimal = Decimal(0)
    high: Decimal | None = None


ITEMS: Final = (
    PrintedMetric("population", "人口", re.compile("人口"), _counted("人", "名"), whole=True),
    PrintedMetric("households", "世帯数", re.compile("世帯数"), _counted("世帯", "戸"), whole=True),
    PrintedMetric("aging_rate", "高齢化率", re.compile("高齢化率"), _PERCENT, low=Decimal(5), high=Decimal(75)),
    PrintedMetric(
        "welfare_rate", "生活保護受給率", re.compile("生活保護受給率"), _PERMILLE,
        unit_needed=True, low=Decimal(1), high=Decimal(60),
    ),
    PrintedMetric("area", "面積", re.compile("面積"), _AREA),
    PrintedMetric(
        "association_rate", "地縁組織加入率", re.compile(r"地縁組織(?:\([^()]{0,20}\))?(?:への)?加入率"), _PERCENT,
        high=Decimal(100),
    ),
    PrintedMetric("elementary_schools", "公立小学校数", re.compile("公立小学校数"), _counted("校"), whole=True),
    PrintedMetric("junior_high_schools", "公立中学校数", re.compile("公立中学校数"), _counted("校"), whole=True),
)  # fmt: skip
FACILITIES: Final = (
    ("support_centers", "地域包括支援センター", re.compile("地域包括支援センター")),
    ("self_reliance", "自立相談支援", re.compile("生活困窮者自立相談支援(?:事業)?")),
)
TITLES: Final = {item.metric: item.title for item in ITEMS} | {
    f"{stem}_{kind}": f"{title}（{word}）"
    for stem, title, _ in FACILITIES
    for kind, word in (("direct", "直営"), ("outsourced", "委託"), ("total", "計"))
} | {"coordinators": "相談支援包括化推進員"}  # fmt: skip
"""What a message calls each metric."""
