"""Chapters 3 and 4 reckoned a second time: which form does what, how many do so, who works alike."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import plain
import yaml

EMPTY = {"blank", "none", "dash", "label_absent", "not_applicable"}
Feature = tuple[str, str]


@dataclass(frozen=True)
class Group:
    """One question: which forms could answer it, and who gave which answer in which words."""

    label: str
    asked: frozenset[str]
    held: Mapping[str, Mapping[str, list[str]]]

    def holders(self, kind: str) -> set[str]:
        """The forms that gave the answer."""
        return set(self.held[kind])


@cache
def practice_settings() -> dict[str, Any]:
    """config/practice.yaml as it is written."""
    found: dict[str, Any] = yaml.safe_load((plain.ROOT / "config" / "practice.yaml").read_text(encoding="utf-8"))
    return found


@cache
def similarity_settings() -> dict[str, Any]:
    """config/similarity.yaml as it is written."""
    found: dict[str, Any] = yaml.safe_load((plain.ROOT / "config" / "similarity.yaml").read_text(encoding="utf-8"))
    return found


@cache
def words_of(vocabulary: str) -> dict[str, str]:
    """The labels of one list of codes."""
    return {one["id"]: one["label"] for one in practice_settings()["vocabularies"][vocabulary]}


@cache
def groups() -> dict[str, Group]:
    """All questions that forms are compared by."""
    return {one["id"]: _group(one) for one in practice_settings()["features"]}


def _group(feature: dict[str, Any]) -> Group:
    found: dict[str, dict[str, list[str]]] = {}
    for code, kind, label in _answers(feature):
        if kind and kind not in feature.get("without", []):
            words = found.setdefault(kind, {}).setdefault(code, [])
            if label and label not in words:
                words.append(label)
    return Group(feature["label"], frozenset(_asked(feature)), found)


def _answers(feature: dict[str, Any]) -> list[tuple[str, str, str]]:
    source = feature.get("source", "practices")
    if source == "areas":
        return [(row["code"], unit, "") for row in plain.rows("areas") for unit in row["units"].split()]
    if source == "meetings":
        return [(row["code"], row["parent"], row["name"]) for row in plain.rows("meetings")]
    if source == "projects":
        ways = {"outsourced": "contractor_type"}
        return [
            (row["code"], row.get(ways.get(row["contract"], ""), row["contract"]), row["contractor"])
            for row in plain.rows("projects")
            if row["contract"] != "unknown"
        ]
    return [
        (row["code"], row["kind"], row["label"])
        for row in plain.rows("practices")
        if row["cell"] in feature["cells"]
        and feature.get("group", row["group"]) == row["group"]
        and feature.get("stage", row["stage"]) == row["stage"]
    ]


def _asked(feature: dict[str, Any]) -> set[str]:
    source = feature.get("source", "practices")
    if source == "practices":
        cells = [row for row in plain.rows("practice_cells") if row["cell"] in feature["cells"]]
        return {row["code"] for row in cells if row["status"] not in EMPTY}
    chosen = plain.rows(source)
    return {row["code"] for row in chosen if source != "projects" or row["contract"] != "unknown"}


def kind_words(group: str, kind: str) -> str:
    """The label of an answer."""
    feature = next(one for one in practice_settings()["features"] if one["id"] == group)
    lists = [{"areas": "unit", "meetings": "meeting_parent", "projects": "running"}.get(feature.get("source", ""), "")]
    if not lists[0]:
        cells = {one["id"]: one for one in practice_settings()["cells"]}
        lists = [name for cell in feature["cells"] for name in cells[cell]["vocabularies"]]
    return next(words_of(name)[kind] for name in lists if kind in words_of(name))


def features(code: str) -> set[Feature]:
    """Everything that one form does, as far as forms are compared."""
    return {(name, kind) for name, group in groups().items() for kind in group.held if code in group.held[kind]}


def weight(feature: Feature) -> float:
    """How much it says that two forms share it."""
    group = groups()[feature[0]]
    asked, held = len(group.asked), len(group.holders(feature[1]))
    return math.log(asked / held) if asked > held else 0.0


def rare(feature: Feature) -> bool:
    """Whether at most the set share of the forms that could say so do."""
    group = groups()[feature[0]]
    return len(group.holders(feature[1])) <= float(similarity_settings()["rare"]) * len(group.asked)


def alike(one: str, other: str) -> float:
    """The cosine of two forms, each shared feature weighed by its rarity."""
    mine, theirs = features(one), features(other)
    lengths = [math.sqrt(sum(weight(key) ** 2 for key in some)) for some in (mine, theirs)]
    return sum(weight(key) ** 2 for key in mine & theirs) / (lengths[0] * lengths[1]) if all(lengths) else 0.0


def partners(code: str) -> list[tuple[str, float]]:
    """Whom a municipality could ask: those that share two features, one of them rare; the most alike first."""
    others = [reply.code for reply in plain.replies() if reply.kind != "member" and reply.code != code]
    shared = {other: features(code) & features(other) for other in others}
    fit = [other for other, some in shared.items() if len(some) > 1 and any(map(rare, some))]
    return sorted(((other, alike(code, other)) for other in fit), key=lambda one: (-round(one[1], 9), one[0]))


def near(one: str, other: str) -> bool:
    """Whether both are alike in size: by figures that nobody asks about, within 1.5 times and 5 points."""
    replies = {reply.code: reply for reply in plain.replies()}
    mine, theirs = replies[one], replies[other]
    for metric in ("population", "aging_rate"):
        if {one, other} & plain.flagged(metric) or mine.value(metric) is None or theirs.value(metric) is None:
            return False
    small, large = sorted(reply.values["population"] for reply in (mine, theirs))
    return large * 2 <= small * 3 and abs(mine.values["aging_rate"] - theirs.values["aging_rate"]) <= 5


def target_state(row: Mapping[str, str]) -> str:
    """One of the four states of a target."""
    if row["assessment"] != "undetermined":
        return row["assessment"]
    return "partial_year" if row["basis"] == "partial_year" else "incomparable"


def months_into_the_year(date: str, year: int = 2018) -> int | None:
    """0 for April to 11 for March of the fiscal year; None for other dates and those without a month."""
    parts = date.split("-")
    if len(parts) < 2:
        return None
    months = (int(parts[0]) - year) * 12 + int(parts[1]) - 4
    return months if 0 <= months < 12 else None


def dated(date: str) -> str:
    """A date as it is printed: 平成 to April 2019, 令和 from May on; a fiscal year by its first day."""
    if date.startswith("FY"):
        year = int(date[2:])
        return f"平成{year - 1988}年度" if year < 2020 else f"令和{year - 2018}年度"
    year, month, *day = (int(part) for part in date.split("-"))
    reiwa = (year, month) >= (2019, 5)
    count = year - (2018 if reiwa else 1988)
    named = ("令和" if reiwa else "平成") + ("元" if reiwa and count == 1 else str(count))
    return f"{named}年{month}月" + (f"{day[0]}日" if day else "")
