"""Strip plots for any number of respondents: marks where the data say, labels that can be read."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Literal

import pytest
from chart_geometry import faults, figure, shapes_of, texts_of

from generator.charts import style
from generator.charts.canvas import Drawing
from generator.charts.strips import Point, Reference, Strip, draw_strips

LONG = "東津軽郡（平内町、今別町、蓬田村、外ヶ浜町）"
COUNTS = [1, 2, 4, 8, 14, 40]
LAYOUTS = [pytest.param(0.0, id="heading above"), pytest.param(27.0, id="heading beside")]
Kind = Literal["linear", "log"]


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
        kind=kind,
        low=low,
        high=high,
        ticks=tuple(Decimal(tick) for tick in ticks),
        others=tuple(Decimal(value) for value in others),
        ours=tuple(ours),
        references=(
            Reference("中央値", figure("all/median", "28.5"), dashed=False),
            Reference("全国値", figure("nation", "28.1"), dashed=True),
        ),
        absent=(("記入なし", tuple(lacking)),) if lacking else (),
        log_word="対数目盛り",
        few_named="名は一部のみ",
    )


def random_values(count: int, *, seed: int, low: float = 15.0, high: float = 50.0) -> list[str]:
    """Values with one decimal, the same for the same seed."""
    source = random.Random(seed)
    return [f"{source.uniform(low, high):.1f}" for _ in range(count)]


def expected_place(value: Decimal, drawn: Strip, *, margin: float) -> float:
    """The mm at which a value must stand: an axis from 3 mm inside the plot to 3 mm inside its other end.

    Where a logarithmic axis has a zero, the zero stands there and the axis begins 8 mm further.
    """
    measure = math.log10 if drawn.kind == "log" else float
    start, end = margin + 3.0, style.TEXT_WIDTH - 3.0
    values = (*drawn.others, *(point.figure.exact for point in drawn.ours if point.figure.present))
    if drawn.kind == "log" and Decimal(0) in values:
        if value == 0:
            return start
        start += 8.0
    inside = min(max(float(value), drawn.low), drawn.high)
    share = (measure(inside) - measure(drawn.low)) / (measure(drawn.high) - measure(drawn.low))
    return start + share * (end - start)


def check_marks(drawing: Drawing, drawn: Strip, *, margin: float) -> None:
    """Each of ours and each reference has a mark at its value, and a blue shape lies under each of ours."""
    marks = {mark.figure: mark for mark in drawing.marks}
    for point in drawn.ours:
        if not point.figure.present:
            assert point.figure.id not in marks
            continue
        mark = marks[point.figure.id]
        assert mark.x == pytest.approx(expected_place(point.figure.exact, drawn, margin=margin), abs=1e-6)
        inked = [
            s for s in shapes_of(drawing) if style.ACCENT in (s.fill, s.edge) and s.extent.right - s.extent.left < 4
        ]
        assert any(abs(s.centre[0] - mark.x) < 0.02 and abs(s.centre[1] - mark.y) < 0.02 for s in inked), (
            point.figure.id
        )
    for reference in drawn.references:
        expected = expected_place(reference.figure.exact, drawn, margin=margin)
        assert marks[reference.figure.id].x == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("margin", LAYOUTS)
@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_marks_and_labels(count: int, margin: float, seed: int) -> None:
    """Any values: marks at their places, no label on another, none off the sheet, none too small."""
    drawn = strip(random_values(count, seed=seed))
    drawing = draw_strips("strip", [drawn], width=style.TEXT_WIDTH, margin=margin)
    check_marks(drawing, drawn, margin=margin)
    assert not list(faults(drawing))


@pytest.mark.parametrize("margin", LAYOUTS)
@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("value", ["15.0", "28.1", "28.3", "50.0"])
def test_equal_values(count: int, margin: float, value: str) -> None:
    """Respondents with one value stand on one place, each with its own label (or the ends named)."""
    drawn = strip([value] * count)
    drawing = draw_strips("strip", [drawn], width=style.TEXT_WIDTH, margin=margin)
    check_marks(drawing, drawn, margin=margin)
    assert not list(faults(drawing))


@pytest.mark.parametrize("margin", LAYOUTS)
@pytest.mark.parametrize("count", COUNTS)
def test_values_crowded_at_an_end(count: int, margin: float) -> None:
    """Many values close to the axis' end leave room for every label that is printed."""
    source = random.Random(count)
    for low in (15.0, 48.5):
        drawn = strip([f"{low + source.random() * 1.5:.2f}" for _ in range(count)])
        assert not list(faults(draw_strips("strip", [drawn], width=style.TEXT_WIDTH, margin=margin)))


