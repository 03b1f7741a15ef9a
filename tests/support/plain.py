"""The tables read and added up a second time: csv, whole numbers and fractions, nothing of the generator."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from generator.audit.doubts import doubts_of
from generator.config.config import load_config
from generator.dataset.contract import QUERIED
from generator.dataset.load import load_dataset

ROOT = Path(__file__).resolve().parent.parent.parent
DATA = ROOT / "data" / "2018"

SUMS = {
    "population": 0, "households": 0, "area": 1, "elementary_schools": 0, "junior_high_schools": 0,
    "support_centers_direct": 0, "support_centers_outsourced": 0, "support_centers_total": 0,
    "self_reliance_direct": 0, "self_reliance_outsourced": 0, "self_reliance_total": 0, "coordinators": 0,
}  # fmt: skip
MEANS = {"aging_rate": ("population", 1), "welfare_rate": ("population", 1), "association_rate": ("households", 1)}
RATIOS = {
    "coordinators_per_100k": ("coordinators", "population", 100_000, 1),
    "persons_per_household": ("population", "households", 1, 2),
    "population_density": ("population", "area", 1, 1),
}
DECIMALS = SUMS | {key: rule[-1] for key, rule in MEANS.items()} | {key: rule[-1] for key, rule in RATIOS.items()}
NATION = {"aging_rate": Fraction("28.1"), "welfare_rate": Fraction("16.6")}
SIMILAR: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "aging_rate": lambda value, other: abs(value - other) <= 1,
    "welfare_rate": lambda value, other: abs(value - other) <= 1,
    "association_rate": lambda value, other: abs(value - other) <= 3,
    "coordinators_per_100k": lambda value, other: abs(value - other) <= other / 10,
}
BLOCKS = {
    "北海道": ["北海道"],
    "東北": ["青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県"],
    "関東": ["茨城県", "栃木県", "群馬県", "埼玉県", "千葉県", "東京都", "神奈川県"],
}


@dataclass(frozen=True)
class Reply:
    """One form, or a member of one."""

    code: str
    prefecture: str
    name: str
    kind: str
    municipalities: int
    programmes: frozenset[str]
    values: dict[str, Fraction] = field(default_factory=dict)
    applies: frozenset[str] = frozenset()

    def value(self, metric: str) -> Fraction | None:
        """The respondent's own value, printed or derived."""
        if metric not in RATIOS:
            return self.values.get(metric)
        over, under, factor, _ = RATIOS[metric]
        if over in self.values and self.values.get(under):
            return self.values[over] / self.values[under] * factor
        return None

    def asked(self, metric: str) -> bool:
        """Whether the metric applies to the respondent."""
        return (RATIOS[metric][0] if metric in RATIOS else metric) in self.applies


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table of the edition."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@cache
def practice_ids() -> frozenset[str]:
    """The ids under which the ledger names the rows of chapters 3 and 4."""
    found = {f"{row['code']}/cell/{row['cell']}" for row in rows("practice_cells")}
    found |= {f"{row['code']}/area/{row['part']}" for row in rows("areas")}
    found |= {f"{row['code']}/practice/{row['cell']}/{row['seq']}" for row in rows("practices")}
    found |= {f"{row['code']}/coordinators" for row in rows("coordinators")}
    found |= {f"{row['code']}/meeting/{row['seq']}" for row in rows("meetings")}
    return frozenset(found | {f"{row['code']}/event/{row['seq']}" for row in rows("events")})


@cache
def replies() -> tuple[Reply, ...]:
    """All municipal respondents, corrections applied; prefectures' own forms are left out."""
    values: dict[str, dict[str, Fraction]] = {}
    applies: dict[str, set[str]] = {}
    for row in rows("indicators"):
        if row["status"] != "not_applicable":
            applies.setdefault(row["code"], set()).add(row["metric"])
        if row["value"]:
            values.setdefault(row["code"], {})[row["metric"]] = Fraction(row["value"])
    for one in corrections():
        values[one["respondent"]].pop(one["metric"], None)
        if one["value"] is not None:
            values[one["respondent"]][one["metric"]] = Fraction(str(one["value"]))
    return tuple(
        Reply(
            code=row["code"],
            prefecture=row["prefecture"],
            name=row["name"],
            kind=row["kind"],
            municipalities=int(row["municipalities"]),
            programmes=frozenset(p for p in ("chiikiryoku", "takikan", "todofuken") if row[p] == "1"),
            values=values.get(row["code"], {}),
            applies=frozenset(applies.get(row["code"], set())),
        )
        for row in rows("respondents")
        if row["kind"] != "prefecture"
    )


