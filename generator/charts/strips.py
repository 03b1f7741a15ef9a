"""Strip plots: every respondent a grey dot, ours coloured and named, with 全国値 and the median."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from generator import formats
from generator.charts import axis, style
from generator.charts.canvas import Anchor, Canvas, Drawing
from generator.charts.scales import Flag, Scale, flags, swarm
from generator.ledger.figure import Figure

TITLE_HEIGHT = 4.6
TIER = 2.8
DOT_RADIUS = 0.85
OURS_RADIUS = 1.25
SPREAD = 1.8
"""How far the outermost dots lie off the line, in mm."""
GAP = 1.5
FLAG_GAP = 2.0
OFFSET = 0.9
"""Between a leader and its text, in mm."""
HALO = 2.2
"""Width in points of the white line under a reference line that runs through dots."""
MOST_NAMED = 8


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
    """One indicator: heading, axis, the other respondents' values, ours, and what to compare with.

    ``absent`` names those of ours without a figure, under the word for why; ``log_word`` says that the axis is not
    even, ``few_named`` that not all dots bear their names.
    """

    title: str
    unit: str
    kind: Literal["linear", "log"]
    low: float
    high: float
    ticks: tuple[Decimal, ...]
    others: tuple[Decimal, ...]
    ours: tuple[Point, ...]
    references: tuple[Reference, ...]
    absent: tuple[tuple[str, tuple[str, ...]], ...]
    log_word: str
    few_named: str


def draw_strips(
    name: str, strips: Sequence[Strip], *, width: float, margin: float = 0.0, most_tiers: int | None = None
) -> Drawing:
    """Draw the strips under each other, ``width`` mm wide; the height follows from the labels.

    With a ``margin`` the headings stand in a column of that width on the left, otherwise above each strip. Where the
    labels of all strips would need more than ``most_tiers`` or one has more than MOST_NAMED, only the lowest and the
    highest are named (``abridged``); without ``most_tiers`` a strip names as many as it may, half from either end.
    """
    plans = [_Plan(strip, width, margin) for strip in strips]
    if most_tiers is not None and (
        sum(plan.tiers for plan in plans) > most_tiers or any(len(plan.named) < len(plan.ours) for plan in plans)
    ):
        plans = [_Plan(strip, width, margin, most=2) for strip in strips]
    canvas = Canvas(width, sum(plan.height for plan in plans) + GAP * (len(plans) - 1))
    top = 0.0
    for plan in plans:
        plan.draw(canvas, top)
        top += plan.height + GAP
    return canvas.finish(
        name,
        abridged=any(len(plan.named) < len(plan.ours) for plan in plans),
        beyond=any(plan.beyond for plan in plans),
    )


class _Plan:
    """Where everything of one strip goes, decided before the sheet's height is known."""

    def __init__(self, strip: Strip, width: float, margin: float, *, most: int = MOST_NAMED) -> None:
        self.strip = strip
        self.width = width
        self.margin = margin
        self.ours = sorted((p for p in strip.ours if p.figure.present), key=lambda p: p.figure.exact)
        self.scale = Scale.over(
            (*strip.others, *(p.figure.exact for p in self.ours)),
            strip.low,
            strip.high,
            start=margin + 3.0,
            end=width - 3.0,
            kind=strip.kind,
            apart=axis.ZERO_APART,
        )
        self.named = self._choose(most)
        self.texts = [f"{p.name} {p.figure.marked}" for p in self.named]
        try:
            self.flags = self._flags()
        except ValueError:
            # More or longer names than the sheet holds: the two ends, cut to a third of the width at most.
            self.named = self._choose(2)
            self.texts = [self._cut(f"{p.name} {p.figure.marked}", f" {p.figure.marked}") for p in self.named]
            self.flags = self._flags()
        self.tiers = max((flag.tier for flag in self.flags), default=-1) + 1
        self.other_places = [self.scale.at(value) for value in strip.others]
        self.lanes = swarm(self.other_places, diameter=2 * DOT_RADIUS * 0.92)
        spread = max((abs(lane) for lane in self.lanes), default=0)
        self.step = min(2 * DOT_RADIUS * 0.92, SPREAD / max(spread, 1))
        self.band = 2 * max(OURS_RADIUS, DOT_RADIUS + spread * self.step) + 1.0
        self.head = 0.0 if margin else TITLE_HEIGHT
        self.height = self.head + max(self.tiers, 1 if margin else 0) * TIER + self.band + axis.HEIGHT

    def _choose(self, most: int) -> list[Point]:
        half = most // 2
        return [*self.ours[:half], *self.ours[-half:]] if len(self.ours) > most else self.ours

    def _cut(self, text: str, tail: str) -> str:
        """Shorten the name before ``tail`` until the whole takes a third of the width."""
        name = text.removesuffix(tail)
        while len(name) > 2 and style.text_width(name + tail, style.LABEL, bold=True) > (self.width - self.margin) / 3:
            name = formats.shorten(name, len(name) - 1)
        return name + tail

    def _flags(self) -> list[Flag]:
        places = [self.scale.at(p.figure.exact) for p in self.named]
        widths = [style.text_width(text, style.LABEL, bold=True) + OFFSET + 0.2 for text in self.texts]
        shifted = flags([place - self.margin for place in places], widths, gap=FLAG_GAP, width=self.width - self.margin)
        return [Flag(f.place + self.margin, f.left + self.margin, f.right + self.margin, f.tier) for f in shifted]

    @property
    def beyond(self) -> bool:
        """Whether a value lies off the axis."""
        return not all(map(self.scale.holds, (*self.strip.others, *(point.figure.exact for point in self.ours))))

    def draw(self, canvas: Canvas, top: float) -> None:
        base = top + self.height - axis.HEIGHT
        middle = base - self.band / 2
        self._title(canvas, top, middle)
        numbers = axis.draw_axis(canvas, self.scale, self.strip.ticks, base=base, left=self.margin)
        heights = [middle + lane * self.step for lane in self.lanes]
        others = zip(self.strip.others, self.other_places, heights, strict=True)
        self._dots(canvas, others, radius=DOT_RADIUS, colour=style.DOT)
        taken = self._references(canvas, middle, base, numbers)
        self._note(canvas, top, base, taken)
        self._ours(canvas, middle)

    def _dots(
        self, canvas: Canvas, data: Iterable[tuple[Decimal, float, float]], *, radius: float, colour: str
    ) -> None:
        """Draw a dot for each value at its place; a value beyond the axis is an open one at its end."""
        within: list[tuple[float, float]] = []
        beyond: list[tuple[float, float]] = []
        for value, x, y in data:
            (within if self.scale.holds(value) else beyond).append((x, y))
        canvas.dots(within, radius=radius, colour=colour)
        canvas.dots(beyond, radius=radius, colour=style.PAPER, edge=colour, width=style.THIN)

    def _title(self, canvas: Canvas, top: float, middle: float) -> None:
        """Set heading and unit; a strip without a title of its own still says that its axis is logarithmic."""
        kind = self.strip.log_word if self.strip.kind == "log" else ""
        if self.margin:
            canvas.text(0, middle - 1.6, self.strip.title, size=style.NAME, bold=True)
            unit = f"{self.strip.unit}（{kind}）" if kind else self.strip.unit
            canvas.text(0, middle + 2.0, unit, size=style.SMALL, colour=style.MUTED)
        elif self.strip.title:
            unit = "、".join(word for word in (self.strip.unit, kind) if word)
            canvas.text(0, top + 1.9, f"{self.strip.title}（{unit}）", size=style.NAME, bold=True)
        elif kind:
            canvas.text(0, top + 1.9, kind, size=style.SMALL, colour=style.MUTED)

    def _note(self, canvas: Canvas, top: float, base: float, taken: Sequence[axis.Stretch]) -> None:
        """Say who has no figure: beside the heading, or without one beside the words of the reference lines."""
        if not self.margin:
            few = self.strip.few_named if len(self.named) < len(self.ours) else ""
            text = "　".join(part for part in (self._absent(self.width * 0.6), few) if part)
            if text:
                canvas.text(self.width, top + 1.9, text, size=style.SMALL, colour=style.MUTED, anchor="right")
            return
        before = min((start for start, _ in taken), default=self.width) - self.margin - 3.0
        after = self.width - max((end for _, end in taken), default=self.margin) - 3.0
        anchor: Anchor = "right" if after >= before or self._absent(after) == self._absent(self.width) else "left"
        x = self.width if anchor == "right" else self.margin
        if text := self._absent(max(after, before)):
            canvas.text(x, base + axis.BELOW, text, size=style.SMALL, colour=style.MUTED, anchor=anchor)

    def _absent(self, room: float) -> str:
        """Return the names without a figure, as many as fit into ``room`` mm."""
        for count in range(max((len(names) for _, names in self.strip.absent), default=0), 0, -1):
            parts = (
                f"{word} {'、'.join(names[:count])}{'など' if count < len(names) else ''}"
                for word, names in self.strip.absent
            )
            text = "　".join(parts)
            if style.text_width(text, style.SMALL) <= room:
                return text
        return ""

    def _references(
        self, canvas: Canvas, middle: float, base: float, numbers: Sequence[axis.Stretch]
    ) -> list[axis.Stretch]:
        """Draw the reference lines over the dots, their words under the axis; returns the stretches these take."""
        references = self.strip.references
        texts = [f"{r.word} {r.figure.text}" for r in references]
        places = [self.scale.at(r.figure.exact) for r in references]
        widths = [style.text_width(text, style.SMALL) for text in texts]
        centres = axis.side_by_side(places, widths, self.width)
        for reference, text, place, centre in zip(references, texts, places, centres, strict=True):
            colour = style.REFERENCE if reference.dashed else style.INK
            top = middle - self.band / 2 + 0.6
            canvas.lines([[(place, top), (place, base)]], colour=style.PAPER, width=HALO)
            foot = axis.line_foot(place, numbers, base)
            canvas.lines([[(place, top), (place, foot)]], colour=colour, width=style.THIN, dash=reference.dashed)
            y = base + axis.BELOW
            canvas.text(centre, y, text, size=style.SMALL, colour=colour, anchor="center", figure=reference.figure.id)
            canvas.mark(reference.figure.id, place, middle)
        return [(centre - width / 2, centre + width / 2) for centre, width in zip(centres, widths, strict=True)]

    def _ours(self, canvas: Canvas, middle: float) -> None:
        foot = middle - self.band / 2
        leaders, labels = [], []
        for point, text, flag in zip(self.named, self.texts, self.flags, strict=True):
            y = foot - flag.tier * TIER - TIER / 2
            anchor: Anchor = "right" if flag.right <= flag.place else "left"
            if flag.spans:
                x, leader = flag.left + OFFSET, [(flag.place, y + 1.4), (flag.place, middle)]
            else:
                # The leader bends towards its text, so that a text between two leaders hangs on one of them.
                side = -1 if anchor == "right" else 1
                x = flag.place + side * OFFSET
                leader = [(flag.place + side * OFFSET * 0.7, y), (flag.place, y), (flag.place, middle)]
            leaders.append(leader)
            labels.append((x, y, text, anchor, point.figure.id))
        canvas.lines(leaders, colour=style.ACCENT, width=style.HAIRLINE)
        for x, y, text, anchor, figure in labels:
            canvas.text(x, y, text, size=style.LABEL, colour=style.ACCENT, anchor=anchor, bold=True, figure=figure)
        places = [(point.figure.exact, self.scale.at(point.figure.exact), middle) for point in self.ours]
        self._dots(canvas, places, radius=OURS_RADIUS, colour=style.ACCENT)
        for point, (_, x, _) in zip(self.ours, places, strict=True):
            canvas.mark(point.figure.id, x, middle)
