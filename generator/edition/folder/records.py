"""What a brief says, for machines: each printed figure with its place, and each passage. Errata are drawn up from it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Annotated, Final

from pydantic import Field, TypeAdapter

from generator.brief.build import Brief
from generator.proof.page import Place, Run
from generator.proof.printed import Printed, figures_in

RECORD: Final = "record.json"
MOST_FIGURES: Final = 100_000
MOST_PASSAGES: Final = 100_000
HEADLINE: Final = "1ページ目の見出し"
"""Where a brief says what stands before its first heading."""


@dataclass(frozen=True)
class PagePassage:
    """A heading, paragraph, item or cell as it reads, and the place where it stands.

    ``shape`` is the text with a figure's id in the place of its number: two passages of one shape differ in figures only.
    """

    place: str
    text: str
    shape: str


@dataclass(frozen=True)
class PrintedFigure:
    """A figure of the ledger that the brief prints: what it is, how it reads, and all places where it stands."""

    id: str
    label: str
    text: str
    value: str
    unit: str
    formula: str
    state: str
    corrected: bool
    places: Annotated[tuple[str, ...], Field(min_length=1)]


@dataclass(frozen=True)
class Record:
    """All that a brief says."""

    control: str
    title: str
    figures: Annotated[tuple[PrintedFigure, ...], Field(max_length=MOST_FIGURES)]
    passages: Annotated[tuple[PagePassage, ...], Field(max_length=MOST_PASSAGES)]


def record_of(brief: Brief) -> bytes:
    """Return the record of a brief as JSON (UTF-8)."""
    record = Record(
        control=brief.control,
        title=brief.view.title,
        figures=tuple(_figures(brief, figures_in(brief.flow, brief.view))),
        passages=tuple(_passages(brief.flow.runs, brief.control)),
    )
    head = f'"control": {_json(record.control)},\n"title": {_json(record.title)}'
    figures, passages = (",\n".join(_json(vars(one)) for one in part) for part in (record.figures, record.passages))
    # A figure and a passage a line: two records can be compared by any tool, and writing takes a third of the time.
    return f'{{\n{head},\n"figures": [\n{figures}\n],\n"passages": [\n{passages}\n]\n}}\n'.encode()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def read_record(data: bytes) -> Record:
    """Return the record that the JSON holds. Raises ValueError for anything else."""
    return _ADAPTER.validate_json(data)


def _figures(brief: Brief, printed: tuple[Printed, ...]) -> Iterator[PrintedFigure]:
    ledger = brief.measures.ledger
    places: dict[str, dict[str, None]] = {}
    for one in printed:
        places.setdefault(one.figure, {})[_place(one.place, chart=one.where in {"chart", "alt"})] = None
    for figure_id, where in places.items():
        figure = ledger[figure_id]
        yield PrintedFigure(
            id=figure.id,
            label=figure.label,
            text=figure.text,
            value=figure.machine,
            unit=figure.unit,
            formula=figure.formula.value,
            state=figure.state.value,
            corrected=figure.corrected,
            places=tuple(where),
        )


def _passages(runs: tuple[Run, ...], control: str) -> Iterator[PagePassage]:
    for _, group in groupby((run for run in runs if not run.exempt), key=lambda run: run.block):
        parts = tuple(group)
        text, shape = ("".join(pieces) for pieces in ((p.text for p in parts), map(_shape, parts)))
        shape = shape.replace(control, "{control}")
        yield PagePassage(_place(parts[0].place, chart=False), " ".join(text.split()), " ".join(shape.split()))


def _shape(run: Run) -> str:
    return f"{{{run.figure}}}" if run.figure else run.text


def _place(place: Place, *, chart: bool) -> str:
    """Return the place in words: 基本指標の比較 表「…」 花巻市 高齢化率."""
    words = [place.h2 or HEADLINE]
    if place.h3 and place.h3 != place.h2:
        words.append(place.h3)
    if place.table:
        words.append(f"表「{place.table}」")
    words += [word for word in (place.row, place.column) if word]
    return " ".join((*words, "図") if chart else words)


_ADAPTER: Final = TypeAdapter(Record)
