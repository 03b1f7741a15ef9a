"""Counts that contradict one another: totals, whole numbers, schools, a prefecture against its municipalities."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.audit.check import Doubt, Level, check
from generator.audit.lookup import about, label, shown, value_of, valued
from generator.config.config import Config
from generator.dataset.contract import Kind, Programme
from generator.dataset.records import Dataset
from generator.dataset.units import COUNTED

_ADDITIVE: Final = ("population", "households", "area", "elementary_schools", "junior_high_schools")


@check(
    "A14-TOTAL", Level.ERROR, "内訳と計の食い違い",
    explanation="地域包括支援センター、自立相談支援事業の直営と委託の和が、計と合わない。",
    remedy="原資料の行を確かめ、表（indicators.csv）か訂正を直す。",
)  # fmt: skip
def total(dataset: Dataset, _config: Config) -> Iterator[Doubt]:
    """Find totals that direct and outsourced do not make."""
    for code in dataset.respondents:
        for base in ("support_centers", "self_reliance"):
            parts = [value_of(dataset, code, f"{base}_{how}") for how in ("direct", "outsourced")]
            whole = value_of(dataset, code, f"{base}_total")
            known = [part for part in parts if part is not None]
            contradicts = whole is None if known else False
            if whole is not None and known:
                contradicts = sum(known) != whole if len(known) == len(parts) else sum(known) > whole
            if contradicts:
                shares = "、".join("不詳" if part is None else shown(part) for part in parts)
                summed = "不詳" if whole is None else shown(whole)
                yield about(dataset.indicators[code, f"{base}_total"], f"直営・委託（{shares}）と計（{summed}）が合わない。")


@check(
    "A15-COUNT-WHOLE", Level.ERROR, "数えられない数",
    explanation="人、世帯、校、か所で数える項目が、負の数か小数になっている。",
    remedy="原資料の行を確かめ、表か訂正を直す。",
)  # fmt: skip
def count_whole(dataset: Dataset, _config: Config) -> Iterator[Doubt]:
    """Find counts that are negative or have a fraction."""
    for indicator, value in valued(dataset):
        if value < 0 or (indicator.unit in COUNTED and value != value.to_integral_value()):
            yield about(indicator, f"{shown(value, indicator.unit)}は、数えた数ではあり得ない。")


@check(
    "A16-SCHOOLS", Level.WARNING, "小学校より多い中学校",
    explanation="公立中学校の数が公立小学校の数を上回る。二つの欄を取り違えた疑いがある。",
    remedy="原資料の行を確かめる。義務教育学校などで実際に多いなら、waivers に理由を書く。",
)  # fmt: skip
def schools(dataset: Dataset, _config: Config) -> Iterator[Doubt]:
    """Find more junior high schools than elementary schools."""
    for code in dataset.respondents:
        small, middle = (value_of(dataset, code, key) for key in ("elementary_schools", "junior_high_schools"))
        if small is not None and middle is not None and middle > small:
            yield about(
                dataset.indicators[code, "junior_high_schools"],
                f"公立中学校{shown(middle, '校')}が公立小学校{shown(small, '校')}を上回る。",
            )


@check(
    "A17-PREFECTURE-SUM", Level.ERROR, "市町村の和が都道府県を超える",
    explanation="個票のある市町村の人口、世帯数、面積、学校数の和が、同じ都道府県の個票の値を超える。",
    remedy="桁の誤りがないか、両方の行を確かめる。時点の違いなら waivers に理由を書く。",
)  # fmt: skip
def prefecture_sum(dataset: Dataset, config: Config) -> Iterator[Doubt]:
    """Find sums of municipalities above the prefecture's own figure."""
    for own in dataset.respondents.values():
        if own.kind is not Kind.PREFECTURE:
            continue
        inside = [r.code for r in dataset.municipal() if r.prefecture_code == own.prefecture_code]
        for metric in _ADDITIVE:
            whole = value_of(dataset, own.code, metric)
            summed = sum(value for code in inside if (value := value_of(dataset, code, metric)) is not None)
            if whole is not None and summed > whole:
                yield about(
                    dataset.indicators[own.code, metric],
                    f"市町村の{label(config, metric)}の和{summed:,}が、{own.name}の{shown(whole)}を超える。",
                )


@check(
    "A18-COORDINATORS", Level.WARNING, "実施の印と推進員の食い違い",
    explanation="多機関の協働の印があるのに推進員の数がないか、印がないのに数がある。",
    remedy="原資料の行を確かめる。人数の印字がなければ疑義照会を行う。",
)  # fmt: skip
def coordinators(dataset: Dataset, _config: Config) -> Iterator[Doubt]:
    """Find coordinators that contradict the mark of their programme."""
    for code, respondent in dataset.respondents.items():
        indicator = dataset.indicators[code, "coordinators"]
        marked = Programme.TAKIKAN in respondent.programmes
        if marked and indicator.value is None:
            yield about(indicator, "多機関の協働の印があるが、推進員の数がない。")
        elif not marked and indicator.value is not None:
            yield about(indicator, f"多機関の協働の印がないが、推進員{shown(indicator.value, '人')}とある。")


CHECKS: Final = (total, count_whole, schools, prefecture_sum, coordinators)
