"""Strip plots: every respondent a grey dot, ours coloured and named, with 全国値 and the median."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from generator import formats
from generator.charts import style
from generator.charts.canvas import Anchor, Canvas, Drawing
from generator.charts.scales import Flag, Scale, flags, swarm
from generator.measures.figures import Figure

TITLE_HEIGHT = 4.6
TIER = 3.0
DOT_RADIUS = 0.85
OURS_RADIUS = 1.25
TICK_ROW = 4.1
GAP = 1.7
MOST_NAMED = 14


@dataclass(frozen=True, slots=True)
class Point:
    """One of ours: its name and its figure."""

    name: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Reference:
    """A value to compare with: the word printed and its figure; ``dashed`` sets national values apart."""

    word: str
    figure: Figure
    dashed: bool


@dataclass(frozen=True, slots=True)
class Strip:
    """One indicator: heading, axis, the other respondents' values, ours, and what to compare with."""

    title: str
    unit: str
    kind: Literal["linear", "log"]
    low: float
    high: float
    ticks: tuple[Decimal, ...]
    others: tuple[Decimal, ...]
    ours: tuple[Point, ...]
    references: tuple[Reference, ...]
    lacking: tuple[str, ...]
    lacking_word: str


def draw_strips(
    name: str, strips: Sequence[Strip], *, width: float, margin: float = 0.0, most_tiers: int | None = None
) -> Drawing:
    """Draw the strips under each other, ``width`` mm wide; the height follows from the labels.

    With a ``margin`` the headings stand in a column of that width on the left, otherwise above each strip. Where the
    labels of all strips would need more than ``most_tiers``, only the lowest and the highest are named (``abridged``).
    """
    plans = [_Plan(strip, width, margin) for strip in strips]
    if most_tiers is not None and sum(plan.tiers for plan in plans) > most_tiers:
        plans = [_Plan(strip, width, margin, ends_only=True) for strip in strips]
    canvas = Canvas(width, sum(plan.height for plan in plans) + GAP * (len(plans) - 1))
    top = 0.0
    for plan in plans:
        plan.draw(canvas, top)
        top += plan.height + GAP
    return canvas.finish(name, abridged=any(len(plan.named) < len(plan.ours) for plan in plans))


