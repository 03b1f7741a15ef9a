"""One indicator's field: its axis, the lines to compare with behind, the others' dots in grey, ours in colour."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from generator import formats
from generator.charts import references, style
from generator.charts.canvas import Canvas
from generator.charts.references import Reference
from generator.charts.scales import Scale, swarm
from generator.ledger.figure import Figure

DOT_RADIUS = 0.9
OURS_RADIUS = 1.3
SPREAD = 2.0
"""How far the outermost dots lie off the line, in mm."""
EDGE = 3.6
"""Between the ends of the axis and those of its scale, in mm."""
TICK = 0.9
NUMBERS = 2.6
"""How far under the axis the numbers stand, in mm (the middle of their height)."""
BELOW = 6.1
"""How far under the axis the words of the reference lines stand."""
CLEAR = 0.7
"""Between a reference line and a number of the axis that it passes, in mm."""


@dataclass(frozen=True, slots=True)
class Point:
    """One of ours: its name and its figure."""

    name: str
    figure: Figure

    @property
    def text(self) -> str:
        """Return what is printed beside the dot: 「盛岡市 27.0」."""
        return f"{self.name} {self.figure.marked}"


@dataclass(frozen=True, slots=True)
class Axis:
    """Where an indicator's axis begins and ends, its numbers, and whether it is even."""

    kind: Literal["linear", "log"]
    low: float
    high: float
    ticks: tuple[Decimal, ...]

    def scale(self, start: float, end: float) -> Scale:
        """Return the scale whose axis takes ``start``…``end`` mm."""
        return Scale(self.low, self.high, start + EDGE, end - EDGE, self.kind)


@dataclass(frozen=True, slots=True)
class Strip:
    """One indicator: heading, unit with what is said of the axis, the others' values, ours, what to compare with.

    ``absent`` names those of ours without a figure, under the word for why; ``few_named`` says that not all dots bear
    their names.
    """

    title: str
    unit: str
    axis: Axis
    others: tuple[Decimal, ...]
    ours: tuple[Point, ...]
    references: tuple[Reference, ...]
    absent: tuple[tuple[str, tuple[str, ...]], ...]
    few_named: str


class Field:
    """Where the dots of one strip lie between ``start`` and ``end`` mm, decided before it is drawn."""

    def __init__(self, strip: Strip, *, start: float, end: float) -> None:
        self.strip, self.start, self.end = strip, start, end
        self.scale = strip.axis.scale(start, end)
        self.ours = sorted((p for p in strip.ours if p.figure.present), key=lambda p: p.figure.exact)
        self._places = [self.scale.at(value) for value in strip.others]
        self._lanes = swarm(self._places, diameter=2 * DOT_RADIUS * 0.92)
        self._step = lane_step(self._lanes, radius=DOT_RADIUS)
        self._ours_at = [self.scale.at(point.figure.exact) for point in self.ours]
        ours = swarm(self._ours_at, diameter=2 * OURS_RADIUS * 0.92)
        self.offsets = [lane * lane_step(ours, radius=OURS_RADIUS) for lane in ours]
        """How far each of ours lies off the line, in mm, in the order of :attr:`ours`."""
        spread = max((abs(lane) for lane in self._lanes), default=0) * self._step
        self.height = 2 * max(OURS_RADIUS + max(map(abs, self.offsets), default=0.0), DOT_RADIUS + spread) + 1.4

    @property
    def beyond(self) -> bool:
        """Whether a value lies off the axis."""
        return not all(map(self.scale.holds, (*self.strip.others, *(point.figure.exact for point in self.ours))))

    def draw_ground(self, canvas: Canvas, base: float, feet: Sequence[float]) -> None:
        """Draw axis and reference lines, and the others' dots over them; ``base`` is the axis' height."""
        middle = base - self.height / 2
        draw_axis(canvas, self.scale, self.strip.axis.ticks, base=base, ends=(self.start, self.end))
        references.draw_lines(canvas, self.scale, self.strip.references, top=base - self.height, base=base, feet=feet)
        heights = (middle + lane * self._step for lane in self._lanes)
        others = zip(self.strip.others, self._places, heights, strict=True)
        draw_dots(canvas, self.scale, others, radius=DOT_RADIUS, colour=style.DOT)

    def draw_ours(self, canvas: Canvas, base: float) -> None:
        """Draw our dots and remember them as marks."""
        heights = [base - self.height / 2 + offset for offset in self.offsets]
        places = list(zip((point.figure.exact for point in self.ours), self._ours_at, heights, strict=True))
        draw_dots(canvas, self.scale, places, radius=OURS_RADIUS, colour=style.ACCENT)
        for point, (_, x, y) in zip(self.ours, places, strict=True):
            canvas.mark(point.figure.id, x, y)

    def offset(self, point: Point) -> float:
        """Return how far the dot of one of ours lies off the line, in mm."""
        return self.offsets[self.ours.index(point)]

    def choose(self, most: int) -> list[Point]:
        """Return ours in order of their values; where they are more than ``most``, as many from either end."""
        half = most // 2
        return [*self.ours[:half], *self.ours[-half:]] if len(self.ours) > most else self.ours


