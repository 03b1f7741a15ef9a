"""The 47 prefectures as tiles: this area, others of the volume, and those that the volume does not hold (hatched)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from generator.charts import style
from generator.charts.canvas import Canvas, Drawing

GUTTER = 0.5
LEGEND_ROW = 4.6
NARROW = 6.5
"""Type size in points of a name on two lines."""
LINE = 2.25


class Presence(StrEnum):
    """How a prefecture stands to the brief."""

    HERE = "here"
    IN_VOLUME = "in_volume"
    NOT_IN_VOLUME = "not_in_volume"


@dataclass(frozen=True, slots=True)
class Tile:
    """One prefecture: its short name, its place in the grid, and its presence."""

    name: str
    column: int
    row: int
    presence: Presence


def draw_tilemap(name: str, tiles: Sequence[Tile], legend: Sequence[tuple[Presence, str]], *, width: float) -> Drawing:
    """Draw the tiles ``width`` mm wide with the legend's words beneath, right of the first column."""
    left, top = min(t.column for t in tiles), min(t.row for t in tiles)
    columns, rows = max(t.column for t in tiles) - left + 1, max(t.row for t in tiles) - top + 1
    side = width / columns
    beside = side + 2.4
    # 沖縄 stands alone at the foot: the legend takes the room beside it.
    over = max((t.row - top + 1) * side for t in tiles if (t.column - left + 1) * side > beside)
    canvas = Canvas(width, max(side * rows, over + 1.5 + LEGEND_ROW * len(legend)))
    for tile in tiles:
        x, y = (tile.column - left) * side, (tile.row - top) * side
        _tile(canvas, x, y, side - GUTTER, tile.presence)
        _name(canvas, tile, x + (side - GUTTER) / 2, y + (side - GUTTER) / 2)
    for index, (presence, words) in enumerate(legend):
        y = over + 1.5 + index * LEGEND_ROW
        _tile(canvas, beside, y + 0.6, 3.4, presence)
        canvas.text(beside + 5.0, y + 2.3, words, size=style.SMALL, colour=style.INK)
    return canvas.finish(name)


def _name(canvas: Canvas, tile: Tile, x: float, y: float) -> None:
    """Set the name in the tile's middle, clear of the hatching; three characters go on two lines."""
    colours = {Presence.HERE: style.PAPER, Presence.IN_VOLUME: style.INK, Presence.NOT_IN_VOLUME: style.MUTED}
    bold = tile.presence is Presence.HERE
    lines = [tile.name] if len(tile.name) < 3 else [tile.name[:2], tile.name[2:]]
    size = style.SMALL if len(lines) == 1 else NARROW
    if tile.presence is Presence.NOT_IN_VOLUME:
        width = max(style.text_width(line, size) for line in lines)
        height = size * style.POINT_MM + LINE * (len(lines) - 1)
        canvas.box(x - width / 2, y - height / 2, width, height, fill=style.PAPER)
    for index, line in enumerate(lines):
        offset = (index - (len(lines) - 1) / 2) * LINE
        canvas.text(x, y + offset, line, size=size, colour=colours[tile.presence], anchor="center", bold=bold)


def _tile(canvas: Canvas, x: float, y: float, side: float, presence: Presence) -> None:
    if presence is Presence.HERE:
        canvas.box(x, y, side, side, fill=style.ACCENT)
    elif presence is Presence.IN_VOLUME:
        canvas.box(x, y, side, side, fill=style.ACCENT_SOFT, edge=style.ACCENT, line=style.HAIRLINE)
    else:
        canvas.box(x, y, side, side, fill=style.PAPER, edge=style.RULE, line=style.HAIRLINE)
        canvas.lines(_hatch(x, y, side), colour=style.HATCH, width=style.HAIRLINE)


def _hatch(x: float, y: float, side: float, step: float = 1.5) -> list[list[tuple[float, float]]]:
    """Return diagonal lines inside the square, drawn as lines because pattern fills do not survive every SVG reader."""
    segments = []
    offset = step
    while offset < 2 * side:
        start = (x + min(offset, side), y + max(0.0, offset - side))
        end = (x + max(0.0, offset - side), y + min(offset, side))
        segments.append([start, end])
        offset += step
    return segments
