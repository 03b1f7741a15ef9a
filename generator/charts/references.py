"""Values to compare with: lines behind the dots, and their words under the axis, each with a sample of its line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from generator.charts import style
from generator.charts.canvas import Canvas
from generator.charts.scales import Scale
from generator.ledger.figure import Figure

SAMPLE = 4.4
"""Length in mm of the stroke before a reference's words."""
AFTER = 0.9
APART = 3.0
"""Between two references' words on one line, in mm."""


class Line(Enum):
    """How a reference is drawn: the colour, the weight in points, stroke and gap in line widths."""

    MEDIAN = (style.INK, style.MEDIUM, None)
    NATION = (style.INK, style.MEDIUM, style.DASHED)
    PREFECTURE = (style.ACCENT, style.MEDIUM, style.DOTTED)


@dataclass(frozen=True, slots=True)
class Reference:
    """A value to compare with: the word printed, its figure, and its line."""

    word: str
    figure: Figure
    line: Line

    @property
    def text(self) -> str:
        """Return what is printed: 「中央値 28.5」."""
        return f"{self.word} {self.figure.marked}"

    @property
    def width(self) -> float:
        """Return the mm that sample and words take."""
        return SAMPLE + AFTER + style.text_width(self.text, style.SMALL)


def draw_lines(
    canvas: Canvas, scale: Scale, references: Sequence[Reference], *, top: float, base: float, feet: Sequence[float]
) -> None:
    """Draw each line from ``top`` to its foot, to be covered by the dots, and remember it as a mark."""
    for reference, foot in zip(references, feet, strict=True):
        colour, width, dash = reference.line.value
        place = scale.at(reference.figure.exact)
        canvas.lines([[(place, top), (place, foot)]], colour=colour, width=width, dash=dash)
        canvas.mark(reference.figure.id, place, (top + base) / 2)


def lefts(scale: Scale, references: Sequence[Reference], *, left: float, right: float) -> list[float]:
    """Return where the words begin: each as near under its line as its neighbours allow."""
    places = [scale.at(reference.figure.exact) - left for reference in references]
    widths = [reference.width for reference in references]
    centres = side_by_side(places, widths, right - left)
    return [left + centre - width / 2 for centre, width in zip(centres, widths, strict=True)]


def draw_word(canvas: Canvas, reference: Reference, x: float, y: float) -> None:
    """Set the sample and the words from ``x`` on."""
    colour, width, dash = reference.line.value
    canvas.lines([[(x, y), (x + SAMPLE, y)]], colour=colour, width=width, dash=dash)
    canvas.text(x + SAMPLE + AFTER, y, reference.text, size=style.SMALL, colour=colour, figure=reference.figure.id)


def side_by_side(places: Sequence[float], widths: Sequence[float], width: float) -> list[float]:
    """Return centres for words on one line of ``width`` mm, in the order of their places and as near them as may be.

    Words that are wider than the line altogether run over its end.
    """
    order = sorted(range(len(places)), key=lambda i: (places[i], i))
    centres = [min(max(place, size / 2), width - size / 2) for place, size in zip(places, widths, strict=True)]
    for _ in order:
        for one, other in pairwise(order):
            overlap = (widths[one] + widths[other]) / 2 + APART - (centres[other] - centres[one])
            if overlap > 0:
                centres[one] -= overlap / 2
                centres[other] += overlap / 2
        end = width
        for index in reversed(order):
            centres[index] = min(centres[index], end - widths[index] / 2)
            end = centres[index] - widths[index] / 2 - APART
        start = 0.0
        for index in order:
            centres[index] = max(centres[index], start + widths[index] / 2)
            start = centres[index] + widths[index] / 2 + APART
    return centres
