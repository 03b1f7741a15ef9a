"""Chapters 3 and 4: cells against their rows, meetings against targets, spheres and coordinators against the figures."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from generator.audit.check import Doubt, Level, check
from generator.audit.lookup import shown, value_of
from generator.config.config import Config
from generator.dataset.practice.coherence import (
    filled_without_row,
    rows_in_empty_cells,
    same_meetings,
    strangers_to_their_meeting,
)
from generator.dataset.practice.contract import FUNDING_CELLS, Coverage
from generator.dataset.practice.records import Meeting
from generator.dataset.records import Dataset, Target

_MONTHS: Final = 12
_TOLERANCE: Final = Decimal("0.05")
"""How far a total population may be from that of chapter 1, which is of another day."""
_A_TIME: Final = "回"


def _cell(config: Config, cell: str) -> str:
    return next(one.label for one in config.practice.cells if one.id == cell)


@check(
    "A80-HEADCOUNT", Level.ERROR, "推進員の人数の食い違い",
    explanation="coordinators.csv の人数（headcount）が、indicators.csv の推進員の数と合わない。",
    remedy="原資料の行を確かめ、誤っている方を直す。推進員でない職員を数えていないかを確かめる。",
)  # fmt: skip
def headcount(dataset: Dataset, _config: Config) -> Iterator[Doubt]:
    """Find numbers of coordinators that the two tables tell otherwise."""
    for people in dataset.practice.coordinators:
        value = value_of(dataset, people.code, "coordinators")
        if (people.headcount or 0) != (value or 0):
            own = "記載なし" if people.headcount is None else f"{people.headcount}人"
            other = "値なし" if value is None else shown(value, "人")
            yield Doubt(
                people.code, f"coordinators.csv は{own}、indicators.csv は{other}である。", "coordinators", people.lines
            )


@check(
    "A81-MEETING-TARGET", Level.NOTE, "会議の回数と目標の食い違い",
    explanation="数値目標に会議の回数があるが、meetings.csv の同じ名の会議の年間の回数と違う。",
    remedy="原資料の両方の行を確かめる。計画と目標が個票の中で食い違っているなら、そのままとする。",
)  # fmt: skip
def meeting_target(dataset: Dataset, _config: Config) -> Iterator[Doubt]:
    """Find targets for meetings that the plan holds more or less often."""
    for meeting in dataset.practice.meetings:
        for target in dataset.targets:
            if target.code == meeting.code and meeting.name and meeting.name in target.indicator:
                planned, wanted = _yearly(meeting), _times_a_year(target)
                if planned and wanted is not None and not planned[0] <= wanted <= planned[1]:
                    yield Doubt(
                        meeting.code,
                        f"「{meeting.name}」は年{shown(planned[0], _A_TIME)}、目標は年{shown(wanted, _A_TIME)}である。",
                        target.id,
                        (*meeting.lines, target.target_line),
                    )


def _yearly(meeting: Meeting) -> tuple[Decimal, Decimal] | None:
    """Return how often a year the meeting is held, at least and at most."""
    if meeting.total_per_year is not None:
        return meeting.total_per_year, meeting.total_per_year
    if meeting.times_min is None:
        return None
    factor = (_MONTHS if meeting.per == "month" else 1) * (meeting.units or 1)
    return meeting.times_min * factor, (meeting.times_max or meeting.times_min) * factor


def _times_a_year(target: Target) -> Decimal | None:
    return {"回": target.target, "回/年": target.target, "回/月": target.target * _MONTHS}.get(target.target_unit)


@check(
    "A82-SPHERE-POPULATION", Level.WARNING, "圏域の人口と人口の食い違い",
    explanation="areas.csv の人口が、全域の人口というのに基本情報の人口から5％を超えて離れるか、一部の区域などの人口なのに、それを上回る。",
    remedy="原資料の行を確かめ、areas.csv の人口か根拠（population_basis）を直す。時点の違いなら waivers に理由を書く。",
)  # fmt: skip
def sphere_population(dataset: Dataset, _config: Config) -> Iterator[Doubt]:
    """Find spheres with more people than live there."""
    for area in dataset.practice.areas:
        whole = value_of(dataset, area.code, "population")
        if area.population is None or whole is None:
            continue
        stated_for_all = area.coverage is Coverage.WHOLE and area.population_basis in ("total", "about")
        away = abs(area.population - whole) > whole * _TOLERANCE
        if away if stated_for_all else area.population > whole:
            yield Doubt(
                area.code,
                f"圏域の人口は{area.population:,}人、基本情報の人口は{shown(whole, '人')}である。",
                f"area-{area.part.value}",
                area.lines,
            )


@check(
    "A83-FILLED-WITHOUT-ROW", Level.ERROR, "行のない記載の欄",
    explanation="practice_cells.csv で記載あり（filled）とした欄に、practices.csv（会議の欄は meetings.csv）の行がない。",
    remedy="欄を読み、値の行を加える。当たる種類がなければ other とする。",
)  # fmt: skip
def filled_cell(dataset: Dataset, config: Config) -> Iterator[Doubt]:
    """Find cells that hold something of which the tables tell nothing."""
    for cell in filled_without_row(dataset.practice, config.practice.kinds):
        lines = tuple(line for line in (cell.line_start, cell.line_end) if line is not None)
        yield Doubt(cell.code, f"「{_cell(config, cell.cell)}」に記載があるが、行がない。", cell.cell, lines)


@check(
    "A84-ROW-IN-EMPTY-CELL", Level.ERROR, "記載のない欄の行",
    explanation="空欄、なし、－、欄がない、章がないとした欄に、practices.csv の行がある。",
    remedy="欄の状態（status）か行の、誤っている方を直す。",
)  # fmt: skip
def empty_cell(dataset: Dataset, config: Config) -> Iterator[Doubt]:
    """Find values of cells that are said to hold nothing."""
    for row, status in rows_in_empty_cells(dataset.practice):
        state = config.practice.labels["status"][status.value]
        yield Doubt(row.code, f"「{_cell(config, row.cell)}」は{state}だが、「{row.label}」の行がある。", row.cell, row.lines)


@check(
    "A85-STAGE", Level.ERROR, "段階のない財源",
    explanation="財源の行に段階（実施、予定、検討）がない。財源は段階ごとに数え、足し合わせない。",
    remedy="原資料の言葉から stage を書く（行うは act、予定・働きかけは plan、検討・調査研究は study）。",
)  # fmt: skip
def stage(dataset: Dataset, config: Config) -> Iterator[Doubt]:
    """Find money of which nobody says whether it is there."""
    for row in dataset.practice.practices:
        if row.cell in FUNDING_CELLS and row.stage is None:
            yield Doubt(row.code, f"「{_cell(config, row.cell)}」の「{row.label}」に段階がない。", row.cell, row.lines)


@check(
    "A86-SAME-MEETING", Level.ERROR, "会議の結び付きの誤り",
    explanation="同じ会議（same_as）とした行がないか、目的や名が合わない。又は、構成員の group に当たる会議がない。",
    remedy="meetings.csv の same_as か、practices.csv の group を直す。",
)  # fmt: skip
def same_meeting(dataset: Dataset, _config: Config) -> Iterator[Doubt]:
    """Find meetings that are said to be another one but are not, and members of no meeting."""
    for one, other in same_meetings(dataset.practice):
        if other is None or other.seq == one.seq:
            yield Doubt(one.code, f"same_as {one.same_as} に当たる会議がない。", f"meeting-{one.seq}", one.lines)
        elif one.purpose is other.purpose:
            yield Doubt(one.code, "同じ目的の二つの行を、同じ会議としている。", f"meeting-{one.seq}", one.lines)
        elif one.name and other.name and one.name != other.name:
            yield Doubt(
                one.code, f"同じ会議とした行の名が「{one.name}」と「{other.name}」である。", f"meeting-{one.seq}", one.lines
            )
    for row in strangers_to_their_meeting(dataset.practice):
        yield Doubt(row.code, f"「{row.label}」の group（{row.group or '空欄'}）に当たる会議がない。", row.cell, row.lines)


@check(
    "A79-ROW-OPEN", Level.ERROR, "確かめていない3章・4章の行の候補",
    explanation="読み取り（ingest）が挙げた3章・4章の行の候補（practice_cells_review.csv など）に、採るか採らないかの決まっていないものが"
    "ある。決まらないうちは、資料の体制マトリクスなどが、記載のあるものを「記載なし」とする。",
    remedy="原資料の行を見て、state を confirmed か rejected とし、make ingest をもう一度行う。",
)  # fmt: skip
def open_rows(dataset: Dataset, _config: Config) -> Iterator[Doubt]:
    """Find proposed rows that nobody has decided on, one doubt per respondent."""
    for code in dataset.respondents:
        if count := dataset.open_rows.get(code, 0):
            yield Doubt(code, f"決まっていない候補が{count}行ある。", "practice")


CHECKS: Final = (
    open_rows,
    headcount,
    meeting_target,
    sphere_population,
    filled_cell,
    empty_cell,
    stage,
    same_meeting,
)
