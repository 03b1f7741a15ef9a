"""One row for each prefecture: its municipalities' dots, how many there are, and never a mean of theirs."""

from __future__ import annotations

import random
from collections.abc import Sequence
from decimal import Decimal

import pytest
from builders import real_areas, real_measures
from chart_geometry import boxes, faults, figure, shapes_of, texts_of

from generator.charts import plotting, style
from generator.charts.canvas import Drawing
from generator.charts.field import Axis, Point
from generator.charts.references import Line, Reference
from generator.charts.rows import Row, Rows, draw_rows
from generator.measures.areas import Scope

AXIS = Axis("linear", 15, 60, tuple(map(Decimal, (20, 30, 40, 50, 60))))
BOTH = pytest.mark.parametrize("narrow", [False, True], ids=["page", "phone"])
WIDE_AREAS = [name for name, area in real_areas().items() if area.scope is not Scope.PREFECTURE]
DRAWN = ["population", "aging_rate", "welfare_rate", "association_rate"]


def row(name: str, values: Sequence[str]) -> Row:
    """A prefecture whose municipalities have these values."""
    points = tuple(Point(f"{name[:2]}{i}市", figure(f"{name}{i}/rate", value)) for i, value in enumerate(values))
    return Row(name, figure(f"{name}/n", str(len(values)), decimals=0), points)


def draw(rows: Sequence[Row], *, narrow: bool = False) -> Drawing:
    data = Rows(
        axis=AXIS,
        rows=tuple(rows),
        references=(
            Reference("中央値", figure("m", "28.5"), Line.MEDIAN),
            Reference("全国値", figure("n", "28.1"), Line.NATION),
        ),
        unit="％",
        count="自治体",
        lacking="不詳・未記入",
    )
    width = style.NARROW_WIDTH if narrow else style.TEXT_WIDTH
    return draw_rows("rows", data, width=width, narrow=narrow)


@BOTH
@pytest.mark.parametrize("seed", range(6))
def test_any_values(seed: int, narrow: bool) -> None:
    """No label on another, none off the sheet, and a dot for each value."""
    source = random.Random(seed)
    counts = [1, 2, 5, 12, 0]
    rows = [row(f"第{n}県", [f"{source.uniform(15, 60):.1f}" for _ in range(count)]) for n, count in enumerate(counts)]
    drawing = draw(rows, narrow=narrow)
    assert not list(faults(drawing))
    assert sum(s.fill == style.ACCENT for s in shapes_of(drawing)) == sum(counts)


@BOTH
def test_no_dot_lies_on_a_name(narrow: bool) -> None:
    """A name stands clear of every dot of its row, also where all crowd together."""
    rows = [row("甲乙県", [f"{20 + n / 10}" for n in range(8)]), row("丙丁県", ["15.0", "59.9", "60.0"])]
    drawing = draw(rows, narrow=narrow)
    dots = [s.extent for s in shapes_of(drawing) if s.fill == style.ACCENT]
    told = [place for label, place in boxes(drawing) if label.figure and label.figure.endswith("/rate")]
    assert told
    assert not any(
        min(dot.right, place.right) > max(dot.left, place.left) + 0.1
        and min(dot.bottom, place.bottom) > max(dot.top, place.top) + 0.1
        for dot in dots
        for place in told
    )


@BOTH
def test_a_row_without_a_value_says_so(narrow: bool) -> None:
    """Its place stays, with words."""
    drawing = draw([row("甲乙県", ["30"]), row("丙丁県", [])], narrow=narrow)
    assert "不詳・未記入" in [text.text for text in texts_of(drawing)]


@BOTH
def test_lines_to_compare_with_lie_behind_the_dots(narrow: bool) -> None:
    """The lines come before every dot."""
    shapes = shapes_of(draw([row("甲乙県", ["28.5"]), row("丙丁県", ["28.1"])], narrow=narrow))
    dots = [number for number, s in enumerate(shapes) if s.fill == style.ACCENT]
    upright = [
        number
        for number, s in enumerate(shapes)
        if s.edge == style.INK and s.extent.bottom - s.extent.top > 10
    ]
    assert len(upright) == 2
    assert max(upright) < min(dots)


@pytest.mark.parametrize("area", WIDE_AREAS)
@pytest.mark.parametrize("key", DRAWN)
@BOTH
def test_blocks_show_their_municipalities(area: str, key: str, narrow: bool) -> None:
    """A mark for each respondent with a value, the prefectures from north to south, their counts, and no mean."""
    measures = real_measures(area)
    drawing = plotting.prefecture_rows(measures, key, narrow=narrow)
    assert drawing is not None
    own = measures.comparisons[key].own
    ours = [own[code] for code in measures.area.codes if own[code].present]
    references = {"median", "nation"}
    marks = [mark.figure for mark in drawing.marks if not references & set(mark.figure.split("/"))]
    assert sorted(marks) == sorted(one.id for one in ours)
    told = [text.text for text in texts_of(drawing)]
    names = [subject.name for subject in measures.area.subjects]
    assert [text for text in told if text in names] == names
    counts = {label.figure for label in drawing.labels if label.figure and label.figure.endswith("/n")}
    assert counts == {f"sub-{subject.key}/{key}/n" for subject in measures.area.subjects}
    assert not any(label.figure and "mean" in label.figure for label in drawing.labels)
    assert not list(faults(drawing))


def test_a_prefectures_own_brief_has_no_rows() -> None:
    """There its municipalities stand in the strips."""
    assert plotting.prefecture_rows(real_measures("岩手県"), "aging_rate") is None
