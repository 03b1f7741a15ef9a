"""Measures in, drawings out: which figures go into which chart of a brief."""

from __future__ import annotations

from generator.charts import style
from generator.charts.background import draw_background, draw_narrow_background
from generator.charts.canvas import Drawing
from generator.charts.field import Axis, Point, Strip
from generator.charts.locator import Presence, Tile, draw_locator
from generator.charts.people import draw_people
from generator.charts.references import Line, Reference
from generator.charts.rows import Row, Rows, draw_rows
from generator.charts.staff import people_words, staff_rows
from generator.config.metrics import Metric
from generator.ledger.figure import State
from generator.measures.areas import Scope
from generator.measures.comparison import Comparison
from generator.measures.measure import Measures

LOCATOR_WIDTH = 30.0


def locator(measures: Measures) -> Drawing:
    """Draw the prefectures of the nation as tiles without names, the area's own coloured."""
    config, words = measures.config, measures.config.words
    area, volume = frozenset(measures.area.prefectures), frozenset(config.edition.prefectures_in_volume)

    def presence(code: str, name: str) -> Presence:
        if name not in volume:
            return Presence.NOT_IN_VOLUME
        return Presence.HERE if code in area else Presence.IN_VOLUME

    tiles = [Tile(p.tile.column, p.tile.row, presence(p.code, p.name)) for p in config.prefectures.values()]
    legend = {
        Presence.HERE: measures.area.name,
        Presence.IN_VOLUME: words.in_volume,
        Presence.NOT_IN_VOLUME: words.not_in_volume,
    }
    shown = {tile.presence for tile in tiles}
    entries = [(kind, text) for kind, text in legend.items() if kind in shown]
    return draw_locator("locator", tiles, entries, width=LOCATOR_WIDTH)


def people(measures: Measures, *, narrow: bool = False) -> Drawing | None:
    """Draw the coordinators, one mark a person; None where no form of the area tells of one."""
    rows = staff_rows(measures)
    if not any(row.groups for row in rows):
        return None
    name, width = _format("people", narrow)
    return draw_people(name, rows, people_words(measures.config.words), width=width, narrow=narrow)


def background_strips(measures: Measures, *, narrow: bool = False) -> Drawing | None:
    """Draw the main indicators of which the area has a value; :func:`undrawn` names the others. None without any."""
    left_out = undrawn(measures)
    strips = [
        strip_of(measures, measures.comparisons[metric.key])
        for metric in measures.config.main_metrics
        if metric not in left_out
    ]
    if not strips:
        return None
    name, width = _format("background", narrow)
    return (draw_narrow_background if narrow else draw_background)(name, strips, width=width)


def undrawn(measures: Measures) -> tuple[Metric, ...]:
    """Return the main indicators that no respondent of the area gives."""
    return tuple(
        metric
        for metric in measures.config.main_metrics
        if not any(measures.comparisons[metric.key].own[code].present for code in measures.area.codes)
    )


def prefecture_rows(measures: Measures, key: str, *, narrow: bool = False) -> Drawing | None:
    """Draw one indicator with a row for each prefecture of a block or of the volume, its respondents as dots.

    None in a prefecture's own brief, and where no respondent gives the indicator.
    """
    if measures.area.scope is Scope.PREFECTURE or key in {metric.key for metric in undrawn(measures)}:
        return None
    comparison, words = measures.comparisons[key], measures.config.words
    rows = [
        Row(
            subject.name,
            measures.ledger[f"sub-{subject.key}/{key}/n"],
            tuple(_point(measures, comparison, c) for c in subject.codes if comparison.own[c].present),
        )
        for subject in measures.area.subjects
    ]
    if not any(row.points for row in rows):
        return None
    data = Rows(
        axis=_axis(comparison.metric),
        rows=tuple(rows),
        references=_references(measures, comparison),
        unit=_unit(measures, comparison.metric),
        count=words.respondents,
        lacking=words.lacking,
    )
    name, width = _format(f"rows-{key}", narrow)
    return draw_rows(name, data, width=width, narrow=narrow)


def strip_of(measures: Measures, comparison: Comparison) -> Strip:
    """Return the strip of one metric: ours by name, all other respondents, the values to compare with."""
    ours = frozenset(measures.area.codes)
    return Strip(
        title=comparison.metric.short_label,
        unit=_unit(measures, comparison.metric),
        axis=_axis(comparison.metric),
        others=tuple(f.exact for code, f in comparison.own.items() if f.present and code not in ours),
        ours=tuple(_point(measures, comparison, code) for code in measures.area.codes),
        references=_references(measures, comparison),
        absent=_absent(measures, comparison),
        few_named=measures.config.words.few_named,
    )


def _format(name: str, narrow: bool) -> tuple[str, float]:
    return (f"{name}-narrow", style.NARROW_WIDTH) if narrow else (name, style.TEXT_WIDTH)


def _axis(metric: Metric) -> Axis:
    return Axis(metric.scale, float(metric.axis.min), float(metric.axis.max), tuple(metric.axis.ticks))


def _unit(measures: Measures, metric: Metric) -> str:
    return f"{metric.unit}、{measures.config.words.log_scale}" if metric.scale == "log" else metric.unit


def _point(measures: Measures, comparison: Comparison, code: str) -> Point:
    return Point(measures.name_of(code), comparison.own[code])


def _references(measures: Measures, comparison: Comparison) -> tuple[Reference, ...]:
    """Return the median, the nation's value, and a prefecture's own as its form gives it (a sum has no place here)."""
    words = measures.config.words
    found = [Reference(words.median, comparison.median, Line.MEDIAN)]
    if comparison.nation is not None:
        found.append(Reference(words.nation, comparison.nation, Line.NATION))
    if measures.area.scope is Scope.PREFECTURE and comparison.metric.aggregation != "sum":
        forms = comparison.forms.items()
        found += [Reference(f"{measures.name_of(code)}{words.whole}", own, Line.PREFECTURE) for code, own in forms]
    return tuple(reference for reference in found if reference.figure.present)


def _absent(measures: Measures, comparison: Comparison) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the names of those of ours without the figure, under the word for why."""
    words, codes = measures.config.words, measures.area.codes
    reasons = ((words.lacking, State.MISSING), (words.not_applicable, State.NOT_APPLICABLE))
    groups = [
        (word, tuple(measures.name_of(code) for code in codes if comparison.own[code].state is state))
        for word, state in reasons
    ]
    return tuple((word, names) for word, names in groups if names)
