"""Results as a share of their targets: one bar a target, the axis capped, the true share printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.charts import style
from generator.charts.canvas import Canvas, Drawing
from generator.charts.scales import Scale
from generator.ledger.figure import Figure

ROW = 7.4
HEAD = 5.0
NAME_WIDTH = 72.0
SHARE_WIDTH = 16.0
BEFORE = 5.5
"""Between the axis' end, over which its number stands, and the shares, in mm."""
EDGE = 2.0
BAR = 3.2
CAP = 150.0
PERCENT = "％"


@dataclass(frozen=True, slots=True)
class TargetBar:
    """One target with a comparable result: its lines of text, sign, share in ％, and the printed pair."""

    lines: tuple[str, ...]
    sign: str
    share: Figure
    result: Figure
    target: Figure
    unit: str
    met: bool
    decided: bool


@dataclass(frozen=True, slots=True)
class BarWords:
    """The printed words of the chart: of the line at 100 ％, and over the two columns of numbers."""

    target: str
    share: str
    pair: str


def wrap(text: str, *, size: float, width: float, most: int = 2) -> tuple[str, ...]:
    """Break the text into at most ``most`` lines of ``width`` mm; what does not fit ends in 「…」."""
    lines: list[str] = []
    rest = text
    while rest and len(lines) < most:
        cut = len(rest)
        last = len(lines) == most - 1
        while style.text_width(rest[:cut] + ("…" if last and cut < len(rest) else ""), size) > width:
            cut -= 1
        lines.append(rest[:cut] + ("…" if last and cut < len(rest) else ""))
        rest = rest[cut:]
    return tuple(lines)


def numbers_width(bars: Iterable[TargetBar], words: BarWords) -> float:
    """Return the mm that result and target take at most; charts to be compared share the width of all their bars."""
    return max(style.text_width(text, style.SMALL) for text in (words.pair, *(_pair(bar) for bar in bars)))


def draw_achievement(name: str, bars: Sequence[TargetBar], words: BarWords, *, numbers: float, width: float) -> Drawing:
    """Draw the bars under each other; the vertical line marks 100 ％ of the target, ``numbers`` mm hold the pairs."""
    height = HEAD + ROW * len(bars)
    canvas = Canvas(width, height)
    scale = Scale(0.0, CAP, NAME_WIDTH, width - (BEFORE + SHARE_WIDTH + numbers + EDGE))
    for tick in (0, 50, 100, 150):
        text = f"{words.target} {tick}％" if tick == 100 else f"{tick}％"
        canvas.text(scale.at(tick), 2.0, text, size=style.SMALL, colour=style.MUTED, anchor="center")
        canvas.lines(
            [[(scale.at(tick), HEAD - 0.8), (scale.at(tick), height)]], colour=style.RULE, width=style.HAIRLINE
        )
    right = scale.end + BEFORE
    canvas.text(right, 2.0, words.share, size=style.SMALL, colour=style.MUTED)
    canvas.text(right + SHARE_WIDTH, 2.0, words.pair, size=style.SMALL, colour=style.MUTED)
    for index, bar in enumerate(bars):
        _bar(canvas, scale, HEAD + ROW * index, bar, width)
    hundred = scale.at(100)
    canvas.lines([[(hundred, HEAD - 0.8), (hundred, height)]], colour=style.INK, width=style.MEDIUM)
    return canvas.finish(name)


def _bar(canvas: Canvas, scale: Scale, top: float, bar: TargetBar, width: float) -> None:
    middle = top + ROW / 2
    canvas.lines([[(0, top), (width, top)]], colour=style.RULE, width=style.HAIRLINE)
    for index, line in enumerate(bar.lines):
        offset = (index - (len(bar.lines) - 1) / 2) * 3.2
        canvas.text(4.2, middle + offset, line, size=style.LABEL)
    canvas.text(0.2, middle, bar.sign, size=style.NAME, colour=style.ACCENT if bar.met else style.INK)
    end = scale.at(bar.share.exact)
    colour = style.ACCENT if bar.met else style.DOT
    if bar.decided:
        canvas.box(scale.start, middle - BAR / 2, end - scale.start, BAR, fill=colour)
    else:
        canvas.box(
            scale.start, middle - BAR / 2, end - scale.start, BAR, fill=style.PAPER, edge=style.MUTED, line=style.THIN
        )
    if float(bar.share.exact) > CAP:
        canvas.lines(
            [
                [(end - 1.6, middle + BAR), (end - 0.2, middle - BAR)],
                [(end - 3.0, middle + BAR), (end - 1.6, middle - BAR)],
            ],
            colour=style.PAPER,
            width=style.MEDIUM,
        )
    canvas.mark(bar.share.id, end, middle)
    right = scale.end + BEFORE
    canvas.text(right, middle, f"{bar.share.text}％", size=style.LABEL, bold=True, figure=bar.share.id)
    x = right + SHARE_WIDTH
    for text, figure in _pieces(bar):
        canvas.text(x, middle, text, size=style.SMALL, colour=style.MUTED, figure=figure)
        x += style.text_width(text, style.SMALL) + 0.2


def _pieces(bar: TargetBar) -> list[tuple[str, str | None]]:
    """Return result and target as they are printed: 「31.5％／50％」, but a unit with words of its own only once."""
    pieces: list[tuple[str, str | None]] = [
        (bar.result.text, bar.result.id),
        ("／", None),
        (bar.target.text, bar.target.id),
    ]
    if bar.unit == PERCENT:
        return [(text + PERCENT if figure else text, figure) for text, figure in pieces]
    return [*pieces, (f"（{bar.unit}）", None)]


def _pair(bar: TargetBar) -> str:
    """Return result and target with room between the pieces."""
    return " ".join(text for text, _ in _pieces(bar))
