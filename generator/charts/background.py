"""Strips of the background indicators: names at the dots on paper, listed under each axis on a phone."""

from __future__ import annotations

from collections.abc import Sequence

from generator import formats
from generator.charts import field, references, style
from generator.charts.canvas import Anchor, Canvas, Drawing
from generator.charts.field import BELOW, TICK, Field, Point, Strip
from generator.charts.scales import Flag, flags

MARGIN = 29.0
"""Width in mm of the column with the headings."""
TIER = 3.6
GAP = 2.6
FLAG_GAP = 2.0
OFFSET = 0.9
"""Between a leader and its text, in mm."""
OVER = 0.7
"""Between the lowest names and the dots' field, in mm."""
FOOT = BELOW + 1.6
MOST_NAMED = 8
LINE = 4.0
"""Height in mm of a line of the list under a narrow strip."""
SPACE = 3.2
"""Between two names of that list, in mm."""
HEAD = 4.4


def draw_background(name: str, strips: Sequence[Strip], *, width: float) -> Drawing:
    """Draw the strips under each other with their headings on the left; the height follows from the labels."""
    plans = [_Wide(strip, width) for strip in strips]
    return _stack(name, plans, width)


def draw_narrow_background(name: str, strips: Sequence[Strip], *, width: float) -> Drawing:
    """Draw the strips for a phone: the heading above each, names and values listed under its axis."""
    plans = [_Narrow(strip, width) for strip in strips]
    return _stack(name, plans, width)


def _stack(name: str, plans: Sequence[_Wide] | Sequence[_Narrow], width: float) -> Drawing:
    canvas = Canvas(width, sum(plan.height for plan in plans) + GAP * (len(plans) - 1))
    top = 0.0
    for plan in plans:
        if top:
            canvas.lines([[(0, top - GAP / 2), (width, top - GAP / 2)]], colour=style.RULE, width=style.HAIRLINE)
        plan.draw(canvas, top)
        top += plan.height + GAP
    abridged = any(len(plan.named) < len(plan.field.ours) for plan in plans)
    return canvas.finish(name, abridged=abridged, beyond=any(plan.field.beyond for plan in plans))


class _Wide:
    """Where everything of a strip goes whose names stand over their dots."""

    def __init__(self, strip: Strip, width: float) -> None:
        self.strip, self.width = strip, width
        self.field = Field(strip, start=MARGIN, end=width)
        self.named = self.field.choose(MOST_NAMED)
        self.texts = [point.text for point in self.named]
        try:
            self.flags = self._flags()
        except ValueError:
            # More or longer names than the sheet holds: the two ends, cut to a third of the width at most.
            self.named = self.field.choose(2)
            self.texts = [_cut(point, width / 3) for point in self.named]
            self.flags = self._flags()
        tiers = max((flag.tier for flag in self.flags), default=0) + 1
        self.height = tiers * TIER + OVER + self.field.height + FOOT

    def _flags(self) -> list[Flag]:
        places = [self.field.scale.at(point.figure.exact) for point in self.named]
        widths = [style.text_width(text, style.LABEL, bold=True) + OFFSET + 0.2 for text in self.texts]
        return flags(places, widths, gap=FLAG_GAP, width=self.width)

    def draw(self, canvas: Canvas, top: float) -> None:
        base = top + self.height - FOOT
        middle = base - self.field.height / 2
        # Low enough for names that run out over the headings' column.
        canvas.text(0, base - 1.2, self.strip.title, size=style.NAME, bold=True)
        canvas.text(0, base + field.NUMBERS, self.strip.unit, size=style.SMALL, colour=style.MUTED)
        taken = self._words(canvas, base)
        self._note(canvas, base + BELOW, taken)
        self._names(canvas, base - self.field.height - OVER, middle)
        self.field.draw_ours(canvas, base)

    def _words(self, canvas: Canvas, base: float) -> list[tuple[float, float]]:
        """Draw the ground and the words under it; a line runs down to its words where these lie under it."""
        lines, scale = self.strip.references, self.field.scale
        lefts = references.lefts(scale, lines, left=MARGIN, right=self.width)
        taken = [(left, left + reference.width) for left, reference in zip(lefts, lines, strict=True)]
        ends, ticks = (MARGIN, self.width), self.strip.axis.ticks
        self.field.draw_ground(canvas, base, field.feet(scale, lines, lefts, ticks=ticks, ends=ends, base=base))
        for reference, left in zip(lines, lefts, strict=True):
            references.draw_word(canvas, reference, left, base + BELOW)
        return taken

    def _note(self, canvas: Canvas, y: float, taken: Sequence[tuple[float, float]]) -> None:
        """Say who has no figure, on the side of the references' words that has more room."""
        before = min((start for start, _ in taken), default=self.width) - MARGIN - 3.0
        after = self.width - max((end for _, end in taken), default=MARGIN) - 3.0
        few = self.strip.few_named if len(self.named) < len(self.field.ours) else ""
        text = _absent(self.strip, max(before, after), few)
        if text and after >= before:
            canvas.text(self.width, y, text, size=style.SMALL, colour=style.MUTED, anchor="right")
        elif text:
            canvas.text(MARGIN, y, text, size=style.SMALL, colour=style.MUTED)

    def _names(self, canvas: Canvas, foot: float, middle: float) -> None:
        leaders, labels = [], []
        for point, text, flag in zip(self.named, self.texts, self.flags, strict=True):
            y, dot = foot - flag.tier * TIER - TIER / 2, middle + self.field.offset(point)
            anchor: Anchor = "right" if flag.right <= flag.place else "left"
            if flag.spans:
                x, leader = flag.left + OFFSET, [(flag.place, y + 1.5), (flag.place, dot)]
            else:
                # The leader bends towards its text, so that a text between two leaders hangs on one of them.
                side = -1 if anchor == "right" else 1
                x = flag.place + side * OFFSET
                leader = [(flag.place + side * OFFSET * 0.7, y), (flag.place, y), (flag.place, dot)]
            leaders.append(leader)
            labels.append((x, y, text, anchor, point.figure.id))
        canvas.lines(leaders, colour=style.ACCENT, width=style.HAIRLINE)
        for x, y, text, anchor, figure in labels:
            canvas.text(x, y, text, size=style.LABEL, colour=style.ACCENT, anchor=anchor, bold=True, figure=figure)


