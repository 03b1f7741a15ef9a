"""Strip plots: every respondent a grey dot, ours coloured and named, with 全国値 and the median."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from generator import formats
from generator.charts import style
from generator.charts.canvas import Canvas, Drawing
from generator.charts.scales import Scale, stack, swarm
from generator.measures.figures import Figure

TITLE_HEIGHT = 4.6
TIER = 3.3
DOT_RADIUS = 0.85
OURS_RADIUS = 1.25
REFERENCE_ROW = 3.6
TICK_ROW = 3.4
GAP = 3.6


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


def draw_strips(name: str, strips: Sequence[Strip], *, width: float) -> Drawing:
    """Draw the strips under each other, ``width`` mm wide; the height follows from the labels."""
    plans = [_Plan(strip, width) for strip in strips]
    canvas = Canvas(width, sum(plan.height for plan in plans) + GAP * (len(plans) - 1))
    top = 0.0
    for plan in plans:
        plan.draw(canvas, top)
        top += plan.height + GAP
    return canvas.finish(name)


class _Plan:
    """Where everything of one strip goes, decided before the sheet's height is known."""

    def __init__(self, strip: Strip, width: float) -> None:
        self.strip = strip
        self.width = width
        self.scale = Scale(strip.low, strip.high, 4.0, width - 4.0, strip.kind)
        self.ours = sorted((p for p in strip.ours if p.figure.present), key=lambda p: p.figure.exact)
        self.texts = [f"{p.name} {p.figure.text}" for p in self.ours]
        places = [self.scale.at(p.figure.exact) for p in self.ours]
        widths = [style.text_width(text, style.LABEL, bold=True) for text in self.texts]
        self.labels = stack(places, widths, gap=1.2, low=0.0, high=width)
        self.tiers = max((tier for _, tier in self.labels), default=-1) + 1
        self.other_places = [self.scale.at(value) for value in strip.others]
        self.lanes = swarm(self.other_places, diameter=2 * DOT_RADIUS * 0.92)
        spread = max((abs(lane) for lane in self.lanes), default=0)
        self.step = min(2 * DOT_RADIUS * 0.92, 3.6 / max(spread, 1))
        self.band = 2 * max(OURS_RADIUS, DOT_RADIUS + spread * self.step) + 1.0
        self.height = TITLE_HEIGHT + self.tiers * TIER + self.band + TICK_ROW + REFERENCE_ROW * bool(strip.references)

    def draw(self, canvas: Canvas, top: float) -> None:
        middle = top + TITLE_HEIGHT + self.tiers * TIER + self.band / 2
        base = middle + self.band / 2
        self._title(canvas, top)
        self._axis(canvas, base)
        self._references(canvas, middle, base)
        for place, lane in zip(self.other_places, self.lanes, strict=True):
            canvas.dot(place, middle + lane * self.step, radius=DOT_RADIUS, colour=style.DOT)
        self._ours(canvas, top, middle)

    def _title(self, canvas: Canvas, top: float) -> None:
        title = f"{self.strip.title}（{self.strip.unit}）"
        canvas.text(0, top + 1.9, title, size=style.NAME, bold=True)
        if self.strip.lacking:
            note = f"{self.strip.lacking_word} {formats.enumeration(self.strip.lacking, last='、')}"
            canvas.text(self.width, top + 1.9, note, size=style.SMALL, colour=style.MUTED, anchor="right")

    def _axis(self, canvas: Canvas, base: float) -> None:
        canvas.lines([[(0, base), (self.width, base)]], colour=style.RULE, width=style.THIN)
        right = -1.0
        for tick in self.strip.ticks:
            x = self.scale.at(tick)
            text = formats.number(tick, formats.natural_decimals(tick))
            half = style.text_width(text, style.SMALL) / 2
            canvas.lines([[(x, base), (x, base + 0.9)]], colour=style.RULE, width=style.THIN)
            if x - half > right and x - half >= 0 and x + half <= self.width:
                canvas.text(x, base + 2.4, text, size=style.SMALL, colour=style.MUTED, anchor="center")
                right = x + half + 1.0

    def _references(self, canvas: Canvas, middle: float, base: float) -> None:
        texts = [f"{r.word} {r.figure.text}" for r in self.strip.references]
        places = [self.scale.at(r.figure.exact) for r in self.strip.references]
        widths = [style.text_width(text, style.SMALL) for text in texts]
        for reference, text, place, label in zip(self.strip.references, texts, places, _side_by_side(places, widths, self.width), strict=True):
            colour = style.REFERENCE if reference.dashed else style.INK
            upper = middle - self.band / 2
            canvas.lines([[(place, upper), (place, base + TICK_ROW + 0.6)]], colour=colour, width=style.THIN, dash=reference.dashed)
            canvas.text(label, base + TICK_ROW + 2.1, text, size=style.SMALL, colour=colour, anchor="center", figure=reference.figure.id)
            canvas.mark(reference.figure.id, place, middle)

    def _ours(self, canvas: Canvas, top: float, middle: float) -> None:
        for point, text, (x, tier) in zip(self.ours, self.texts, self.labels, strict=True):
            place = self.scale.at(point.figure.exact)
            y = top + TITLE_HEIGHT + (self.tiers - 1 - tier) * TIER + TIER / 2
            canvas.lines([[(place, y + 1.4), (place, middle)]], colour=style.ACCENT, width=style.HAIRLINE)
            canvas.text(x, y, text, size=style.LABEL, colour=style.ACCENT, anchor="center", bold=True, figure=point.figure.id)
        for point in self.ours:
            place = self.scale.at(point.figure.exact)
            canvas.dot(place, middle, radius=OURS_RADIUS, colour=style.ACCENT)
            canvas.mark(point.figure.id, place, middle)


def _side_by_side(places: Sequence[float], widths: Sequence[float], width: float) -> list[float]:
    """Return centres for labels on one line: each as near its place as its neighbours allow."""
    order = sorted(range(len(places)), key=lambda i: (places[i], i))
    centres = [min(max(places[i], widths[i] / 2), width - widths[i] / 2) for i in range(len(places))]
    for left, right in zip(order, order[1:], strict=False):
        need = (widths[left] + widths[right]) / 2 + 1.5
        overlap = need - (centres[right] - centres[left])
        if overlap > 0:
            centres[left] -= overlap / 2
            centres[right] += overlap / 2
            shift = max(0.0, widths[left] / 2 - centres[left]) - max(0.0, centres[right] + widths[right] / 2 - width)
            centres[left] += shift
            centres[right] += shift
    return centres