@pytest.mark.parametrize("margin", LAYOUTS)
@pytest.mark.parametrize("count", [1, 2, 4, 8])
@pytest.mark.parametrize("name", [LONG, LONG + "共同実施事務局"])
def test_long_names(count: int, margin: float, name: str) -> None:
    """Names of several towns fit, wherever their values lie; a very long one stops nothing."""
    for seed in (4, 5):
        drawn = strip(random_values(count, seed=seed), name=name)
        assert not list(faults(draw_strips("strip", [drawn], width=style.TEXT_WIDTH, margin=margin)))


@pytest.mark.parametrize("margin", LAYOUTS)
def test_values_beyond_the_axis_are_open_dots_at_its_end(margin: float) -> None:
    """65.9 on an axis to 50 stands at the end, open, with its true value printed."""
    drawn = strip(["65.9", "3.0", "28.0"])
    drawing = draw_strips("strip", [drawn], width=style.TEXT_WIDTH, margin=margin)
    check_marks(drawing, drawn, margin=margin)
    assert any("65.9" in text.text for text in texts_of(drawing))
    open_dots = [s for s in shapes_of(drawing) if (s.fill, s.edge) == (style.PAPER, style.ACCENT)]
    assert len(open_dots) == 2
    assert not list(faults(drawing))


@pytest.mark.parametrize("margin", LAYOUTS)
def test_zero_stands_apart_on_a_logarithmic_axis(margin: float) -> None:
    """0 has a place of its own, numbered 「0」 and filled; 0.09 stands on the axis; 0.01 is open at its beginning."""
    drawn = strip(["0", "0.09", "0.01"], kind="log", low=0.05, high=500.0, others=("0", "3"))
    drawing = draw_strips("strip", [drawn], width=style.TEXT_WIDTH, margin=margin)
    check_marks(drawing, drawn, margin=margin)
    places = [mark.x for mark in drawing.marks if mark.figure.endswith("/aging_rate")]
    assert max(places) - min(places) > 8.0
    assert len(set(places)) == 3
    assert any(text.text == "0" and text.x == pytest.approx(min(places), abs=0.01) for text in texts_of(drawing))
    assert sum((s.fill, s.edge) == (style.PAPER, style.ACCENT) for s in shapes_of(drawing)) == 1


def test_an_axis_without_a_zero_is_whole() -> None:
    """Nothing is set apart where no value is 0, nor on an even axis."""
    for drawn in (strip(["2", "12"], kind="log", low=0.1, high=500.0), strip(["0", "12"], low=0.0)):
        printed = [text.text for text in texts_of(draw_strips("strip", [drawn], width=style.TEXT_WIDTH))]
        assert "0" not in printed


@pytest.mark.parametrize("margin", LAYOUTS)
def test_an_uneven_axis_says_so(margin: float) -> None:
    """A logarithmic axis is called one in the heading, also where the heading stands elsewhere; an even one is not."""
    for kind, low, title, told in (("log", 1.0, "人口", True), ("log", 1.0, "", True), ("linear", 1.0, "人口", False)):
        drawn = replace(strip(["30"], kind="log" if kind == "log" else "linear", low=low), title=title)
        drawing = draw_strips("strip", [drawn], width=style.TEXT_WIDTH, margin=margin)
        assert any("対数目盛り" in text.text for text in texts_of(drawing)) is told


@pytest.mark.parametrize("margin", LAYOUTS)
def test_missing_values_are_not_drawn(margin: float) -> None:
    """A respondent without the figure has no mark and no flag; its name stands in the note, after the word for why."""
    drawn = strip(["30.0", None, None], lacking=["自治体2市"])
    drawn = replace(drawn, absent=(*drawn.absent, ("該当なし", ("自治体3市",))))
    drawing = draw_strips("strip", [drawn], width=style.TEXT_WIDTH, margin=margin)
    assert "記入なし 自治体2市　該当なし 自治体3市" in [text.text for text in texts_of(drawing)]
    check_marks(drawing, drawn, margin=margin)
    assert not any("…" in text.text for text in texts_of(drawing))
    assert not list(faults(drawing))


@pytest.mark.parametrize("count", [1, 8, 30])
def test_many_lacking_names_do_not_run_over_the_heading(count: int) -> None:
    """The note of those without the figure ends before the heading, however many they are."""
    for median in ("15.0", "28.5", "49.0"):
        drawn = strip(["30.0"], lacking=[f"自治体{i:02d}市" for i in range(count)])
        near = Reference("中央値", figure("m", median), dashed=False)
        drawn = replace(drawn, references=(near, drawn.references[1]))
        for margin in (0.0, 27.0):
            assert not list(faults(draw_strips("strip", [drawn], width=style.TEXT_WIDTH, margin=margin)))


