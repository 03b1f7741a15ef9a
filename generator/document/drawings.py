"""Drawings placed in the document: the SVG as a data URI, its size, its alternative text, and what was printed in it."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Any, Final

from jinja2 import Environment

from generator.charts.canvas import Drawing
from generator.document.environment import faults_told, spoken

ALTERNATIVES: Final = "document/sentences/alternatives.j2"


@dataclass(frozen=True, slots=True)
class PlacedDrawing:
    """What the templates need of a chart; ``said`` are the figures in its alternative text, which is plain.

    ``narrow`` shows the same on a phone, where the HTML twin puts it in the drawing's place.
    """

    name: str
    source: str
    width: float
    height: float
    alt: str
    said: tuple[tuple[str, str], ...]
    drawing: Drawing
    narrow: PlacedDrawing | None = None


def place(
    environment: Environment, drawing: Drawing, words: str, *, narrow: Drawing | None = None, **slots: Any
) -> PlacedDrawing:
    """Return the drawing with the alternative text that macro ``words`` of ``ALTERNATIVES`` makes of ``slots``."""
    with faults_told(ALTERNATIVES):
        alt, said = spoken(getattr(environment.get_template(ALTERNATIVES).module, words)(**slots))
    placed = None if narrow is None else _placed(narrow, alt, said)
    return _placed(drawing, alt, said, placed)


def _placed(
    drawing: Drawing, alt: str, said: tuple[tuple[str, str], ...], narrow: PlacedDrawing | None = None
) -> PlacedDrawing:
    named = drawing.svg.replace("<svg ", f'<svg id="{drawing.name}" ', 1)  # two charts may look the same
    payload = base64.b64encode(named.encode()).decode("ascii")
    return PlacedDrawing(
        drawing.name,
        f"data:image/svg+xml;base64,{payload}",
        drawing.width,
        drawing.height,
        alt,
        said,
        drawing,
        narrow,
    )
