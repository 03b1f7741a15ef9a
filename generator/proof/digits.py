"""No digit stands in a brief outside its figures, but for words of the sources and a short list of labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from generator import formats
from generator.config.config import Config
from generator.document.drawings import PlacedDrawing
from generator.document.view import BriefView
from generator.proof.faults import Fault, spot
from generator.proof.page import Image, PageFlow, Run
from generator.proof.printed import by_source

GUARD: Final = "literals"

LISTED: Final = (
    (re.compile("10万人当たり"), "人口の単位であり、指標の名の一部（config/metrics.yaml）"),
    (re.compile("「0[.]0」"), "記号の凡例"),
    (re.compile("47都道府県"), "都道府県の数。図の全体を指す言葉"),
)
"""Labels with digits that are no figures, each with the reason."""


def unregistered_digits(flow: PageFlow, view: BriefView, config: Config) -> tuple[Fault, ...]:
    """Return every text, chart label and alternative text in which a digit is left that no figure accounts for."""
    return tuple(_faults(flow, view, config))


def _faults(flow: PageFlow, view: BriefView, config: Config) -> Iterator[Fault]:
    charts, labels, named = by_source(view), frozenset(_axis_words(config)), tuple(_names(view.area.name, config))
    for part in flow.parts:
        if isinstance(part, Run):
            yield from _in_run(part, named)
        elif part.source in charts:
            yield from _in_chart(charts[part.source], part, labels, named)


def _in_run(run: Run, named: Sequence[str]) -> Iterator[Fault]:
    if run.figure is None and not run.given and not run.exempt and has_digits(without_listed(run.text, named)):
        yield _fault("本文に、台帳にない数字が書かれています", spot(run.place), run.text)


def _in_chart(chart: PlacedDrawing, image: Image, labels: frozenset[str], named: Sequence[str]) -> Iterator[Fault]:
    where = f"{spot(image.place)}の図 {chart.name}"
    rest = without_listed(without_said(chart.alt, (text for _, text in chart.said)), named)
    if has_digits(rest):
        yield _fault("代替テキストに、台帳にない数字が書かれています", where, chart.alt)
    for label in chart.drawing.labels:
        if label.figure is None and label.text not in labels and has_digits(without_listed(label.text, named)):
            yield _fault("図に、台帳にない数字が書かれています", where, label.text)


def without_listed(text: str, named: Iterable[str] = ()) -> str:
    """Return the text without the listed labels and without the names given."""
    for name in named:
        text = text.replace(name, "")
    for pattern, _ in LISTED:
        text = pattern.sub("", text)
    return text


def without_said(text: str, said: Iterable[str]) -> str:
    """Return the text without the figures said in it, taken out one after the other from left to right."""
    kept, position = [], 0
    for figure in said:
        found = re.compile(rf"(?<![0-9.,]){re.escape(figure)}(?![0-9])").search(text, position)
        if found:
            kept.append(text[position : found.start()])
            position = found.end()
    return "".join([*kept, text[position:]])


def has_digits(text: str) -> bool:
    """Say whether a digit of any width stands in the text."""
    return any(character.isdigit() for character in text)


def _names(area: str, config: Config) -> Iterator[str]:
    """Yield the names of the settings that hold a digit among other characters (8050問題), the longest first."""
    names = [area]
    for metric in config.metrics.values():
        names += [metric.label, metric.short_label]
    names += [theme.label for theme in config.themes]
    names += [group.name for scheme in config.groupings.schemes for group in scheme.groups]
    yield from sorted({n for n in names if has_digits(n) and not n.isdigit()}, key=lambda n: (-len(n), n))


def _axis_words(config: Config) -> Iterator[str]:
    for metric in config.metrics.values():
        for tick in metric.axis.ticks:
            yield formats.number(tick, formats.natural_decimals(tick))


def _fault(what: str, where: str, text: str) -> Fault:
    return Fault(GUARD, what, where, " ".join(text.split()), "台帳の数値（num・qty・say）か、data-given の言葉")