def corrections() -> list[dict[str, Any]]:
    """The editors' corrections of printed figures."""
    path = DATA / "corrections.yaml"
    found = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else {}
    return list((found or {}).get("corrections") or [])


@cache
def flagged(metric: str) -> frozenset[str]:
    """The respondents who are asked about their figure: that is the audit's to say; what follows is proved here."""
    states = doubts_of(load_dataset(int(DATA.name), data=DATA.parent), load_config(year=int(DATA.name)))
    return frozenset(code for (code, item), state in states.items() if item == metric and state in QUERIED)


@cache
def plausible(metric: str) -> tuple[Fraction, Fraction]:
    """The range of config/metrics.yaml beyond which a figure is in doubt."""
    metrics = yaml.safe_load((ROOT / "config" / "metrics.yaml").read_text(encoding="utf-8"))["metrics"]
    low, high = next(one["plausible"] for one in metrics if one["key"] == metric)
    return Fraction(str(low)), Fraction(str(high))


def of(prefectures: Iterable[str]) -> list[Reply]:
    """The municipal respondents of some prefectures."""
    wanted = set(prefectures)
    return [reply for reply in replies() if reply.prefecture in wanted]


def together(chosen: Sequence[Reply], metric: str) -> tuple[Fraction | None, int, int]:
    """The aggregate over the respondents, with how many give it and how many lack it.

    A mean or ratio of one respondent out of several is none: it would be that respondent's own figure.
    """
    asked = [reply for reply in chosen if reply.asked(metric)]
    needed = [metric] if metric in SUMS else [metric, MEANS[metric][0]] if metric in MEANS else list(RATIOS[metric][:2])
    given = [reply for reply in asked if all(part in reply.values for part in needed)]
    counts = len(given), len(asked) - len(given)
    if not given or (len(given) == 1 and len(chosen) > 1 and metric not in SUMS):
        return None, *counts
    first = sum((reply.values[needed[0]] for reply in given), Fraction(0))
    if metric in SUMS:
        return first, *counts
    second = sum((reply.values[needed[1]] for reply in given), Fraction(0))
    if metric in RATIOS:
        return first / second * RATIOS[metric][2], *counts
    return sum((r.values[metric] * r.values[needed[1]] for r in given), Fraction(0)) / second, *counts


def middle(values: Iterable[Fraction]) -> Fraction | None:
    """The median."""
    ordered = sorted(values)
    if not ordered:
        return None
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def everyone(metric: str) -> list[Fraction]:
    """The values of all municipal respondents that give one."""
    return [value for reply in replies() if (value := reply.value(metric)) is not None]


def standing(metric: str, value: Fraction) -> tuple[int, int, int, int]:
    """Rank from the top, from the bottom, how many give the metric, how many others print the same value."""
    values = [rounded(v, DECIMALS[metric]) for v in everyone(metric)]
    here = rounded(value, DECIMALS[metric])
    higher, lower = sum(v > here for v in values), sum(v < here for v in values)
    return higher + 1, lower + 1, len(values), len(values) - higher - lower - 1


def rounded(value: Fraction, decimals: int) -> Fraction:
    """The value rounded half up (away from zero), reckoned with whole numbers only."""
    scaled = abs(value) * 10**decimals
    units = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(units, 10**decimals) * (-1 if value < 0 else 1)


def printed(value: Fraction | None, decimals: int) -> str:
    """The value as it must stand in print."""
    if value is None:
        return "…"
    units = int(abs(rounded(value, decimals)) * 10**decimals)
    whole, rest = divmod(units, 10**decimals)
    text = f"{whole:,}" + (f".{rest:0{decimals}d}" if decimals else "")
    return ("△" if value < 0 and units else "") + text
