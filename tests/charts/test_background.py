"""Strips of the background indicators for any number of respondents: marks where the data say, labels to be read."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Literal

import pytest
from chart_geometry import boxes, faults, figure, meet, shapes_of, texts_of

from generator.charts import style
from generator.charts.background import MARGIN, draw_background, draw_narrow_background, flow
from generator.charts.canvas import Drawing
from generator.charts.field import EDGE, Axis, Point, Strip
from generator.charts.references import Line, Reference
from generator.formats import number

LONG = "東津軽郡（平内町、今別町、蓬田村、外ヶ浜町）"
COUNTS = [1, 2, 4, 8, 14, 40]
Kind = Literal["linear", "log"]
Draw = Callable[[str, Sequence[Strip]], Drawing]


def wide(name: str, strips: Sequence[Strip]) -> Drawing:
    return draw_background(name, strips, width=style.TEXT_WIDTH)


def narrow(name: str, strips: Sequence[Strip]) -> Drawing:
    return draw_narrow_background(name, strips, width=style.NARROW_WIDTH)


LAYOUTS = [pytest.param(wide, id="page"), pytest.param(narrow, id="phone")]


def strip(
    values: Sequence[str | None],
    *,
    kind: Kind = "linear",
    low: float = 15.0,
    high: float = 50.0,
    name: str = "",
    others: Sequence[str] = ("18.5", "22", "27.4", "27.5", "33", "41"),
    lacking: Sequence[str] = (),
) -> Strip:
    """A strip of 高齢化率 with the median and the national value."""
    ours = [Point(name or f"自治体{i}市", figure(f"{i}/aging_rate", value)) for i, value in enumerate(values, start=1)]
    ticks = (20, 30, 40, 50) if kind == "linear" else (1, 10, 100)
    return Strip(
        title="高齢化率",
        unit="％",
        axis=Axis(kind, low, high, tuple(Decimal(tick) for tick in ticks)),
        others=tuple(Decimal(value) for value in others),
        ours=tuple(ours),
        references=(
            Reference("中央値", figure("all/median", "28.5"), Line.MEDIAN),
            Reference("全国値", figure("nation", "28.1"), Line.NATION),
        ),
        absent=(("記入なし", tuple(lacking)),) if lacking else (),
        few_named="名は一部のみ",
    )


def random_values(count: int, *, seed: int, low: float = 15.0, high: float = 50.0) -> list[str]:
    """Values with one decimal, the same for the same seed."""
    source = random.Random(seed)
    return [f"{source.uniform(low, high):.1f}" for _ in range(count)]


def expected_place(value: Decimal, drawn: Strip, drawing: Drawing) -> float:
    """The mm at which a value must stand: the axis begins and ends EDGE inside the field."""
    measure = math.log10 if drawn.axis.kind == "log" else float
    left = MARGIN if drawing.width == style.TEXT_WIDTH else 0.0
    start, end = left + EDGE, drawing.width - EDGE
    low, high = drawn.axis.low, drawn.axis.high
    inside = min(max(float(value), low), high)
    return start + (measure(inside) - measure(low)) / (measure(high) - measure(low)) * (end - start)


def check_marks(drawing: Drawing, drawn: Strip) -> None:
    """Each of ours and each reference has a mark at its value, and a blue shape lies under each of ours."""
    marks = {mark.figure: mark for mark in drawing.marks}
    for point in drawn.ours:
        if not point.figure.present:
            assert point.figure.id not in marks
            continue
        mark = marks[point.figure.id]
        assert mark.x == pytest.approx(expected_place(point.figure.exact, drawn, drawing), abs=1e-6)
        inked = [
            s for s in shapes_of(drawing) if style.ACCENT in (s.fill, s.edge) and s.extent.right - s.extent.left < 4
        ]
        assert any(abs(s.centre[0] - mark.x) < 0.02 and abs(s.centre[1] - mark.y) < 0.02 for s in inked), (
            point.figure.id
        )
    for reference in drawn.references:
        expected = expected_place(reference.figure.exact, drawn, drawing)
        assert marks[reference.figure.id].x == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("draw", LAYOUTS)
@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_marks_and_labels(count: int, draw: Draw, seed: int) -> None:
    """Any values: marks at their places, no label on another, none off the sheet, none under 8 pt."""
    drawn = strip(random_values(count, seed=seed))
    drawing = draw("strip", [drawn])
    check_marks(drawing, drawn)
    assert not list(faults(drawing))


@pytest.mark.parametrize("draw", LAYOUTS)
@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("value", ["15.0", "28.1", "28.3", "50.0"])
def test_equal_values(count: int, draw: Draw, value: str) -> None:
    """Respondents with one value stand on one place, each with its own label (or the ends named)."""
    drawn = strip([value] * count)
    drawing = draw("strip", [drawn])
    check_marks(drawing, drawn)
    assert not list(faults(drawing))


@pytest.mark.parametrize("draw", LAYOUTS)
@pytest.mark.parametrize("count", COUNTS)
def test_values_crowded_at_an_end(count: int, draw: Draw) -> None:
    """Many values close to the axis' end leave room for every label that is printed."""
    source = random.Random(count)
    for low in (15.0, 48.5):
        drawn = strip([f"{low + source.random() * 1.5:.2f}" for _ in range(count)])
        assert not list(faults(draw("strip", [drawn])))


