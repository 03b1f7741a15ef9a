"""The 47 prefectures as tiles: this area, others of the volume, and those that the volume does not hold (hatched)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from generator.charts import style
from generator.charts.canvas import Canvas, Drawing

GUTTER = 0.5
LEGEND_ROW = 4.6
KEY = 3.4
"""Side of a tile of the legend."""
NARROW = 6.5
"""Type size in points of a name on two lines."""
LINE = 2.25


class Presence(StrEnum):
    """How a prefecture stands to the brief; in the order in which the tiles are drawn."""

    HERE = "here"
    IN_VOLUME = "in_volume"
    NOT_IN_VOLUME = "not_in_volume"


_COLOURS = {Presence.HERE: style.PAPER, Presence.IN_VOLUME: style.INK, Presence.NOT_IN_VOLUME: style.MUTED}


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
    squares = [
        (tile.presence, (tile.column - left) * side, (tile.row - top) * side, side - GUTTER) for tile in tiles
    ]
    keys = [(presence, over + 1.5 + index * LEGEND_ROW, words) for index, (presence, words) in enumerate(legend)]
    _squares(canvas, [*squares, *((presence, beside, y + 0.6, KEY) for presence, y, _ in keys)])
    texts = [_Name.of(tile, x + size / 2, y + size / 2) for tile, (_, x, y, size) in zip(tiles, squares, strict=True)]
    canvas.boxes([text.ground for text in texts if text.presence is Presence.NOT_IN_VOLUME], fill=style.PAPER)
    for text in texts:
        text.draw(canvas)
    for _, y, words in keys:
        canvas.text(beside + 5.0, y + 2.3, words, size=style.SMALL, colour=style.INK)
    return canvas.finish(name)


@dataclass(frozen=True, slots=True)
class _Name:
    """A prefecture's name around the middle (x, y) of its tile; three characters go on two lines."""

    presence: Presence
    lines: tuple[str, ...]
    x: float
    y: float

    @classmethod
    def of(cls, tile: Tile, x: float, y: float) -> _Name:
        lines = (tile.name,) if len(tile.name) < 3 else (tile.name[:2], tile.name[2:])
        return cls(tile.presence, lines, x, y)

    @property
    def size(self) -> float:
        return style.SMALL if len(self.lines) == 1 else NARROW

    @property
    def ground(self) -> tuple[float, float, float, float]:
        """The rectangle that keeps the name clear of the hatching."""
        width = max(style.text_width(line, self.size) for line in self.lines)
        height = self.size * style.POINT_MM + LINE * (len(self.lines) - 1)
        return self.x - width / 2, self.y - height / 2, width, height

    def draw(self, canvas: Canvas) -> None:
        bold = self.presence is Presence.HERE
        for index, line in enumerate(self.lines):
            y = self.y + (index - (len(self.lines) - 1) / 2) * LINE
            canvas.text(self.x, y, line, size=self.size, colour=_COLOURS[self.presence], anchor="center", bold=bold)


def _squares(canvas: Canvas, squares: Sequence[tuple[Presence, float, float, float]]) -> None:
    """Draw squares (presence, left, top, side), those that look the same at once."""
    here, others, hatched = (
        [(x, y, side) for presence, x, y, side in squares if presence is kind] for kind in Presence
    )
    canvas.boxes([(x, y, side, side) for x, y, side in here], fill=style.ACCENT)
    canvas.boxes(
        [(x, y, side, side) for x, y, side in others], fill=style.ACCENT_SOFT, edge=style.ACCENT, line=style.HAIRLINE
    )
    canvas.boxes([(x, y, side, side) for x, y, side in hatched], fill=style.PAPER, edge=style.RULE, line=style.HAIRLINE)
    strokes = [stroke for x, y, side in hatched for stroke in _hatch(x, y, side)]
    canvas.lines(strokes, colour=style.HATCH, width=style.HAIRLINE)


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
