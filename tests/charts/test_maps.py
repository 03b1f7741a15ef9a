"""The tile map of the prefectures and the small multiples of a profile."""

from __future__ import annotations

import math
from decimal import Decimal
from itertools import combinations

import pytest
from builders import real_config
from chart_geometry import Box, boxes, faults, figure, meet, shapes_of, texts_of

from generator.charts import style
from generator.charts.canvas import Drawing
from generator.charts.profile import Cell, draw_profile
from generator.charts.tilemap import Presence, Tile, draw_tilemap

LEGEND = [
    (Presence.HERE, "岩手県"),
    (Presence.IN_VOLUME, "個票が収録された都道府県"),
    (Presence.NOT_IN_VOLUME, "収録のない都道府県（実施の有無は不明）"),
]


def tilemap(here: str = "岩手", held: int = 14) -> Drawing:
    """The map with one prefecture here and the first ``held`` in the volume."""
    places = list(real_config().prefectures.values())

    def presence(number: int, short: str) -> Presence:
        if short == here:
            return Presence.HERE
        return Presence.IN_VOLUME if number < held else Presence.NOT_IN_VOLUME

    tiles = [Tile(p.short, p.tile.column, p.tile.row, presence(i, p.short)) for i, p in enumerate(places)]
    return draw_tilemap("tilemap", tiles, LEGEND, width=78.0)


def squares(drawing: Drawing) -> list[Box]:
    """The 47 tiles, without the legend's keys."""
    side = max(s.extent.right - s.extent.left for s in shapes_of(drawing)[1:])
    return [
        s.extent
        for s in shapes_of(drawing)[1:]
        if s.extent.right - s.extent.left == pytest.approx(side, abs=0.05)
        and s.extent.bottom - s.extent.top == pytest.approx(side, abs=0.05)
        and s.fill in (style.ACCENT, style.ACCENT_SOFT, style.PAPER)
    ]


def test_forty_seven_tiles_apart() -> None:
    """Each prefecture has a tile of its own; none lies on another."""
    tiles = squares(tilemap())
    assert len(tiles) == 47
    assert not [pair for pair in combinations(tiles, 2) if meet(*pair, by=0.01)]


def test_each_name_stands_in_its_tile() -> None:
    """The names of all prefectures are there, each within one tile."""
    drawing = tilemap()
    tiles = squares(drawing)
    joined = "".join(text.text for text in texts_of(drawing))
    assert all(place.short in joined for place in real_config().prefectures.values())
    for label, where in boxes(drawing):
        if label.anchor == "center":
            assert any(
                t.left <= where.left and where.right <= t.right and t.top <= where.top and where.bottom <= t.bottom
                for t in tiles
            )
    assert not list(faults(drawing))


def test_hatching_keeps_off_the_names() -> None:
    """Under each name that would stand on hatching lies a white ground, drawn after the hatching."""
    drawing = tilemap()
    grounds = [s.extent for s in shapes_of(drawing) if s.fill == style.PAPER and s.edge == "none"]
    on_hatching = [where for label, where in boxes(drawing) if label.anchor == "center"]
    covered = [
        w
        for w in on_hatching
        if any(
            g.left <= w.left + 0.01 and w.right - 0.01 <= g.right and g.top <= w.top and w.bottom <= g.bottom
            for g in grounds
        )
    ]
    assert len(grounds) == len(set(grounds)) == 33
    assert len(covered) == 33 + sum(len(p.short) == 3 for p in list(real_config().prefectures.values())[14:])


@pytest.mark.parametrize(("here", "held"), [("岩手", 14), ("東京", 14), ("沖縄", 0), ("北海道", 47)])
def test_presence_is_told_by_fill_and_hatching(here: str, held: int) -> None:
    """One tile is blue; as many are hatched as the volume does not hold; the legend has a key for each."""
    drawing = tilemap(here, held)
    fills = [s.fill for s in shapes_of(drawing)[1:] if s.fill in (style.ACCENT, style.ACCENT_SOFT)]
    assert fills.count(style.ACCENT) == 2
    outside = (
        47
        - held
        - (0 if held == 47 or here in {p.short for p in list(real_config().prefectures.values())[:held]} else 1)
    )
    assert fills.count(style.ACCENT_SOFT) == 47 - 1 - outside + 1