@pytest.mark.parametrize("draw", LAYOUTS)
@pytest.mark.parametrize("count", [1, 2, 4, 8])
@pytest.mark.parametrize("name", [LONG, LONG + "共同実施事務局"])
def test_long_names(count: int, draw: Draw, name: str) -> None:
    """Names of several towns fit, wherever their values lie; a very long one stops nothing."""
    for seed in (4, 5):
        assert not list(faults(draw("strip", [strip(random_values(count, seed=seed), name=name)])))


@pytest.mark.parametrize("draw", LAYOUTS)
def test_values_beyond_the_axis_are_open_dots_at_its_end(draw: Draw) -> None:
    """65.9 on an axis to 50 stands at the end, open, with its true value printed."""
    drawn = strip(["65.9", "3.0", "28.0"])
    drawing = draw("strip", [drawn])
    check_marks(drawing, drawn)
    assert drawing.beyond
    assert any("65.9" in text.text for text in texts_of(drawing))
    open_dots = [s for s in shapes_of(drawing) if (s.fill, s.edge) == (style.PAPER, style.ACCENT)]
    assert len(open_dots) == 2
    assert not list(faults(drawing))


@pytest.mark.parametrize("draw", LAYOUTS)
def test_missing_values_are_not_drawn(draw: Draw) -> None:
    """A respondent without the figure has no mark and no label; its name stands after the word for why."""
    drawn = strip(["30.0", None, None], lacking=["自治体2市"])
    drawn = replace(drawn, absent=(*drawn.absent, ("該当なし", ("自治体3市",))))
    drawing = draw("strip", [drawn])
    assert "記入なし 自治体2市　該当なし 自治体3市" in [text.text for text in texts_of(drawing)]
    check_marks(drawing, drawn)
    assert not any("…" in text.text for text in texts_of(drawing))
    assert not list(faults(drawing))


@pytest.mark.parametrize("draw", LAYOUTS)
@pytest.mark.parametrize("count", [1, 8, 30])
def test_many_lacking_names_stay_in_their_room(count: int, draw: Draw) -> None:
    """The note of those without the figure covers nothing, however many they are."""
    for median in ("15.0", "28.5", "49.0"):
        drawn = strip(["30.0"], lacking=[f"自治体{i:02d}市" for i in range(count)])
        near = Reference("中央値", figure("m", median), Line.MEDIAN)
        assert not list(faults(draw("strip", [replace(drawn, references=(near, drawn.references[1]))])))


@pytest.mark.parametrize("draw", LAYOUTS)
@pytest.mark.parametrize("median", ["15.0", "20.0", "28.0", "28.1", "28.2", "39.7", "50.0"])
def test_references_near_each_other_and_near_the_ends(draw: Draw, median: str) -> None:
    """中央値, 全国値 and a prefecture's own value keep apart and on the sheet wherever they stand."""
    drawn = strip(["30.0"])
    near = Reference("中央値", figure("m", median), Line.MEDIAN)
    own = Reference("神奈川県全域", figure("p", "28.3"), Line.PREFECTURE)
    drawing = draw("strip", [replace(drawn, references=(near, drawn.references[1], own))])
    assert not list(faults(drawing))


@pytest.mark.parametrize("draw", LAYOUTS)
def test_no_reference_line_runs_through_a_number_of_the_axis(draw: Draw) -> None:
    """Every tick keeps its number, and no line crosses one, wherever the median lies."""
    for tenths in range(150, 500, 3):
        near = Reference("中央値", figure("m", str(Decimal(tenths) / 10)), Line.MEDIAN)
        drawing = draw("strip", [replace(strip(["30.0"]), references=(near,))])
        numbers = [(label, place) for label, place in boxes(drawing) if label.text in ("20", "30", "40", "50")]
        assert len(numbers) == 4
        lines = [s.extent for s in shapes_of(drawing) if s.edge == style.INK and s.fill == "none"]
        assert lines
        assert not any(
            meet(place, line._replace(left=line.left - 0.3, right=line.right + 0.3)) for _, place in numbers for line in lines
        )


