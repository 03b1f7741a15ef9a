"""The map that says where an area lies."""

from __future__ import annotations

from itertools import combinations

import pytest
from builders import real_areas, real_config, real_measures
from chart_geometry import Box, faults, meet, shapes_of, texts_of

from generator.charts import plotting, style
from generator.charts.canvas import Drawing
from generator.charts.locator import Presence, Tile, draw_locator
from generator.measures.areas import Scope

EVERY_AREA = pytest.mark.parametrize("area", real_areas())
PAGE = 210.0 * 297.0


def squares(drawing: Drawing, fill: str) -> list[Box]:
    """The tiles of one colour, those of the legend too."""
    return [s.extent for s in shapes_of(drawing)[1:] if s.fill == fill]


@EVERY_AREA
def test_each_prefecture_is_a_tile(area: str) -> None:
    """47 tiles and one for each entry of the legend; none lies on another, none under the words."""
    drawing = plotting.locator(real_measures(area))
    drawn = [box for fill in (style.ACCENT, style.DOT, style.PAPER) for box in squares(drawing, fill)]
    assert len(drawn) == 47 + len(drawing.labels)
    assert not any(meet(one, other, by=0.0) for one, other in combinations(drawn, 2))
    assert not list(faults(drawing))


@EVERY_AREA
def test_only_the_areas_own_prefectures_are_coloured(area: str) -> None:
    """As many dark tiles as the volume holds of the area, as many grey ones as it holds of others."""
    measures = real_measures(area)
    held = {p.code for p in real_config().prefectures.values() if p.name in real_config().edition.prefectures_in_volume}
    ours = len(held & set(measures.area.prefectures))
    drawing = plotting.locator(measures)
    others = len(held) - ours
    assert len(squares(drawing, style.ACCENT)) == ours + 1
    assert len(squares(drawing, style.DOT)) == (others + 1 if others else 0)


@EVERY_AREA
def test_the_map_is_small_and_names_nothing_in_its_tiles(area: str) -> None:
    """At most a tenth of a page; its only words are the legend's."""
    measures = real_measures(area)
    drawing = plotting.locator(measures)
    assert drawing.width == 30.0
    assert drawing.width * drawing.height <= PAGE / 10
    words = measures.config.words
    legend = [measures.area.name, words.in_volume, words.not_in_volume]
    told = [text.text for text in texts_of(drawing)]
    assert told == (legend if measures.area.scope is not Scope.NATION else [legend[0], legend[2]])


def test_a_long_legend_moves_the_tiles_down() -> None:
    """Words that have no room in the open corner stand above the tiles."""
    tiles = [Tile(column, row, Presence.HERE) for column in range(5) for row in range(3)]
    short, long = (
        draw_locator("locator", tiles, [(Presence.HERE, words)], width=30.0) for words in ("県", "北海道・東北地方")
    )
    assert min(box.top for box in squares(long, style.ACCENT)[:-1]) >= 3.0
    assert not list(faults(long))
    assert not list(faults(short))