class _Narrow:
    """Where everything of a strip goes whose names are listed under its axis, from left to right as the dots lie."""

    def __init__(self, strip: Strip, width: float) -> None:
        self.strip, self.width = strip, width
        self.field = Field(strip, start=0.0, end=width)
        self.named = self.field.choose(MOST_NAMED)
        self.texts = [_cut(point, width) for point in self.named]
        self.rows = flow([style.text_width(text, style.LABEL, bold=True) for text in self.texts], SPACE, width)
        self.words = flow([reference.width for reference in strip.references], references.APART, width)
        few = strip.few_named if len(self.named) < len(self.field.ours) else ""
        self.note = _absent(strip, width, few)
        lines = _lines(self.rows) + _lines(self.words) + bool(self.note)
        self.height = HEAD + self.field.height + BELOW - 1.4 + LINE * lines

    def draw(self, canvas: Canvas, top: float) -> None:
        base = top + HEAD + self.field.height
        heading = f"{self.strip.title}（{self.strip.unit}）"
        canvas.text(0, top + 1.9, heading, size=style.NAME, bold=True)
        self.field.draw_ground(canvas, base, [base + TICK] * len(self.strip.references))
        self.field.draw_ours(canvas, base)
        y = base + BELOW
        for reference, (line, x) in zip(self.strip.references, self.words, strict=True):
            references.draw_word(canvas, reference, x, y + line * LINE)
        y += _lines(self.words) * LINE
        for point, text, (line, x) in zip(self.named, self.texts, self.rows, strict=True):
            where = (x, y + line * LINE)
            canvas.text(*where, text, size=style.LABEL, colour=style.ACCENT, bold=True, figure=point.figure.id)
        if self.note:
            canvas.text(0, y + _lines(self.rows) * LINE, self.note, size=style.SMALL, colour=style.MUTED)


def _cut(point: Point, room: float) -> str:
    """Return name and figure, the name cut where both would need more than ``room`` mm."""
    name, tail = point.name, f" {point.figure.marked}"
    while len(name) > 2 and style.text_width(name + tail, style.LABEL, bold=True) > room:
        name = formats.shorten(name, len(name) - 1)
    return name + tail


def flow(widths: Sequence[float], space: float, width: float) -> list[tuple[int, float]]:
    """Return line and left edge of pieces set one after the other, a new line begun where the next does not fit."""
    placed: list[tuple[int, float]] = []
    line, x = 0, 0.0
    for piece in widths:
        if x > 0 and x + piece > width:
            line, x = line + 1, 0.0
        placed.append((line, x))
        x += piece + space
    return placed


def _lines(placed: Sequence[tuple[int, float]]) -> int:
    return placed[-1][0] + 1 if placed else 0


def _absent(strip: Strip, room: float, few: str) -> str:
    """Return the names without a figure, as many as fit into ``room`` mm, and what is said of the others' names."""
    longest = max((len(names) for _, names in strip.absent), default=0)
    for count in range(longest, 0, -1):
        parts = [
            f"{word} {'、'.join(names[:count])}{'など' if count < len(names) else ''}" for word, names in strip.absent
        ]
        text = "　".join((*parts, *((few,) if few else ())))
        if style.text_width(text, style.SMALL) <= room:
            return text
    return few if style.text_width(few, style.SMALL) <= room else ""
