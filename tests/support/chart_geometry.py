"""Where the texts and marks of a drawing lie, measured from the drawing itself and from its SVG."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple
from xml.etree import ElementTree

from generator.charts import style
from generator.charts.canvas import Drawing, Label
from generator.ledger.figure import Figure, Formula
from generator.ledger.ids import FigureId

SMALLEST = 8.0
"""No text of a chart is smaller, in points."""
TOUCH = 0.15
"""mm by which boxes may meet: the ink of glyphs ends before their advance width does."""
INK_HEIGHT = 0.80
"""Height of the ink of a Japanese glyph as a share of the type size."""
SVG = "{http://www.w3.org/2000/svg}"


class Box(NamedTuple):
    """A rectangle in mm, y downwards."""

    left: float
    right: float
    top: float
    bottom: float


class Text(NamedTuple):
    """A text as the SVG sets it: place in mm, size in points, weight, anchor."""

    text: str
    x: float
    y: float
    size: float
    bold: bool
    anchor: str


def texts_of(drawing: Drawing) -> list[Text]:
    """The texts of the SVG in drawing order."""
    root = ElementTree.fromstring(drawing.svg)
    return [_text(element) for element in root.iter(f"{SVG}text")]


def _text(element: ElementTree.Element) -> Text:
    css = element.get("style", "")
    size = re.search(r"([\d.]+)px", css)
    assert size is not None, css
    place = re.search(r"translate\(([-\d.]+)[ ,]+([-\d.]+)\)", element.get("transform", ""))
    x, y = (
        (float(place[1]), float(place[2]))
        if place
        else (float(element.get("x", "nan")), float(element.get("y", "nan")))
    )
    anchor = re.search(r"text-anchor: (\w+)", css)
    names = {"start": "left", "middle": "center", "end": "right"}
    unit = style.POINT_MM
    bold = bool(re.search(r"font: (?:700|bold)|font-weight: (?:700|bold)", css))
    return Text(
        "".join(element.itertext()), x * unit, y * unit, float(size[1]), bold, names[anchor[1]] if anchor else "left"
    )


def box(label: Label, *, bold: bool) -> Box:
    """The rectangle that the label's ink takes."""
    width = style.text_width(label.text, label.size, bold=bold)
    half = label.size * style.POINT_MM * INK_HEIGHT / 2
    left = {"left": label.x, "center": label.x - width / 2, "right": label.x - width}[label.anchor]
    return Box(left, left + width, label.y - half, label.y + half)


def boxes(drawing: Drawing) -> list[tuple[Label, Box]]:
    """Each label with its rectangle; the SVG tells which are bold."""
    texts = texts_of(drawing)
    assert len(texts) == len(drawing.labels)
    return [(label, box(label, bold=text.bold)) for label, text in zip(drawing.labels, texts, strict=True)]


def meet(one: Box, other: Box, *, by: float = TOUCH) -> bool:
    """Whether two rectangles cover each other by more than ``by`` mm both ways."""
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across > by and down > by


def faults(drawing: Drawing) -> Iterator[str]:
    """What a reader would complain of: labels on each other, off the sheet, or too small."""
    placed = boxes(drawing)
    for (one, first), (other, second) in combinations(placed, 2):
        if meet(first, second):
            yield f"{drawing.name}: 「{one.text}」 covers 「{other.text}」"
    for label, where in placed:
        inside = where.left >= -TOUCH and where.right <= drawing.width + TOUCH
        if not (inside and where.top >= -TOUCH and where.bottom <= drawing.height + TOUCH):
            yield f"{drawing.name}: 「{label.text}」 leaves the sheet ({where}, {drawing.width} × {drawing.height})"
        if label.size < SMALLEST:
            yield f"{drawing.name}: 「{label.text}」 in {label.size} pt"


class Shape(NamedTuple):
    """A filled path of the SVG: its colours and its extent in mm."""

    fill: str
    edge: str
    extent: Box

    @property
    def centre(self) -> tuple[float, float]:
        """The middle of the extent."""
        return (self.extent.left + self.extent.right) / 2, (self.extent.top + self.extent.bottom) / 2


def shapes_of(drawing: Drawing) -> list[Shape]:
    """The shapes of the SVG in drawing order: each part of a path, each place where a marker is used."""
    root = ElementTree.fromstring(drawing.svg)
    markers = {path.get("id"): path for defs in root.iter(f"{SVG}defs") for path in defs.iter(f"{SVG}path")}
    drawn = [element for element in root.iter() if element not in markers.values()]
    return [shape for element in drawn for shape in _shapes(element, markers)]


def _shapes(element: ElementTree.Element, markers: dict[str | None, ElementTree.Element]) -> Iterator[Shape]:
    css = dict(part.split(": ", 1) for part in element.get("style", "").split("; ") if ": " in part)
    if element.tag == f"{SVG}path" and element.get("d"):
        outlines = element.attrib["d"].split("M")[1:]
    elif element.tag == f"{SVG}use":
        outlines = [markers[element.attrib["{http://www.w3.org/1999/xlink}href"].removeprefix("#")].attrib["d"]]
    else:
        return
    x, y = (float(element.get(name, "0")) for name in ("x", "y"))
    for outline in outlines:
        yield Shape(css.get("fill", ""), css.get("stroke", "none"), _extent(outline, x, y))


def _extent(outline: str, x: float, y: float) -> Box:
    numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?(?:e-?\d+)?", outline)]
    xs, ys = ([(n + by) * style.POINT_MM for n in some] for some, by in ((numbers[0::2], x), (numbers[1::2], y)))
    return Box(min(xs), max(xs), min(ys), max(ys))


def figure(name: str, value: Decimal | str | None, *, unit: str = "％", decimals: int = 1) -> Figure:
    """A figure to draw."""
    exact = None if value is None else Decimal(value)
    return Figure(FigureId.parse(name), name, exact, unit, decimals, Formula.PRINTED)