def cells(values: list[str | None]) -> list[Cell]:
    """Five indicators, the first on a logarithmic axis."""
    kinds = [("人口", "人", "log", 500.0, 2e6, 0), ("高齢化率", "％", "linear", 15.0, 50.0, 1)]
    kinds += [("生活保護受給率", "‰", "linear", 0.0, 50.0, 1), ("地縁組織加入率", "％", "linear", 20.0, 100.0, 1)]
    kinds += [("10万人当たり推進員", "人", "log", 0.05, 500.0, 1)]
    medians = ["69056", "28.5", "12.8", "69.7", "3.2"]
    return [
        Cell(
            title=title,
            unit=unit,
            kind="log" if kind == "log" else "linear",
            low=low,
            high=high,
            figure=figure(f"032018/m{number}", value, unit=unit, decimals=decimals),
            everyone=(Decimal(median), Decimal(median) * 2),
            median=figure(f"all/m{number}", median, unit=unit, decimals=decimals),
        )
        for number, ((title, unit, kind, low, high, decimals), value, median) in enumerate(
            zip(kinds, values, medians, strict=True)
        )
    ]


PROFILES: list[list[str | None]] = [
    ["291648", "27.0", "16.4", "80.2", "6.9"],
    ["1966735", "49.9", "50.0", "100.0", "499.9"],
    ["763", "20.2", "0.9", "29.2", "0.0"],
    ["12345678", "65.0", "65.9", "100.0", "1234.5"],
    [None, None, None, None, None],
]


@pytest.mark.parametrize("values", PROFILES)
def test_profile_marks(values: list[str | None]) -> None:
    """Each value has its dot at its place in its own cell; labels neither meet nor leave the sheet."""
    chosen = cells(values)
    drawing = draw_profile("profile", chosen, width=style.TEXT_WIDTH)
    marks = {mark.figure: mark for mark in drawing.marks}
    each = (style.TEXT_WIDTH - 4.0 * 4) / 5
    for number, cell in enumerate(chosen):
        if not cell.figure.present:
            assert cell.figure.id not in marks
            continue
        measure = math.log10 if cell.kind == "log" else float
        inside = min(max(float(cell.figure.exact), cell.low), cell.high)
        share = (measure(inside) - measure(cell.low)) / (measure(cell.high) - measure(cell.low))
        start, end = number * (each + 4.0) + 0.5, number * (each + 4.0) + each - 0.5
        start += 4.0 if (zero := cell.kind == "log" and cell.figure.exact == 0) else 0.0
        expected = start - 4.0 if zero else start + share * (end - start)
        assert marks[cell.figure.id].x == pytest.approx(expected, abs=0.01)
    assert not list(faults(drawing))


@pytest.mark.parametrize("values", PROFILES)
def test_profile_prints_value_with_unit_or_symbol(values: list[str | None]) -> None:
    """The value stands with its unit; without a value the symbol stands alone."""
    chosen = cells(values)
    printed = [text.text for text in texts_of(draw_profile("profile", chosen, width=style.TEXT_WIDTH))]
    for cell in chosen:
        assert cell.figure.text in printed
    units = sum(printed.count(unit) for unit in ("人", "％", "‰"))
    assert units == sum(cell.figure.present for cell in chosen)


def test_profile_dots_beyond_the_axis_are_open() -> None:
    """As in the strips: filled on the axis and for a zero set apart, open where the value is not on the axis."""
    for values, open_dots in ((PROFILES[0], 0), (PROFILES[2], 0), (PROFILES[3], 4)):
        shapes = shapes_of(draw_profile("profile", cells(values), width=style.TEXT_WIDTH))
        assert sum((s.fill, s.edge) == (style.PAPER, style.ACCENT) for s in shapes) == open_dots
        assert sum(s.fill == style.ACCENT for s in shapes) == 5 - open_dots


def test_profile_without_a_value_draws_no_distribution() -> None:
    """Where the municipality has no place, no axis and no others are drawn."""
    drawn = shapes_of(draw_profile("profile", cells(PROFILES[4]), width=style.TEXT_WIDTH))
    assert not [s for s in drawn if s.edge in (style.RULE, style.DOT, style.INK)]


def test_profile_labels_stay_in_their_cell() -> None:
    """Numbers, units and titles of one indicator end before the next begins."""
    drawing = draw_profile("profile", cells(PROFILES[3]), width=style.TEXT_WIDTH)
    each = (style.TEXT_WIDTH - 4.0 * 4) / 5
    for label, where in boxes(drawing):
        cell = int(label.x // (each + 4.0))
        assert where.right <= cell * (each + 4.0) + each + 4.0
