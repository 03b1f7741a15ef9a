"""Chapter 1-1, the table of basic figures: find each item, whatever the rows, and read it for each respondent."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from generator.dataset.contract import METRICS, Status
from generator.ingest.document.stream import Span, TextStream
from generator.ingest.form.cell_text import unspaced
from generator.ingest.form.cells import NO_UNIT, STARRED, read_cell
from generator.ingest.form.counts import KINDS
from generator.ingest.form.cut import Form
from generator.ingest.form.dates import DATE
from generator.ingest.form.facilities import read_facility
from generator.ingest.form.labels import FormLabels
from generator.ingest.form.metrics import PrintedMetric
from generator.ingest.form.owners import OWN, Owners
from generator.ingest.form.read_value import NOT_ASKED, Reading, doubt, missing, not_applicable, quoted
from generator.ingest.form.region import Region, region_of

_HEADING_DATE: Final = re.compile(rf"\(((?:{DATE.pattern})[^()]*)\)")


@dataclass(frozen=True, slots=True)
class Basics:
    """The figures of one form: per respondent (OWN or a member's name) and metric, and their common date."""

    readings: dict[str, dict[str, Reading]]
    as_of: str


def read_basics(form: Form, owners: Owners) -> Basics:
    """Read every item of the table for the form (key OWN) and each member.

    An item that cannot be found in the table is missing with a flag. ``as_of`` is the date printed in the
    table's heading, else the dates printed beside the items, each with the items that it holds for.
    """
    flow, body = form.flow, form.body("1-1")
    labels = form.labels
    spans, parted = _labelled(form, body)
    readings: dict[str, dict[str, Reading]] = {name: {} for name in (OWN, *owners.members)}
    dates: dict[str, str] = {}
    for item in labels.metrics:
        region = region_of(flow, spans[item.metric]) if item.metric in spans else None
        if region and region.dates:
            dates[item.title] = "・".join(dict.fromkeys(region.dates))
        for name, reading in _item(region, item, owners, line=flow.line(body.start)).items():
            readings[name][item.metric] = reading
    for place in labels.facilities:
        found = _facility(flow, spans.get(place.metric), place.name, owners, line=flow.line(body.start))
        for name, kinds in found.items():
            readings[name] |= {f"{place.metric}_{kind}": reading for kind, reading in kinds.items()}
    _annotate(readings[OWN], _footnotes(flow, body), labels.metrics)
    _blur(readings, spans, labels, parted=parted)
    for own in readings.values():
        own.update({metric: not_applicable(NOT_ASKED) for metric in METRICS if metric not in (*own, "coordinators")})
    return Basics(readings, _heading_date(form, spans) or _item_dates(dates))


def _labelled(form: Form, body: Span) -> tuple[dict[str, Span], frozenset[str]]:
    """Return what stands between each label and the next, and which items end where an unknown label begins.

    A label follows white space, words in prose seldom do.
    """
    flow, patterns = form.flow, form.labels.basics
    found: dict[str, Span] = {}
    for key, pattern in patterns.items():
        matches = [Span(m.start(), m.end()) for m in flow.find_all(pattern, body)]
        apart = [m for m in matches if flow.after_space(m.start)]
        if matches:
            found[key] = (apart or matches)[0]
    strangers = {m.start() for m in flow.find_all(form.labels.strangers, body) if flow.after_space(m.start())}
    starts = sorted({*(span.start for span in found.values()), *strangers})
    spans = {key: Span(span.end, _next(starts, span, body.end)) for key, span in found.items()}
    return spans, frozenset(key for key, span in spans.items() if span.end in strangers)


def _next(starts: Sequence[int], label: Span, end: int) -> int:
    """Return where the next label begins."""
    return next((start for start in starts if start > label.start and start >= label.end), end)


def _item(region: Region | None, item: PrintedMetric, owners: Owners, *, line: int) -> dict[str, Reading]:
    names = (OWN, *owners.members)
    if region is None:
        return {name: missing(line, notes=[doubt("欄が見つからない")]) for name in names}
    labels = owners.labels(region.text) if owners.members else []
    if not labels:
        own = read_cell(region, item)
        rest = own if own.value is None else missing(own.line, notes=["自治体別の印字なし"])
        return {OWN: own, **dict.fromkeys(owners.members, rest)}
    ends = [start for _, start, _ in labels[1:]] + [len(region.text)]
    read = {who: read_cell(region.part(Span(at, end)), item) for (who, _, at), end in zip(labels, ends, strict=True)}
    first = region.line(labels[0][1])
    return {name: read.get(name) or missing(first, notes=["自治体別の印字なし"]) for name in names}


def _facility(
    flow: TextStream, span: Span | None, title: str, owners: Owners, *, line: int
) -> dict[str, dict[str, Reading]]:
    if span is None:
        nothing = missing(line, notes=[doubt(f"{title}の欄が見つからない")])
        return {name: dict.fromkeys(KINDS, nothing) for name in (OWN, *owners.members)}
    return read_facility(region_of(flow, span, dates=False), owners)


def _blur(
    readings: dict[str, dict[str, Reading]], spans: Mapping[str, Span], labels: FormLabels, *, parted: frozenset[str]
) -> None:
    """Flag the figure in front of an item whose label is not there: its cell may hold the answer to that item too.

    Not those ``parted`` from what follows by a label that the questionnaire does not know.
    """
    before = ""
    for name in labels.basics:
        if name in spans:
            before = name
            continue
        title = next((item.name for item in labels.questionnaire.items() if item.id == name), name)
        remark = doubt(f"後に続く「{title}」の欄が見つからず、その値が混ざっていないかを確かめる")
        for own in readings.values():
            for metric, reading in own.items():
                if before and before not in parted and metric.startswith(before) and reading.status is Status.REPORTED:
                    own[metric] = _blurred(reading, remark)


def _blurred(reading: Reading, remark: str) -> Reading:
    """Return the figure with the remark; one without its unit may be another item's answer, and is taken for none."""
    if NO_UNIT in reading.notes:
        return missing(reading.line, printed=reading.printed, notes=[*reading.notes, remark])
    return replace(reading, notes=(*reading.notes, remark))


def _heading_date(form: Form, spans: dict[str, Span]) -> str:
    """Return the date in parentheses behind the heading, as printed but without spaces."""
    flow, body = form.flow, form.body("1-1")
    first = min((span.start for span in spans.values()), default=body.end)
    match = _HEADING_DATE.match(flow.text, body.start, first)
    return unspaced(flow.printed(Span(*match.span(1)))) if match else ""


def _item_dates(dates: dict[str, str]) -> str:
    if len(set(dates.values())) == 1:
        return next(iter(dates.values()))
    titles: dict[str, list[str]] = {}
    for title, date in dates.items():
        titles.setdefault(date, []).append(title)
    return "、".join(f"{'・'.join(names)} {date}" for date, names in titles.items())


def _footnotes(flow: TextStream, body: Span) -> Sequence[str]:
    return region_of(flow, body, dates=False).footnotes


def _annotate(readings: dict[str, Reading], footnotes: Sequence[str], metrics: Sequence[PrintedMetric]) -> None:
    """Bring each footnote of the table to the figures that it names, else to those that carry its mark."""
    marked = [metric for metric, r in readings.items() if STARRED in r.notes]
    for metric, reading in readings.items():
        item = next((item for item in metrics if item.metric == metric), None)
        named = [text for text in footnotes if item and any(word in text for word in _words(item))]
        mine = named or (list(footnotes) if metric in marked else [])
        notes = [date.group() if (date := DATE.search(text)) else f"付記{quoted(text)}" for text in mine]
        if metric in marked and not mine:
            notes = [doubt("※印に対応する注記が見当たらない")]
        readings[metric] = replace(reading, notes=(*reading.notes, *notes))


def _words(item: PrintedMetric) -> tuple[str, ...]:
    return (item.title, item.title.removeprefix("公立").removeprefix("地縁組織"))
