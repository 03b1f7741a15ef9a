"""``make explain``: how a figure of a brief came about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from generator.config.edition import Edition
from generator.datafiles.ancestry import Explainer
from generator.datafiles.wording import Wording
from generator.document.charts import draw_charts
from generator.document.environment import make_environment, render
from generator.document.phrases import Phrases
from generator.document.view import BriefView, build_view
from generator.errors import SourceError, UserError
from generator.findings.choosing import choose
from generator.ingest.document.source import read_source
from generator.inputs.access import Inputs
from generator.ledger.figure import Figure
from generator.measures.areas import Area
from generator.measures.measure import Measures, measure
from generator.paths import shown
from generator.proof.printed import Printed, printed_figures
from generator.tracing.search import by_id, by_text

TOLD_AT_ONCE: Final = 3
"""More figures than this are listed only."""


@dataclass(frozen=True, slots=True)
class Trace:
    """A brief as far as its figures can be followed: its measures and view, where it prints figures, the whole dataset."""

    measures: Measures
    view: BriefView
    printed: tuple[Printed, ...]
    inputs: Inputs


def trace(area: Area, inputs: Inputs) -> Trace:
    """Return the trace of an area's brief, measured with nothing withheld."""
    config, dataset = inputs.config, inputs.dataset
    measures = measure(dataset, config, area, previous=inputs.previous)
    environment = make_environment(inputs.templates)
    charts = draw_charts(measures, environment)
    view = build_view(measures, choose(measures), charts, control=inputs.of(area).control)
    html = render(environment, "document/brief.html.j2", brief=view)
    return Trace(measures, view, printed_figures(html, view), inputs)


def explain(traced: Trace, *, figure_id: str = "", text: str = "", source: Path | None = None) -> str:
    """Return in Japanese how a figure came about: the one of an id, or those that are printed as ``text``.

    With the source document the lines cited are quoted. Raises UserError when there is no such figure, or the document
    is not the one that the edition was read from.
    """
    document = {} if source is None else _lines(source, traced.inputs.dataset.places.hashes, traced.inputs.config.edition)
    figures = _sought(traced, figure_id.strip(), text.strip())
    environment, measures, dataset = (
        make_environment(traced.inputs.templates),
        traced.measures,
        traced.inputs.dataset,
    )
    targets = {(one.code, one.id): one.indicator for one in dataset.targets}
    words = Wording(Phrases(environment, "document/sentences/items.j2"), measures, targets)
    explainer = Explainer(measures, dataset, words, traced.printed)
    told = figures if len(figures) <= TOLD_AT_ONCE else ()
    return render(
        environment,
        "tracing/explain.txt.j2",
        title=traced.view.title,
        control=traced.view.control,
        area=measures.area.name,
        asked=text.strip(),
        listed=() if told else figures,
        explanations=[explainer.explain(figure.id) for figure in told],
        words=words,
        bases=measures.config.words.bases,
        document=document,
        cite=dataset.places.cite,
        span=dataset.places.span,
    )


def _sought(traced: Trace, figure_id: str, text: str) -> tuple[Figure, ...]:
    measures = traced.measures
    if bool(figure_id) == bool(text):
        raise UserError(
            "ID と FIGURE は、どちらか一方を指定してください。",
            where="ID、FIGURE",
            remedy="例: make explain PREF=岩手 FIGURE=28.0、make explain PREF=岩手 ID=03/aging_rate/mean",
        )
    if figure_id:
        return (by_id(figure_id, measures.ledger, area=measures.area.name),)
    return by_text(text, traced.printed, measures.ledger, area=measures.area.name)


def _lines(source: Path, known: Sequence[str], edition: Edition) -> dict[int, str]:
    """Return the lines of the source by number. Raises SourceError unless the tables were read from it.

    ``known`` are the hashes of the documents that the tables were read from. Of a text the lines are counted.
    """
    document = read_source(source, known=known)
    hashes = {part.document.sha256 for part in document.parts}
    same = len(document.lines) == edition.source.lines if document.is_text else hashes == set(known)
    if not same:
        raise SourceError(
            f"{edition.short_label}版の表を作った文書ではありません。",
            where=shown(source),
            found=f"{len(document.lines):,}行" if document.is_text else f"文書{len(document.parts)}件",
            expected=f"表を作ったときの文書（{edition.source.lines:,}行。data/{edition.year}/documents.csv のとおり）",
            remedy="SOURCE に、表を作ったときの文書を指定してください。別の文書の行を引用しないよう、止めました。",
        )
    return {number: line.strip() for number, line in enumerate(document.lines, start=1)}
