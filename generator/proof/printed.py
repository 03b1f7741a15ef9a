"""Every place where a brief prints a figure: text, table, chart, alternative text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from generator.document.drawings import PlacedDrawing
from generator.document.view import BriefView
from generator.formats import CORRECTED, QUERIED
from generator.ledger.ids import FigureId
from generator.proof.page import Image, PageFlow, Place, Run, read_flow

Where = Literal["text", "table", "chart", "alt"]


@dataclass(frozen=True, slots=True)
class Printed:
    """One occurrence: the figure's id, the text that is printed for it, and where it stands.

    ``value`` is the attribute of the ``<data>`` element, ``chart`` the drawing's name; each is empty elsewhere.
    """

    figure: FigureId
    text: str
    where: Where
    place: Place
    chart: str = ""
    value: str | None = None


def printed_figures(html: str, view: BriefView) -> tuple[Printed, ...]:
    """Return all occurrences in the order of reading; a chart's stand where the chart stands, its alternative text first."""
    return figures_in(read_flow(html), view)


def figures_in(flow: PageFlow, view: BriefView) -> tuple[Printed, ...]:
    """Return all occurrences in a flow that is read already."""
    charts = by_source(view)
    return tuple(one for part in flow.parts for one in _of_part(part, charts))


def number_of(text: str, unit: str = "") -> str:
    """Return the number in a label: 「28.0」 of 「岩泉町 28.0」, 「28.0％」 and 「那須烏山市 r28.0」."""
    return text.rpartition(" ")[2].removesuffix(unit).removeprefix(CORRECTED).removeprefix(QUERIED) or text


def drawings(view: BriefView) -> tuple[PlacedDrawing, ...]:
    """Return all drawings of a brief."""
    return tuple(view.charts.values())


def by_source(view: BriefView) -> Mapping[str, PlacedDrawing]:
    """Return the drawings by the data: URI under which the HTML carries them."""
    return {drawing.source: drawing for drawing in drawings(view)}


def _of_part(part: Run | Image, charts: Mapping[str, PlacedDrawing]) -> Iterator[Printed]:
    if isinstance(part, Run):
        if part.figure is not None:
            yield Printed(
                FigureId.parse(part.figure), part.text, "table" if part.place.in_table else "text", part.place, "", part.value
            )
    elif part.source in charts:
        yield from _of_chart(charts[part.source], part.place)


def _of_chart(chart: PlacedDrawing, place: Place) -> Iterator[Printed]:
    for figure, text in chart.said:
        yield Printed(FigureId.parse(figure), text, "alt", place, chart.name)
    for label in chart.drawing.labels:
        if label.figure is not None:
            yield Printed(FigureId.parse(label.figure), label.text, "chart", place, chart.name)