class _Plan:
    """Where everything of one strip goes, decided before the sheet's height is known."""

    def __init__(self, strip: Strip, width: float, margin: float, *, ends_only: bool = False) -> None:
        self.strip = strip
        self.ends_only = ends_only
        self.width = width
        self.margin = margin
        self.scale = Scale(strip.low, strip.high, margin + 3.0, width - 3.0, strip.kind)
        self.ours = sorted((p for p in strip.ours if p.figure.present), key=lambda p: p.figure.exact)
        self.named = self._choose(ends_only=ends_only or len(self.ours) > MOST_NAMED)
        self.texts = [f"{p.name} {p.figure.marked}" for p in self.named]
        try:
            self.flags = self._flags()
        except ValueError:
            # More or longer names than the sheet holds: the two ends, cut to a third of the width at most.
            self.named = self._choose(ends_only=True)
            self.texts = [self._cut(f"{p.name} {p.figure.marked}", f" {p.figure.marked}") for p in self.named]
            self.flags = self._flags()
        self.tiers = max((flag.tier for flag in self.flags), default=-1) + 1
        self.other_places = [self.scale.at(value) for value in strip.others]
        self.lanes = swarm(self.other_places, diameter=2 * DOT_RADIUS * 0.92)
        spread = max((abs(lane) for lane in self.lanes), default=0)
        self.step = min(2 * DOT_RADIUS * 0.92, 2.2 / max(spread, 1))
        self.band = 2 * max(OURS_RADIUS, DOT_RADIUS + spread * self.step) + 0.8
        self.head = 0.0 if margin else TITLE_HEIGHT
        self.height = self.head + max(self.tiers, 1 if margin else 0) * TIER + self.band + TICK_ROW

    def _choose(self, *, ends_only: bool) -> list[Point]:
        return [self.ours[0], self.ours[-1]] if ends_only and len(self.ours) > 2 else self.ours

    def _cut(self, text: str, tail: str) -> str:
        """Shorten the name before ``tail`` until the whole takes a third of the width."""
        name = text.removesuffix(tail)
        while len(name) > 2 and style.text_width(name + tail, style.LABEL, bold=True) > (self.width - self.margin) / 3:
            name = formats.shorten(name, len(name) - 1)
        return name + tail

    def _flags(self) -> list[Flag]:
        places = [self.scale.at(p.figure.exact) for p in self.named]
        widths = [style.text_width(text, style.LABEL, bold=True) + 0.9 for text in self.texts]
        shifted = flags([place - self.margin for place in places], widths, gap=1.0, width=self.width - self.margin)
        return [Flag(f.place + self.margin, f.left + self.margin, f.right + self.margin, f.tier) for f in shifted]

    def draw(self, canvas: Canvas, top: float) -> None:
        base = top + self.height - TICK_ROW
        middle = base - self.band / 2
        self._title(canvas, top, middle)
        taken = self._references(canvas, middle, base)
        self._axis(canvas, base, taken)
        for value, place, lane in zip(self.strip.others, self.other_places, self.lanes, strict=True):
            self._dot(canvas, value, place, middle + lane * self.step, radius=DOT_RADIUS, colour=style.DOT)
        self._ours(canvas, middle)

    def _dot(self, canvas: Canvas, value: Decimal, x: float, y: float, *, radius: float, colour: str) -> None:
        """Draw a dot; a value beyond the axis is an open one at its end."""
        if self.scale.holds(value):
            canvas.dot(x, y, radius=radius, colour=colour)
        else:
            canvas.dot(x, y, radius=radius, colour=style.PAPER, edge=colour, width=style.THIN)

    def _title(self, canvas: Canvas, top: float, middle: float) -> None:
        unit = f"（{self.strip.unit}）"
        note = self._lacking_note()
        if self.margin:
            canvas.text(0, middle - 1.6, self.strip.title, size=style.NAME, bold=True)
            canvas.text(0, middle + 2.2, unit.strip("（）"), size=style.SMALL, colour=style.MUTED)
        else:
            canvas.text(0, top + 1.9, self.strip.title + unit, size=style.NAME, bold=True)
        if note and not self.margin:
            canvas.text(self.width, top + 1.9, note, size=style.SMALL, colour=style.MUTED, anchor="right")

    def _lacking_note(self) -> str:
        """Return the names without a figure, as many as fit beside the heading."""
        names = self.strip.lacking
        for count in range(len(names), 0, -1):
            text = f"{self.strip.lacking_word} {'、'.join(names[:count])}{'など' if count < len(names) else ''}"
            if style.text_width(text, style.SMALL) <= self.width * 0.6:
                return text
        return ""

    def _axis(self, canvas: Canvas, base: float, taken: Sequence[tuple[float, float]]) -> None:
        canvas.lines([[(self.margin, base), (self.width, base)]], colour=style.RULE, width=style.THIN)
        for tick in self.strip.ticks:
            x = self.scale.at(tick)
            text = formats.number(tick, formats.natural_decimals(tick))
            half = style.text_width(text, style.SMALL) / 2
            canvas.lines([[(x, base), (x, base + 0.9)]], colour=style.RULE, width=style.THIN)
            clear = all(x + half + 0.8 <= start or end <= x - half - 0.8 for start, end in taken)
            if clear and x - half >= self.margin and x + half <= self.width:
                canvas.text(x, base + 2.4, text, size=style.SMALL, colour=style.MUTED, anchor="center")

    def _references(self, canvas: Canvas, middle: float, base: float) -> list[tuple[float, float]]:
        """Draw the reference lines and their labels under the axis; returns the stretches that the labels take."""
        references = self.strip.references
        texts = [f"{r.word} {r.figure.text}" for r in references]
        places = [self.scale.at(r.figure.exact) for r in references]
        widths = [style.text_width(text, style.SMALL) for text in texts]
        centres = _side_by_side(places, widths, self.width)
        for reference, text, place, centre in zip(references, texts, places, centres, strict=True):
            colour = style.REFERENCE if reference.dashed else style.INK
            segment = [(place, middle - self.band / 2), (place, base + 0.5)]
            canvas.lines([segment], colour=colour, width=style.THIN, dash=reference.dashed)
            canvas.text(
                centre, base + 2.4, text, size=style.SMALL, colour=colour, anchor="center", figure=reference.figure.id
            )
            canvas.mark(reference.figure.id, place, middle)
        return [(centre - width / 2, centre + width / 2) for centre, width in zip(centres, widths, strict=True)]

    def _ours(self, canvas: Canvas, middle: float) -> None:
        foot = middle - self.band / 2
        for point, text, flag in zip(self.named, self.texts, self.flags, strict=True):
            y = foot - flag.tier * TIER - TIER / 2
            top = y + 1.4 if flag.spans else y - 1.2
            canvas.lines([[(flag.place, top), (flag.place, middle)]], colour=style.ACCENT, width=style.HAIRLINE)
            anchor: Anchor = "right" if flag.right <= flag.place else "left"
            x = flag.place - 0.7 if anchor == "right" else max(flag.left, flag.place if flag.runs_right else 0.0) + 0.7
            canvas.text(
                x, y, text, size=style.LABEL, colour=style.ACCENT, anchor=anchor, bold=True, figure=point.figure.id
            )
        for point in self.ours:
            place = self.scale.at(point.figure.exact)
            self._dot(canvas, point.figure.exact, place, middle, radius=OURS_RADIUS, colour=style.ACCENT)
            canvas.mark(point.figure.id, place, middle)


def _side_by_side(places: Sequence[float], widths: Sequence[float], width: float) -> list[float]:
    """Return centres for labels on one line: each as near its place as its neighbours allow."""
    order = sorted(range(len(places)), key=lambda i: (places[i], i))
    centres = [min(max(places[i], widths[i] / 2), width - widths[i] / 2) for i in range(len(places))]
    for left, right in pairwise(order):
        need = (widths[left] + widths[right]) / 2 + 1.5
        overlap = need - (centres[right] - centres[left])
        if overlap > 0:
            centres[left] -= overlap / 2
            centres[right] += overlap / 2
            shift = max(0.0, widths[left] / 2 - centres[left]) - max(0.0, centres[right] + widths[right] / 2 - width)
            centres[left] += shift
            centres[right] += shift
    return centres