@pytest.mark.parametrize("draw", LAYOUTS)
def test_lines_to_compare_with_lie_behind_the_dots(draw: Draw) -> None:
    """A line is drawn before every dot, so that it cuts none, and nothing white is laid under it."""
    drawn = strip(["28.5"], others=["28.5", "28.5", "28.1"])
    shapes = shapes_of(draw("strip", [drawn]))
    dots = [number for number, s in enumerate(shapes) if s.fill in (style.DOT, style.ACCENT)]
    lines = [
        number
        for number, s in enumerate(shapes)
        if s.edge == style.INK and s.extent.bottom - s.extent.top > s.extent.right - s.extent.left
    ]
    assert len(lines) == 2
    assert max(lines) < min(dots)
    assert not any(s.edge == style.PAPER and s.fill == "none" for s in shapes)


@pytest.mark.parametrize("draw", LAYOUTS)
@pytest.mark.parametrize("count", COUNTS)
def test_every_dot_is_drawn(count: int, draw: Draw) -> None:
    """As many grey dots as other respondents, as many blue ones as ours."""
    drawing = draw("strip", [strip(random_values(count, seed=8), others=random_values(47, seed=9))])
    shapes = shapes_of(drawing)
    assert sum(s.fill == style.DOT for s in shapes) == 47
    assert sum(s.fill == style.ACCENT for s in shapes) == count


@pytest.mark.parametrize("draw", LAYOUTS)
@pytest.mark.parametrize("count", COUNTS)
def test_labels_print_name_and_value(count: int, draw: Draw) -> None:
    """Each label tells whose value it is; of more than eight the four lowest and the four highest, and it is said."""
    values = random_values(count, seed=11)
    drawing = draw("strip", [strip(values)])
    told = [label for label in drawing.labels if label.figure is not None and label.figure.endswith("/aging_rate")]
    ordered = sorted(values, key=float)
    named = [*ordered[:4], *ordered[-4:]] if count > 8 else ordered
    assert sorted((label.text.split(" ")[-1] for label in told), key=float) == named
    assert drawing.abridged == (count > 8) == ("名は一部のみ" in [label.text for label in drawing.labels])


def test_a_phone_lists_the_names_from_left_to_right() -> None:
    """The names under an axis follow the order of the dots."""
    drawing = narrow("strip", [strip(random_values(8, seed=3))])
    places = {mark.figure: mark.x for mark in drawing.marks}
    listed = [label.figure for label in drawing.labels if label.figure and label.figure.endswith("/aging_rate")]
    assert [places[one] for one in listed] == sorted(places[one] for one in listed)


def test_pieces_flow_onto_the_next_line() -> None:
    """A piece that would pass the right edge begins the next line; one wider than the line stands alone."""
    assert flow([30, 30, 30, 100, 10], 5, 80) == [(0, 0.0), (0, 35.0), (1, 0.0), (2, 0.0), (3, 0.0)]


@pytest.mark.parametrize("draw", LAYOUTS)
def test_several_strips_stand_under_each_other(draw: Draw) -> None:
    """The marks of each strip lie below those of the one before."""
    first, second = strip(["20"]), strip(["40"])
    second = replace(second, ours=(Point("乙市", figure("second", "40")),))
    drawing = draw("strips", [first, second])
    heights = {mark.figure: mark.y for mark in drawing.marks}
    assert heights["1/aging_rate"] + 10 < heights["second"]
    assert drawing.height == pytest.approx(draw("a", [first]).height + draw("b", [second]).height + 2.6)
    assert not list(faults(drawing))


def test_texts_of_the_svg_are_the_labels() -> None:
    """What the read-back knows as labels is what the SVG sets, at the same place and size."""
    drawing = wide("strip", [strip(random_values(4, seed=1))])
    for label, text in zip(drawing.labels, texts_of(drawing), strict=True):
        assert (text.text, text.size, text.anchor) == (label.text, label.size, label.anchor)
        assert text.x == pytest.approx(label.x, abs=0.01)
        assert text.y == pytest.approx(label.y + 0.36 * label.size * style.POINT_MM, abs=0.01)


def test_axis_numbers_are_written_as_in_text() -> None:
    """Three digits a group."""
    drawn = replace(strip(["30"]), axis=Axis("log", 500, 2_000_000, (Decimal(10_000), Decimal(1_000_000))))
    printed = {text.text for text in texts_of(wide("strip", [drawn]))}
    assert {number(Decimal(10_000)), "1,000,000"} <= printed
