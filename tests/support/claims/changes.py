"""Proof of the sentence over the tables of changes, from the tables of both years alone."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import plain
import yaml

from generator.audit.doubts import doubts_of
from generator.config.config import load_config
from generator.dataset.contract import QUERIED
from generator.dataset.load import load_dataset

LABELS = {
    "人口": "population", "高齢化率": "aging_rate", "生活保護受給率": "welfare_rate", "地縁組織加入率": "association_rate",
    "人口10万人当たり相談支援包括化推進員": "coordinators_per_100k",
}  # fmt: skip
WORDS: Mapping[str, tuple[str, ...]] = {
    "up": ("増え", "上がり", "増えた", "上がった"),
    "down": ("減り", "下がり", "減った", "下がった"),
    "same": ("同じであり", "同じであった"),
}
WENT = "|".join(sorted((word for words in WORDS.values() for word in words), key=len, reverse=True))
SENTENCE = re.compile(
    rf"({'|'.join(LABELS)})は、比べられる(\d+)自治体の(?:(いずれでも|全てで)({WENT})|うち、((?:(?:\d+)自治体で(?:{WENT})、?)+))。"
)


@dataclass(frozen=True)
class Year:
    """One year's tables: who answered in what form, the values in use, and those that an editor has marked."""

    forms: Mapping[str, tuple[str, str]]
    values: Mapping[tuple[str, str], Fraction]
    marked: Collection[tuple[str, str]]

    def value(self, code: str, metric: str) -> Fraction | None:
        """The value, printed or derived, unless it or a part of it is in doubt."""
        over, under, factor, _ = plain.RATIOS.get(metric, (metric, None, 1, 0))
        parts = [part for part in (over, under) if part]
        if any(self.doubtful(code, part) for part in parts):
            return None
        values = [self.values[code, part] for part in parts]
        return values[0] / values[1] * factor if under else values[0]

    def doubtful(self, code: str, metric: str) -> bool:
        """Whether the value is missing, marked, or out of the range of config/metrics.yaml."""
        value = self.values.get((code, metric))
        low, high = ranges()[metric]
        return value is None or (code, metric) in self.marked or not low <= value <= high


def ranges() -> dict[str, tuple[Fraction, Fraction]]:
    """The plausible range of each metric."""
    metrics = yaml.safe_load((plain.ROOT / "config" / "metrics.yaml").read_text(encoding="utf-8"))["metrics"]
    return {one["key"]: (Fraction(str(one["plausible"][0])), Fraction(str(one["plausible"][1]))) for one in metrics}


def year_in(folder: Path) -> Year:
    """Read one year's tables."""

    def rows(name: str) -> list[dict[str, str]]:
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    values = {(row["code"], row["metric"]): Fraction(row["value"]) for row in rows("indicators") if row["value"]}
    decided = yaml.safe_load((folder / "corrections.yaml").read_text(encoding="utf-8"))
    marked = queried_in(folder)
    for one in decided["corrections"]:
        key = one["respondent"], one["metric"]
        values.pop(key, None)
        values |= {} if one["value"] is None else {key: Fraction(str(one["value"]))}
        marked |= set() if one["status"] == "confirmed" else {key}
    forms = {row["code"]: (row["kind"], row["municipalities"]) for row in rows("respondents")}
    return Year(forms, values, marked)


def queried_in(folder: Path) -> set[tuple[str, str]]:
    """Return the figures that are asked about: whether they are is the audit's to say, what follows is proved here."""
    year = int(folder.name)
    dataset = load_dataset(year, data=folder.parent, complete=False)
    states = doubts_of(dataset, load_config(folder.parents[1] / "config", year=year))
    return {key for key, state in states.items() if state in QUERIED}


def directions(metric: str, codes: Collection[str], before: Year, now: Year) -> Counter[str]:
    """How many of the respondents rose, fell and stayed, by what is printed."""
    found: Counter[str] = Counter()
    for code in codes:
        values = [year.value(code, metric) for year in (before, now)]
        if code in before.forms and before.forms[code] == now.forms[code] and None not in values:
            earlier, later = (Fraction(plain.printed(one, plain.DECIMALS[metric]).replace(",", "")) for one in values)
            found["up" if later > earlier else "down" if later < earlier else "same"] += 1
    return found


def prove_change(sentence: str, codes: Collection[str], before: Year, now: Year) -> None:
    """Raise AssertionError when the sentence is false or of no known form."""
    match = SENTENCE.fullmatch(sentence)
    assert match, f"no proof for: {sentence}"
    metric = LABELS[match[1]]
    found = directions(metric, codes, before, now)
    assert found.total() == int(match[2]) >= 2
    told = re.findall(rf"(\d+)自治体で({WENT})", match[5]) if match[5] else [(match[2], match[4])]
    assert match[3] is None or (match[3] == "いずれでも") == (int(match[2]) == 2)
    assert {way_of(word, metric): int(count) for count, word in told} == dict(found)


def way_of(word: str, metric: str) -> str:
    """The direction that a word tells; rates rise and fall, numbers grow and shrink."""
    way = next(way for way, words in WORDS.items() if word in words)
    assert way == "same" or (word[:2] in ("上が", "下が")) == (metric in plain.MEANS)
    return way