@pytest.mark.parametrize("margin", LAYOUTS)
def test_nobody_gives_the_figure(margin: float) -> None:
    """A strip without any of ours still draws the others."""
    drawn = strip([None, None])
    drawing = draw_strips("strip", [drawn], width=style.TEXT_WIDTH, margin=margin)
    assert len([s for s in shapes_of(drawing) if s.fill == style.DOT]) == len(drawn.others)


@pytest.mark.parametrize("median", ["15.0", "28.0", "28.1", "28.2", "50.0"])
def test_references_near_each_other_and_near_the_ends(median: str) -> None:
    """中央値 and 全国値 keep apart and on the sheet wherever they stand."""
    drawn = strip(["30.0"])
    near = Reference("中央値", figure("m", median), dashed=False)
    drawn = replace(drawn, references=(near, drawn.references[1]))
    for margin in (0.0, 27.0):
        assert not list(faults(draw_strips("strip", [drawn], width=style.TEXT_WIDTH, margin=margin)))


@pytest.mark.parametrize("count", COUNTS)
def test_every_dot_is_drawn(count: int) -> None:
    """As many grey dots as other respondents, as many blue ones as ours."""
    others = random_values(47, seed=9)
    drawing = draw_strips("strip", [strip(random_values(count, seed=8), others=others)], width=style.TEXT_WIDTH)
    shapes = shapes_of(drawing)
    assert sum(s.fill == style.DOT for s in shapes) == 47
    assert sum(s.fill == style.ACCENT for s in shapes) == count


@pytest.mark.parametrize("count", COUNTS)
def test_labels_print_name_and_value(count: int) -> None:
    """Each label tells whose value it is; of more than eight the four lowest and the four highest, and it is said."""
    values = random_values(count, seed=11)
    drawing = draw_strips("strip", [strip(values)], width=style.TEXT_WIDTH)
    told = [label for label in drawing.labels if label.figure is not None and label.figure.endswith("/aging_rate")]
    ordered = sorted(values, key=float)
    named = [*ordered[:4], *ordered[-4:]] if count > 8 else ordered
    assert sorted((label.text.split(" ")[-1] for label in told), key=float) == named
    assert drawing.abridged == (count > 8) == ("名は一部のみ" in [label.text for label in drawing.labels])


def test_page_1_names_all_or_the_ends() -> None:
    """With a limit to its rows, one strip of nine lets all strips name the lowest and the highest alone."""
    strips = [strip(random_values(count, seed=count)) for count in (9, 2, 3)]
    drawing = draw_strips("strips", strips, width=style.TEXT_WIDTH, margin=27.0, most_tiers=40)
    told = [label for label in drawing.labels if label.figure is not None and label.figure.endswith("/aging_rate")]
    assert len(told) == 6
    assert drawing.abridged


@pytest.mark.parametrize("margin", LAYOUTS)
def test_the_median_is_drawn_over_the_dots(margin: float) -> None:
    """A dot at the median does not hide its line: the line comes after the dot, on white; every tick keeps its number."""
    drawn = strip([], others=["28.5", "28.5", "28.5"])
    drawing = draw_strips("strip", [drawn], width=style.TEXT_WIDTH, margin=margin)
    shapes = shapes_of(drawing)
    dots = [number for number, s in enumerate(shapes) if s.fill == style.DOT]
    lines = [number for number, s in enumerate(shapes) if s.edge == style.INK]
    halos = [number for number, s in enumerate(shapes) if s.edge == style.PAPER and s.fill == "none"]
    assert max(dots) < min(halos) < min(lines)
    printed = [text.text for text in texts_of(drawing)]
    assert {"20", "30", "40", "50"} <= set(printed)


def test_five_strips_of_page_1_fit_the_page() -> None:
    """Eight respondents on five strips: at most the height that page 1 leaves, by naming the ends alone."""
    strips = [strip(random_values(8, seed=seed)) for seed in range(5)]
    drawing = draw_strips("strips", strips, width=style.TEXT_WIDTH, margin=27.0, most_tiers=15)
    assert drawing.height <= 110
    assert not list(faults(drawing))


def test_texts_of_the_svg_are_the_labels() -> None:
    """What the read-back knows as labels is what the SVG sets, at the same place and size."""
    drawing = draw_strips("strip", [strip(random_values(4, seed=1))], width=style.TEXT_WIDTH)
    for label, text in zip(drawing.labels, texts_of(drawing), strict=True):
        assert (text.text, text.size, text.anchor) == (label.text, label.size, label.anchor)
        assert text.x == pytest.approx(label.x, abs=0.01)
        assert text.y == pytest.approx(label.y + 0.36 * label.size * style.POINT_MM, abs=0.01)
