"""Proofs of sentences on the lowest and the highest."""

from __future__ import annotations

import re

import plain

from claims.reading import HELD, LABELS, NUMBER, RATE, Ground, is_printed, number, proof, tellable


@proof(
    rf"(?:都道府県別の)?(?:実施自治体の)?(人口|{RATE})は、(.+?)の({NUMBER})(?:人|％|‰)から(.+?)の({NUMBER})(?:人|％|‰)まで"
    rf"(?:の幅がある|、(実施自治体|都道府県)の間に開きがある){HELD}。"
)
def _spread(ground: Ground, match: re.Match[str]) -> None:
    metric = LABELS[match[1]]
    values = {name: ground.value(name, metric) for name in tellable(ground, metric, match[7])}
    assert len(values) > 1
    low, high = min(values.values()), max(values.values())
    assert values[match[2]] == low
    assert values[match[4]] == high
    assert is_printed(match[3], low, metric)
    assert is_printed(match[5], high, metric)
    similar = plain.SIMILAR[metric](high, low) if metric in plain.SIMILAR else high - low <= low / 20
    assert not similar, "no spread"
    assert match[6] in (None, "都道府県" if ground.one_level_up else "実施自治体")


@proof(
    rf"(?:実施自治体の({RATE})の加重平均を都道府県別にみると、(.+?)の({NUMBER})[％‰]から(.+?)の({NUMBER})[％‰]まで開きがある"
    rf"(（実施自治体が一つだけの都道府県を除く）)?。|実施自治体の({RATE})は、都道府県別の平均で({NUMBER})[％‰]から({NUMBER})[％‰]まで開きがある)"
)
def _spread_of_means(ground: Ground, match: re.Match[str]) -> None:
    metric = LABELS[match[1] or match[7]]
    means = {name: plain.together(ground.named(name), metric) for name in ground.prefectures}
    values = {name: mean for name, (mean, n, _) in means.items() if mean is not None and n > 1}
    low, high = min(values.values()), max(values.values())
    assert ground.one_level_up
    assert is_printed(match[3] or match[8], low, metric)
    assert is_printed(match[5] or match[9], high, metric)
    if match[2]:
        assert (values[match[2]], values[match[4]]) == (low, high)
        assert bool(match[6]) == (len(values) < len(means))


@proof(rf"人口({NUMBER})人の(.+?)から({NUMBER})人の(.+?)まで、(\d+)自治体が実施")
def _sizes(ground: Ground, match: re.Match[str]) -> None:
    values = {reply.name: reply.values["population"] for reply in ground.replies if "population" in reply.values}
    assert values[match[2]] == min(values.values()) == number(match[1])
    assert values[match[4]] == max(values.values()) == number(match[3])
    assert max(values.values()) > min(values.values()) * 2
    assert int(match[5]) == len(ground.replies)


@proof(rf"({RATE})は、実施自治体の間で({NUMBER})[％‰]から({NUMBER})[％‰]まで開きがある")
def _spread_headline(ground: Ground, match: re.Match[str]) -> None:
    metric = LABELS[match[1]]
    values = [ground.value(name, metric) for name in tellable(ground, metric, None)]
    assert is_printed(match[2], min(values), metric)
    assert is_printed(match[3], max(values), metric)
