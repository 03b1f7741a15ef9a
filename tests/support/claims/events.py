"""Proofs of what came into being, of a prefecture's own counts, of what is planned or lacking."""

from __future__ import annotations

import re

import plain
import yaml
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
    named = [row for row in ground.events(*NEW) if row["told"] == match[1]]
    assert named, match[1]
    assert bool(match[2]) == all(row["verb"].startswith("が") for row in named if row["what"] in match[4])
    at_that_time = [row for row in named if row["date"] and dated(row["date"]) == match[3]]
    assert any(months_into_the_year(row["date"]) is not None for row in at_that_time), match[3]
    assert match[4] in [_told(row, comma=comma) for row in at_that_time]


@proof(rf"(.+?)(で)?は、({DATE})に(.+)した。")
def _told_again(ground: Ground, match: re.Match[str]) -> None:
    _event(ground, match, comma=False)


@proof(rf"(.+?)(で)?は({DATE})に(、.+)")
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


@proof(
    rf"(.+?)の個票によれば、(.+?)は、(?:({DATE})時点で)?(?:({NUMBER})のうち)?({NUMBER}\D*?)（前回({NUMBER})）である。"
)
def _counted_again(ground: Ground, match: re.Match[str]) -> None:
    _told_out_of(ground, match[2], match[4], match[5], match[6], match[3] or "")
    assert match[1] in {row["name"] for row in ground.events("counted") if row["what"] == match[2]}
    assert bool(match[3]) == any(row["date"] for row in ground.events("counted") if row["what"] == match[2])


@proof(rf"(.+?)は(?:({NUMBER})のうち)?({NUMBER}\D*?)（前回({NUMBER})）")
def _counted_headline(ground: Ground, match: re.Match[str]) -> None:
    _told_out_of(ground, match[1], match[2], match[3], match[4])


def all_municipalities(prefecture: str) -> int:
    """How many municipalities the prefecture has, special wards included."""
    settings = yaml.safe_load((plain.ROOT / "config" / "prefectures.yaml").read_text(encoding="utf-8"))
    return next(int(one["municipalities"]) for one in settings["prefectures"] if one["name"] == prefecture)


def _told_out_of(ground: Ground, what: str, whole: str | None, now: str, before: str, date: str = "") -> None:
    """The unit stands once: in what is counted, in the municipalities that are the whole, or behind the number."""
    (unit,) = {row["number_unit"] for row in ground.events("counted") if row["what"] == what}
    if whole:
        assert not ground.one_level_up
        assert int(whole) == all_municipalities(ground.prefectures[0]), "all municipalities of the prefecture"
        assert unit in ("市町村", "区市町村")
    else:
        assert now.endswith(unit) != what.endswith(unit), "the unit once"
    _counted(ground, what, now.removesuffix(unit) + unit, before, date)


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


@proof(r"今後の予定として、(.+)を挙げる。")
def _planned(ground: Ground, match: re.Match[str]) -> None:
    assert match[1] in _pairs(ground.events("planned"), "{told}は{what}", "を、")


@proof(r"個票が挙げる課題は、(.+)である。")
def _lacking(ground: Ground, match: re.Match[str]) -> None:
    assert match[1] in _pairs(ground.events("issue"), "{what}（{told}）", "、")


@proof(r"(次|課題)は、(.+)")
def _next_headline(ground: Ground, match: re.Match[str]) -> None:
    kind = "planned" if match[1] == "次" else "issue"
    assert match[2] in _pairs(ground.events(kind), "{what}（{told}）", "と")
