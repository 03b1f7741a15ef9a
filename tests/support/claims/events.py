"""Proofs of what came into being, of a prefecture's own counts, of what is planned or lacking."""

from __future__ import annotations

import re

from practice_plain import dated, months_into_the_year

from claims.reading import DATE, NUMBER, Ground, as_given, proof

NEW = ("opened", "staffed", "adopted")


def _told(row: dict[str, str], *, comma: bool) -> str:
    """What stands behind the date: place, thing, number, verb."""
    place = f"{row['place']}で" if row["place"] and row["place"] not in row["name"] else ""
    count = f"（{as_given(row['number'])}{row['number_unit']}）" if row["number"] else ""
    return ("、" if comma else "") + place + row["what"] + count + row["verb"]


def _event(ground: Ground, match: re.Match[str], *, comma: bool) -> None:
    """A form of ours tells it, in a month of the year, as something new."""
    named = [row for row in ground.events(*NEW) if row["name"] == match[1]]
    assert named, match[1]
    at_that_time = [row for row in named if row["date"] and dated(row["date"]) == match[2]]
    assert any(months_into_the_year(row["date"]) is not None for row in at_that_time), match[2]
    assert match[3] in [_told(row, comma=comma) for row in at_that_time]


@proof(rf"(.+?)は、({DATE})に(.+)した。")
def _told_again(ground: Ground, match: re.Match[str]) -> None:
    _event(ground, match, comma=False)


@proof(rf"(.+?)は({DATE})に(、.+)")
def _headline(ground: Ground, match: re.Match[str]) -> None:
    _event(ground, match, comma=True)


def _counted(ground: Ground, what: str, now: str, before: str, date: str = "") -> None:
    rows = [row for row in ground.events("counted") if row["what"] == what]
    assert len(rows) == 1, what
    (row,) = rows
    assert row["code"] in ground.own_forms()
    assert row["number"] and row["previous"]
    assert now == as_given(row["number"]) + row["number_unit"]
    assert before == as_given(row["previous"])
    assert not date or date == dated(row["date"])


@proof(rf"(.+?)の個票によれば、(.+?)は、(?:({DATE})時点で)?({NUMBER}\D+)（前回({NUMBER})(\D+)）である。")
def _counted_again(ground: Ground, match: re.Match[str]) -> None:
    _counted(ground, match[2], match[4], match[5], match[3] or "")
    assert match[4].endswith(match[6])
    assert match[1] in {row["name"] for row in ground.events("counted") if row["what"] == match[2]}
    assert bool(match[3]) == any(row["date"] for row in ground.events("counted") if row["what"] == match[2])


@proof(rf"(.+?)は({NUMBER})(\D*)（前回({NUMBER})）")
def _counted_headline(ground: Ground, match: re.Match[str]) -> None:
    (unit,) = {row["number_unit"] for row in ground.events("counted") if row["what"] == match[1]}
    assert match[3] == ("" if match[1].endswith(unit) else unit), "the unit once"
    _counted(ground, match[1], match[2] + unit, match[4])


def _pairs(rows: list[dict[str, str]], form: str, joint: str) -> set[str]:
    """Everything that could be told of one or two of the rows."""
    words = [form.format(**row) for row in rows]
    both = {
        f"{words[i]}{joint}{words[j]}"
        for i in range(len(rows))
        for j in range(len(rows))
        if rows[i]["code"] != rows[j]["code"]
    }
    return {*words, *both}


@proof(r"次年度以降の予定として、(.+)を挙げる。")
def _planned(ground: Ground, match: re.Match[str]) -> None:
    assert match[1] in _pairs(ground.events("planned"), "{name}は{what}", "、")


@proof(r"個票が挙げる課題は、(.+)である。")
def _lacking(ground: Ground, match: re.Match[str]) -> None:
    assert match[1] in _pairs(ground.events("issue"), "{what}（{name}）", "、")


@proof(r"(次|課題)は、(.+)")
def _next_headline(ground: Ground, match: re.Match[str]) -> None:
    kind = "planned" if match[1] == "次" else "issue"
    assert match[2] in _pairs(ground.events(kind), "{what}（{name}）", "と")
