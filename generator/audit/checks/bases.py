"""Why a target is compared or not: conversions, later years, other ways of counting, and the remark that says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.audit.check import Doubt, Level, check
from generator.audit.lookup import shown
from generator.config.config import Config
from generator.dataset.contract import UNCOMPARED
from generator.dataset.conversion import convert
from generator.dataset.records import Dataset, Target
from generator.dataset.units import same_unit
from generator.formats import round_half_up

_MONTH: Final = "/月"
_LATER: Final = re.compile(r"（(?:(?P<era>平成|令和)(?P<year>元|\d{1,2})年度末?|[2-9]年間)の目標）")
_FIRST: Final = {"平成": 1989, "令和": 2019}
_BASES_OF_LATER: Final = ("other_year", "stated")


def _doubt(target: Target, message: str) -> Doubt:
    lines = (target.target_line,) if target.result_line is None else (target.target_line, target.result_line)
    return Doubt(target.code, f"「{target.indicator}」: {message}", target.id, tuple(dict.fromkeys(lines)))


@check(
    "A70-CONVERSION", Level.ERROR, "換算の誤り",
    explanation="換算した値（converted）が、実績と換算（conversion）から計算した値（四捨五入して小数第1位まで）と違うか、"
    "目標と実績の単位に合わない換算である。",
    remedy="月当たりの実績を年の目標と比べるなら ×12、期間の実績を月当たりの目標と比べるなら ÷ とその月数、"
    "単位の語だけが違うなら ×1 とし、計算し直す。",
)  # fmt: skip
def conversion(dataset: Dataset, _config: Config) -> Iterator[Doubt]:
    """Find conversions that reckon wrongly or do not lead from the result's unit to the target's."""
    for target in dataset.targets:
        if target.result is None or not target.conversion:
            continue
        if not _leads(target):
            units = f"目標{target.target_unit}、実績{target.result_unit}"
            yield _doubt(target, f"換算「{target.conversion}」が単位に合わない（{units}）。")
        reckoned = round_half_up(convert(target.result, target.conversion), 1)
        if reckoned != target.converted:
            yield _doubt(target, f"換算すると{shown(reckoned.normalize(), target.target_unit)}になる。")


def _leads(target: Target) -> bool:
    """Whether the conversion makes a figure in the target's unit."""
    goal, result, step = target.target_unit, target.result_unit, target.conversion
    if step == "×1":
        return not same_unit(goal, result)
    if step == "×12":
        return result.endswith(_MONTH) and same_unit(goal, result.removesuffix(_MONTH))
    return step.startswith("÷") and goal.endswith(_MONTH) and same_unit(goal.removesuffix(_MONTH), result)


@check(
    "A71-BASIS-UNIT", Level.WARNING, "単位の違いと数え方の違い",
    explanation="単位が同じなのに根拠を other_unit（単位が違う）としているか、単位が違うのに counted_otherwise（数え方が違う）としている。",
    remedy="targets.csv の単位と basis のどちらが誤りかを、原資料で確かめて直す。",
)  # fmt: skip
def basis_unit(dataset: Dataset, _config: Config) -> Iterator[Doubt]:
    """Find bases that the units of target and result contradict."""
    for target in dataset.targets:
        if target.result is not None and target.basis in ("other_unit", "counted_otherwise"):
            alike = same_unit(target.target_unit, target.result_unit)
            if alike is (target.basis == "other_unit"):
                yield _doubt(target, f"根拠が{target.basis}だが、単位は{'同じ' if alike else '違う'}。")


@check(
    "A72-OTHER-YEAR", Level.ERROR, "後の年度の目標",
    explanation="指標の名に後の年度（複数年を含む）の目標とあるのに、"
    "根拠が other_year（個票が達成か未達を述べるときは stated）でないか、その逆である。",
    remedy="後の年度の目標は判定しない。basis を other_year とし、指標の名に「（平成34年度の目標）」のように年度を書く。",
)  # fmt: skip
def other_year(dataset: Dataset, _config: Config) -> Iterator[Doubt]:
    """Find targets of later years that are judged, and judgements on a year that the name does not tell."""
    for target in dataset.targets:
        later = _is_later(target.indicator, dataset.year)
        if later and target.basis not in _BASES_OF_LATER:
            yield _doubt(target, f"後の年度の目標だが、根拠が{target.basis}である。")
        elif not later and target.basis == "other_year":
            yield _doubt(target, "根拠が other_year だが、指標の名に後の年度がない。")


def _is_later(indicator: str, year: int) -> bool:
    named = _LATER.search(indicator)
    if named is None or named["era"] is None:
        return named is not None
    count = 1 if named["year"] == "元" else int(named["year"])
    return _FIRST[named["era"]] + count - 1 > year


@check(
    "A73-REMARK-MISSING", Level.ERROR, "比べない理由の備考がない",
    explanation="目標と実績を比べないとした目標（counted_otherwise、other_unit、other_year）か、換算した目標に、資料に印刷する備考（remark）がない。",
    remedy="実績が何を数えたものか、目標がいつのものか、どう換算したかを、targets.csv の remark に書く。",
)  # fmt: skip
def remark_missing(dataset: Dataset, _config: Config) -> Iterator[Doubt]:
    """Find targets whose reader is not told why they are not compared, or how they are converted."""
    for target in dataset.targets:
        if not target.remark and (target.conversion or target.basis in UNCOMPARED):
            yield _doubt(target, "備考がない。")


CHECKS: Final = (conversion, basis_unit, other_year, remark_missing)
