"""Proof of two results that differ: one category, one unit, told with the place that goes with each."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import permutations

import plain
from practice_plain import similarity_settings, target_state

from claims.reading import Ground, as_given, proof

SPELT = {"名": "人", "箇所": "か所", "個所": "か所", "カ所": "か所", "ヶ所": "か所", "ケース": "件", "%": "％"}
SHORT = 12
"""A longer remark is told in the table only."""
FEWEST_TIMES = 3
Row = dict[str, str]


def _unit(text: str) -> str:
    counted, *per = re.split("[/／]", re.sub("[/／]年度?$", "", text.strip()))
    return "/".join([SPELT.get(counted, counted), *per])


def _thing(row: Row) -> str:
    """What an indicator counts: the first of the editor's words that it holds."""
    words = similarity_settings()["counted_words"]
    return next((word for word in words if word in row["indicator"]), row["indicator"])


def _share(row: Row) -> Fraction:
    return Fraction(row["result"]) / Fraction(row["target"])


def _comparable(ground: Ground, category: str) -> list[Row]:
    """Municipal targets of the category whose result counts what the target counts."""
    ours = {reply.code for reply in ground.replies}
    return [
        row
        for row in ground.targets()
        if row["code"] in ours
        and row["category"] == category
        and row["result"]
        and Fraction(row["target"])
        and target_state(row) != "incomparable"
        and _unit(row["target_unit"]) == _unit(row["result_unit"])
    ]


def _pairs(ground: Ground, category: str) -> dict[tuple[str, str], tuple[Fraction, Row, Row]]:
    found = {}
    for high, low in permutations(_comparable(ground, category), 2):
        alike = (
            high["code"] != low["code"]
            and _unit(high["result_unit"]) == _unit(low["result_unit"])
            and _thing(high) == _thing(low)
        )
        if alike and _share(low) and _share(high) >= FEWEST_TIMES * _share(low):
            found[high["code"] + high["id"], low["code"] + low["id"]] = (_share(high) / _share(low), high, low)
    return found


def has_contrast(ground: Ground, category: str) -> bool:
    """Whether two results of the category lie far apart; municipalities of two prefectures are not compared."""
    return len(ground.prefectures) == 1 and bool(_pairs(ground, category))


def _place(code: str) -> str:
    """The first place of consultation that the form names; a member's form is its prefecture's."""
    host = next(row["parent"] or code for row in plain.rows("respondents") if row["code"] == code)
    rows = [row for row in plain.rows("practices") if row["code"] == host and row["cell"] == "i.place"]
    return min(rows, key=lambda row: int(row["seq"]))["label"] if rows else ""


def _result(row: Row) -> str:
    remark = f"{row['remark']}、" if row["remark"] and len(row["remark"]) <= SHORT else ""
    result, target = (f"{as_given(row[key])}{row[f'{key}_unit']}" for key in ("result", "target"))
    return f"{result}（{remark}目標{target}）"


def _side(row: Row) -> str:
    name = next(one["name"] for one in plain.rows("respondents") if one["code"] == row["code"])
    place = _place(row["code"]) if row["category"] == "相談" else ""
    return f"{place}で受ける{name}が" if place else f"{name}が"


def _told(high: Row, low: Row) -> str:
    return f"{_side(high)}{_result(high)}、{_side(low)}{_result(low)}"


def _prove(ground: Ground, category: str, told: str) -> tuple[Row, Row]:
    """The two are told right, and no two of the category lie farther apart."""
    pairs = _pairs(ground, category)
    chosen = [(times, high, low) for times, high, low in pairs.values() if _told(high, low) == told]
    assert chosen, told
    times, high, low = chosen[0]
    assert times == max(times for times, *_ in pairs.values()), "not the farthest apart"
    return high, low


@proof(
    r"(.+?)の実績は、(.+)であった。指標は(?:「(.+?)」と「(.+?)」|いずれも「(.+?)」)で、差の理由は個票からは分からない。"
)
def _contrast(ground: Ground, match: re.Match[str]) -> None:
    high, low = _prove(ground, match[1], match[2])
    told = (match[5], match[5]) if match[5] else (match[3], match[4])
    assert told == (high["indicator"], low["indicator"])
    assert bool(match[5]) == (high["indicator"] == low["indicator"]), "one indicator is named once"


@proof(r"(相談|会議・連携|拠点・居場所|人材・担い手|研修・講座)の実績は、(.+)")
def _contrast_headline(ground: Ground, match: re.Match[str]) -> None:
    _prove(ground, match[1], match[2])