def lane_step(lanes: Sequence[int], *, radius: float, spread: float = SPREAD) -> float:
    """Return how many mm apart the lanes of a swarm lie."""
    return min(2 * radius * 0.92, spread / max((abs(lane) for lane in lanes), default=1)) if any(lanes) else 0.0


def draw_dots(
    canvas: Canvas, scale: Scale, data: Iterable[tuple[Decimal, float, float]], *, radius: float, colour: str
) -> None:
    """Draw a dot for each (value, x, y); a value beyond the axis is an open one at its end."""
    within: list[tuple[float, float]] = []
    beyond: list[tuple[float, float]] = []
    for value, x, y in data:
        (within if scale.holds(value) else beyond).append((x, y))
    canvas.dots(within, radius=radius, colour=colour)
    canvas.dots(beyond, radius=radius, colour=style.PAPER, edge=colour, width=style.MEDIUM)


def draw_axis(
    canvas: Canvas, scale: Scale, ticks: Sequence[Decimal], *, base: float, ends: tuple[float, float]
) -> None:
    """Draw the axis and its numbers; one at an end moves inwards as far as the axis goes."""
    canvas.lines([[(ends[0], base), (ends[1], base)]], colour=style.DOT, width=style.THIN)
    strokes = [[(scale.at(tick), base), (scale.at(tick), base + TICK)] for tick in ticks]
    for text, left, right in numbers(scale, ticks, ends):
        x = (left + right) / 2
        canvas.text(x, base + NUMBERS, text, size=style.SMALL, colour=style.MUTED, anchor="center")
    canvas.lines(strokes, colour=style.DOT, width=style.THIN)


def numbers(scale: Scale, ticks: Sequence[Decimal], ends: tuple[float, float]) -> list[tuple[str, float, float]]:
    """Return each number of the axis with the stretch that it takes."""
    placed = []
    for tick in ticks:
        text = formats.number(tick, formats.natural_decimals(tick))
        width = style.text_width(text, style.SMALL)
        left = min(max(scale.at(tick) - width / 2, ends[0]), ends[1] - width)
        placed.append((text, left, left + width))
    return placed


def feet(
    scale: Scale,
    lines: Sequence[Reference],
    lefts: Sequence[float],
    *,
    ticks: Sequence[Decimal],
    ends: tuple[float, float],
    base: float,
) -> list[float]:
    """Return how far down each reference line goes: to its words where they lie under it, but through no number."""
    taken = numbers(scale, ticks, ends)
    found = []
    for reference, left in zip(lines, lefts, strict=True):
        place = scale.at(reference.figure.exact)
        under = left <= place <= left + reference.width
        free = all(place < start - CLEAR or end + CLEAR < place for _, start, end in taken)
        found.append(base + (BELOW - 1.7 if under and free else TICK))
    return found
