"""Figures that a respondent can hardly have: units mistaken, rates far from the neighbours', impossible ratios."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from generator.audit.check import Doubt, Level, check
from generator.audit.lookup import Peers, about, label, shown, value_of, valued
from generator.config.config import Config
from generator.dataset.contract import Kind
from generator.dataset.records import Dataset, Indicator
from generator.formats import round_half_up

RATES: Final = {
    "welfare_rate": (Decimal("0.1"), Decimal(10)),
    "aging_rate": (Decimal("0.01"), Decimal(100)),
    "association_rate": (Decimal("0.01"), Decimal(100)),
}
"""By what a rate is off when its unit was mistaken (％ and ‰, a share of 1 and ％)."""
_SUSPECT: Final = 5
_FAR: Final = 3
_NEAR: Final = 2


def _rates(dataset: Dataset) -> Iterator[tuple[Indicator, Decimal, str, Decimal]]:
    peers = {metric: Peers(dataset, metric) for metric in RATES}
    for indicator, value in valued(dataset):
        if indicator.metric in RATES and value > 0 and (found := peers[indicator.metric].of(indicator.code)):
            yield indicator, value, *found


def _other_reading(value: Decimal, middle: Decimal, indicator: Indicator, config: Config) -> Decimal | None:
    """Return what the figure would be in the other unit, if that and only that lies near the neighbours."""
    if not _apart(value, middle, _SUSPECT):
        return None
    low, high = config.metrics[indicator.metric].plausible
    readings = (_tidy(value * factor) for factor in RATES[indicator.metric])
    return next((r for r in readings if low <= r <= high and not _apart(r, middle, _NEAR)), None)


def _tidy(value: Decimal) -> Decimal:
    """Return the value without zeros at its end: multiplying must not add decimals."""
    return Decimal(format(value.normalize(), "f"))


def _apart(value: Decimal, middle: Decimal, times: int) -> bool:
    return value > middle * times or value * times < middle


@check(
    "A01-UNIT-SUSPECT", Level.ERROR, "単位の取り違えの疑い",
    explanation="率が近隣の中央値の5倍を超えるか5分の1に満たず、単位（％と‰など）を替えて読むと中央値の2倍以内に収まる。",
    remedy="原資料の行を確かめ、疑義照会を行う。読み替えるなら corrections に訂正を、原文のとおりなら waivers に理由を書く。",
)  # fmt: skip
def unit_suspect(dataset: Dataset, config: Config) -> Iterator[Doubt]:
    """Find rates that fit their neighbours only in another unit."""
    for indicator, value, whose, middle in _rates(dataset):
        reading = _other_reading(value, middle, indicator, config)
        if reading is not None:
            yield about(
                indicator,
                f"{shown(value, indicator.unit)}は、{whose}の中央値{shown(middle, indicator.unit)}から離れている。"
                f"単位を替えて読むと{shown(reading, indicator.unit)}である。",
                estimate=reading,
            )


@check(
    "A02-RATE-FAR", Level.WARNING, "近隣から離れた率",
    explanation="率が近隣の中央値の3倍を超えるか3分の1に満たない（A01に当たるものを除く）。",
    remedy="原資料の行を確かめる。地域の事情で説明できれば waivers に理由を書き、できなければ疑義照会を行う。",
)  # fmt: skip
def rate_far(dataset: Dataset, config: Config) -> Iterator[Doubt]:
    """Find rates three times as high or low as those of the neighbours."""
    for indicator, value, whose, middle in _rates(dataset):
        if _apart(value, middle, _FAR) and _other_reading(value, middle, indicator, config) is None:
            yield about(
                indicator,
                f"{shown(value, indicator.unit)}は、{whose}の中央値{shown(middle, indicator.unit)}から離れている。",
            )


@check(
    "A03-PLAUSIBLE", Level.ERROR, "あり得る範囲の外",
    explanation="値が config/metrics.yaml の plausible の範囲の外にある。都道府県の個票の施設数は、"
    "県内の計を書くものと県の分を書くものがあるので除く。",
    remedy="原資料の行を確かめ、疑義照会を行う。実際の値なら waivers に理由を書くか、plausible の範囲を改める。",
)  # fmt: skip
def plausible(dataset: Dataset, config: Config) -> Iterator[Doubt]:
    """Find values outside the range of the settings."""
    for indicator, value in valued(dataset):
        low, high = config.metrics[indicator.metric].plausible
        of_prefecture = dataset.respondents[indicator.code].kind is Kind.PREFECTURE
        if not low <= value <= high and not (of_prefecture and indicator.unit == "か所"):
            yield about(
                indicator,
                f"{shown(value, indicator.unit)}は、範囲{shown(low)}から{shown(high, indicator.unit)}までの外にある。",
            )


@check(
    "A04-UNDER-ONE-PERSON", Level.WARNING, "1人に満たない率",
    explanation="生活保護受給率に人口を掛けると1人に満たない。単位の取り違えか、丸めた率である。",
    remedy="丸めを考えて1人以上になるかを確かめ、ならなければ疑義照会を行う。",
)  # fmt: skip
def under_one_person(dataset: Dataset, _config: Config) -> Iterator[Doubt]:
    """Find welfare rates that amount to less than one person."""
    for indicator, value in valued(dataset):
        people = value_of(dataset, indicator.code, "population")
        if indicator.metric == "welfare_rate" and people is not None and 0 < value * people < 1000:
            persons = shown(round_half_up(value * people / 1000, 2))
            yield about(indicator, f"{shown(value, '‰')}は、人口{shown(people, '人')}のうち{persons}人に当たる。")


def _ratio(dataset: Dataset, config: Config, key: str) -> Iterator[Doubt]:
    """Yield respondents whose derived ratio lies outside its plausible range."""
    metric = config.metrics[key]
    low, high = metric.plausible
    above, below = metric.numerator or "", metric.denominator or ""
    for code in dataset.respondents:
        over, under = value_of(dataset, code, above), value_of(dataset, code, below)
        if over is None or not under:
            continue
        ratio = over / under * metric.factor
        if not low <= ratio <= high:
            parts = f"{label(config, above)}{shown(over)}、{label(config, below)}{shown(under)}"
            yield about(
                dataset.indicators[code, below],
                f"{metric.label}が{shown(round_half_up(ratio, 2), metric.unit)}となり（{parts}）、"
                f"範囲{shown(low)}から{shown(high)}までの外にある。",
            )


@check(
    "A05-DENSITY", Level.ERROR, "人口と面積の不釣合い",
    explanation="人口を面積で割った人口密度が、metrics.yaml の範囲の外にある。桁の誤りか、面積の単位の誤りである。",
    remedy="人口と面積の行を確かめ、誤っている方を疑義照会する。",
)  # fmt: skip
def density(dataset: Dataset, config: Config) -> Iterator[Doubt]:
    """Find populations that do not fit their area."""
    yield from _ratio(dataset, config, "population_density")


@check(
    "A06-HOUSEHOLD-SIZE", Level.ERROR, "人口と世帯数の不釣合い",
    explanation="1世帯当たり人員が、metrics.yaml の範囲の外にある。世帯数が人口より多い場合を含む。",
    remedy="人口と世帯数の行を確かめ、誤っている方を疑義照会する。",
)  # fmt: skip
def household_size(dataset: Dataset, config: Config) -> Iterator[Doubt]:
    """Find populations that do not fit their households."""
    yield from _ratio(dataset, config, "persons_per_household")


@check(
    "A07-COORDINATORS-RATE", Level.WARNING, "人口と推進員の数の不釣合い",
    explanation="人口10万人当たりの相談支援包括化推進員が、metrics.yaml の範囲の外にある。",
    remedy="推進員の数の行を確かめる。延べ人数や協力員の数を読んでいれば、表を直す。",
)  # fmt: skip
def coordinators_rate(dataset: Dataset, config: Config) -> Iterator[Doubt]:
    """Find coordinators that do not fit the population; the doubt stands under the coordinators."""
    for doubt in _ratio(dataset, config, "coordinators_per_100k"):
        yield about(dataset.indicators[doubt.respondent, "coordinators"], doubt.message)


CHECKS: Final = (unit_suspect, rate_far, plausible, under_one_person, density, household_size, coordinators_rate)
