"""Where an area lies: the 47 prefectures as small tiles without names, ours coloured, the legend in the open corner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from generator.charts import style
from generator.charts.canvas import Canvas, Drawing

GUTTER = 0.35
LEGEND_ROW = 3.7
KEY = 2.1
"""Side in mm of a tile of the legend."""
BESIDE = 1.2


class Presence(StrEnum):
    """How a prefecture stands to the brief."""

    HERE = "here"
    IN_VOLUME = "in_volume"
    NOT_IN_VOLUME = "not_in_volume"


@dataclass(frozen=True, slots=True)
class Tile:
    """One prefecture: its place in the grid, and its presence."""

    column: int
    row: int
    presence: Presence


def draw_locator(name: str, tiles: Sequence[Tile], legend: Sequence[tuple[Presence, str]], *, width: float) -> Drawing:
    """Draw the tiles ``width`` mm wide; the legend stands above them where it has no room in their upper left corner."""
    left, top = min(t.column for t in tiles), min(t.row for t in tiles)
    columns, rows = max(t.column for t in tiles) - left + 1, max(t.row for t in tiles) - top + 1
    side = width / columns
    height = LEGEND_ROW * len(legend)
    reach = KEY + BESIDE + max(style.text_width(words, style.SMALL, bold=True) for _, words in legend)
    # The legend keeps clear of the tiles that are its neighbours to the right and below.
    under = [t for t in tiles if (t.column - left) * side < reach + 1.0]
    lift = max(0.0, height + 0.8 - min((t.row - top) * side for t in under)) if under else 0.0
    canvas = Canvas(width, lift + side * rows)
    squares = [
        (tile.presence, (tile.column - left) * side, lift + (tile.row - top) * side, side - GUTTER) for tile in tiles
    ]
    keys = [(presence, index * LEGEND_ROW, words) for index, (presence, words) in enumerate(legend)]
    _squares(canvas, [*squares, *((presence, 0.2, y + 0.5, KEY) for presence, y, _ in keys)])
    for presence, y, words in keys:
        here = presence is Presence.HERE
        colour = style.ACCENT if here else style.INK
        canvas.text(0.2 + KEY + BESIDE, y + 0.5 + KEY / 2, words, size=style.SMALL, colour=colour, bold=here)
    return canvas.finish(name)


def _squares(canvas: Canvas, squares: Sequence[tuple[Presence, float, float, float]]) -> None:
    """Draw squares (presence, left, top, side), those that look the same at once."""
    here, others, absent = (
        [(x, y, side, side) for presence, x, y, side in squares if presence is kind] for kind in Presence
    )
    canvas.boxes(here, fill=style.ACCENT)
    canvas.boxes(others, fill=style.DOT)
    canvas.boxes(absent, fill=style.PAPER, edge=style.DOT, line=style.HAIRLINE)
