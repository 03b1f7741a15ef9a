"""The one typed object that the templates receive."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from jinja2 import Environment

from generator import formats
from generator.charts import plotting
from generator.config.config import Config
from generator.config.metrics import Metric
from generator.dataset.contract import Programme
from generator.dataset.records import Correction, Respondent
from generator.document import comparison_tables, tables
from generator.document.attached import ATTACHED, Attached
from generator.document.changes import ChangesView, changes_view
from generator.document.drawings import PlacedDrawing, place
from generator.document.fitting import fitted
from generator.document.key_figures import Keys, keys_of, own_figure
from generator.document.profiles import Profile, profile_of
from generator.findings.candidates import Finding
from generator.findings.choosing import Findings
from generator.ledger.figure import Figure
from generator.measures.achievements import tally_targets
from generator.measures.areas import Scope
from generator.measures.doubts import unsure
from generator.measures.measure import Measures
from generator.measures.respondent_figures import printed_figure


@dataclass(frozen=True, slots=True)
class EditionView:
    """The masthead's words."""

    title: str
    programme: str
    label: str
    issuer: str
    version: str
    published: str
    published_note: str


@dataclass(frozen=True, slots=True)
class AreaView:
    """The area as sentences speak of it; ``single`` is one municipal respondent."""

    name: str
    scope: Scope
    single: bool
    only_name: str
    municipal: bool
    partly: bool


@dataclass(frozen=True, slots=True)
class BriefView:
    """Everything that a brief prints."""

    title: str
    control: str
    edition: EditionView
    area: AreaView
    keys: Keys
    headline: Finding
    findings: tuple[Finding, ...]
    sections: tuple[str, ...]
    charts: Mapping[str, PlacedDrawing]
    comparison: comparison_tables.ComparisonTable
    changes: ChangesView | None
    matrix: tuple[tables.MatrixRow, ...]
    carrying: tuple[tables.CarryingRow, ...]
    targets: tuple[tables.TargetRows, ...]
    targets_drawn: bool
    without_targets: tuple[str, ...]
    tallies: tuple[tuple[tables.TallyRow, ...], tuple[tables.TallyRow, ...]]
    lines: tuple[tables.RespondentLine, ...]
    heat: tuple[tables.HeatRow, ...]
    heat_subjects: tuple[str, ...]
    unspoken: tuple[str, ...]
    profiles: tuple[Profile, ...]
    has_unmarked: bool
    has_prefectural: bool
    without_coordinators: tuple[str, ...]
    respondents: tuple[Respondent, ...]
    corrections: tuple[tuple[Correction, str, Figure], ...]
    corrected_elsewhere: tuple[Metric, ...]
    unsure: tuple[tuple[str, Metric, Figure], ...]
    defined: tuple[Metric, ...]
    attached: tuple[Attached, ...]
    measures: Measures
    config: Config


_DRAWN: Final = frozenset({"coordinators", "support_centers_total", "self_reliance_total"})
"""Indicators that stand in tables and charts of their own; their definitions belong to the brief too."""


def build_view(measures: Measures, findings: Findings, environment: Environment, *, control: str) -> BriefView:
    """Return the view of one brief: charts drawn, tables laid out, nothing left to compute."""
    config, area = measures.config, measures.area
    charts = _charts(measures, environment)
    view = BriefView(
        title=f"{config.edition.title} {area.name} {formats.fiscal_year(config.edition.year)}",
        control=control,
        edition=_edition(config),
        area=_area(measures),
        keys=keys_of(measures),
        headline=findings.headline,
        findings=findings.told,
        sections=config.sections.of(area.scope.value),
        charts=MappingProxyType(charts),
        comparison=comparison_tables.comparison_table(measures),
        changes=changes_view(measures),
        matrix=tables.programme_matrix(measures),
        carrying=tables.carrying_table(measures),
        targets=tables.target_tables(measures),
        targets_drawn=any(name.startswith("achievement-") for name in charts),
        without_targets=tables.without_targets(measures),
        tallies=tables.tally_tables(measures),
        lines=tables.respondent_lines(measures) if area.scope is not Scope.PREFECTURE else (),
        heat=tables.heat_table(measures),
        heat_subjects=tuple(subject.name for subject in tables.heat_subjects(measures)),
        unspoken=tables.unspoken(measures),
        profiles=_profiles(measures, environment),
        has_unmarked=any(
            a.project and not a.marked for row in measures.programmes.matrix.values() for a in row.values()
        ),
        has_prefectural=any(tables.takes_part(row[Programme.TODOFUKEN]) for row in measures.programmes.matrix.values()),
        without_coordinators=tables.without_coordinators(measures),
        respondents=tuple(measures.dataset.respondents[code] for code in measures.programmes.matrix),
        corrections=_corrections(measures),
        corrected_elsewhere=tuple(_corrected_elsewhere(measures)),
        unsure=tuple(_unsure(measures)),
        defined=tuple(metric for metric in config.metrics.values() if metric.shown or metric.key in _DRAWN),
        attached=ATTACHED,
        measures=measures,
        config=config,
    )
    return replace(view, findings=fitted(view, environment, chart=view.charts["strips"].height))


def _unsure(measures: Measures) -> Iterator[tuple[str, Metric, Figure]]:
    """Yield the figures that stand as they were given, though an editor has doubts about them."""
    corrected = {(one.respondent, one.metric) for one in measures.dataset.corrections}
    for metric in measures.config.metrics.values():
        doubted = unsure(measures.dataset, metric.key, measures.area.codes)
        for code in (code for code in measures.area.codes if code in doubted and (code, metric.key) not in corrected):
            if metric.shown and (figure := measures.comparisons[metric.key].own[code]).present:
                yield measures.dataset.respondents[code].name, metric, figure


def _area(measures: Measures) -> AreaView:
    area = measures.area
    return AreaView(
        area.name,
        area.scope,
        len(area.codes) == 1,
        measures.dataset.respondents[area.codes[0]].name,
        area.subjects[0].single,
        area.partly,
    )


def _edition(config: Config) -> EditionView:
    edition = config.edition
    return EditionView(
        title=edition.title,
        programme=edition.programme,
        label=formats.fiscal_year(edition.year),
        issuer=edition.issuer,
        version=edition.number_label,
        published=formats.era_date(edition.published_on),
        published_note=edition.published_note,
    )


def _charts(measures: Measures, environment: Environment) -> dict[str, PlacedDrawing]:
    area, comparisons = measures.area.name, measures.comparisons
    rows = _strip_words(measures, [metric.key for metric in measures.config.main_metrics])
    rate = comparisons["coordinators_per_100k"]
    charts = {
        "tilemap": _tilemap(measures, environment),
        "strips": place(environment, plotting.main_strips(measures), "strips", area=area, rows=rows),
        "contracts": place(
            environment,
            plotting.contracts(measures),
            "contracts",
            area=area,
            manner=measures.facilities.manner["support_centers"],
        ),
        "coordinators": place(
            environment,
            plotting.coordinators(measures),
            "coordinators",
            area=area,
            value=own_figure(measures, rate),
            median=rate.median,
            n=rate.everyone.n,
        ),
    }
    for key in (metric.key for metric in measures.config.shown_in("strips")):
        drawing = plotting.further_strip(measures, key)
        if drawing is not None:
            charts[drawing.name] = place(environment, drawing, "strips", area=area, rows=_strip_words(measures, [key]))
    if measures.area.scope is Scope.PREFECTURE:
        charts.update(_achievement_charts(measures, environment))
    return charts


def _tilemap(measures: Measures, environment: Environment) -> PlacedDrawing:
    others = measures.sizes.others_in_volume
    return place(environment, plotting.tilemap(measures), "tilemap", area=measures.area.name, in_volume=others)


def _achievement_charts(measures: Measures, environment: Environment) -> Iterator[tuple[str, PlacedDrawing]]:
    for code, rows in measures.achievements.by_code.items():
        drawing = plotting.achievement(measures, code)
        if drawing is not None:
            name = measures.dataset.respondents[code].name
            records = (one.record for one in rows)
            tally = tally_targets(measures.ledger, records, key=f"form-{code}", name=name, forms=(code,))
            shares = [one.share.id for one in rows if one.share]
            drawn = measures.ledger.count(f"form-{code}/targets/drawn", name, len(shares), "件", inputs=shares)
            yield drawing.name, place(environment, drawing, "achievement", area=name, tally=tally, drawn=drawn)


@dataclass(frozen=True, slots=True)
class StripWords:
    """What the alternative text of one strip says: the lowest and the highest of ours (None without any), the median."""

    label: str
    unit: str
    name: str
    low: Figure | None
    high: Figure | None
    median: Figure


def _strip_words(measures: Measures, keys: Sequence[str]) -> list[StripWords]:
    rows = []
    for key in keys:
        comparison = measures.comparisons[key]
        points = [point for point in plotting.strip_of(measures, comparison).ours if point.figure.present]
        ordered = sorted(points, key=lambda point: point.figure.exact)
        low, high = (ordered[0].figure, ordered[-1].figure) if ordered else (None, None)
        name = ordered[0].name if ordered else ""
        rows.append(
            StripWords(comparison.metric.short_label, comparison.metric.unit, name, low, high, comparison.median)
        )
    return rows


def _profiles(measures: Measures, environment: Environment) -> tuple[Profile, ...]:
    if measures.area.scope is not Scope.PREFECTURE:
        return ()
    profiles = []
    for subject in measures.area.subjects:
        mains = [measures.comparisons[metric.key] for metric in measures.config.main_metrics]
        pairs = [(c.metric.short_label, c.by_subject[subject.key], c.metric.unit) for c in mains]
        chart = place(environment, plotting.profile(measures, subject), "profile", name=subject.name, pairs=pairs)
        profiles.append(profile_of(measures, subject.key, chart))
    return (*profiles, *(profile_of(measures, form.code, None) for form in measures.area.forms))


def _corrected_elsewhere(measures: Measures) -> Iterator[Metric]:
    """Yield the indicators whose totals over all respondents contain a corrected figure of another area."""
    for metric in (one for one in measures.config.metrics.values() if one.shown and one.key in measures.comparisons):
        own = measures.comparisons[metric.key].own
        codes = [c.respondent for c in measures.dataset.corrections if c.metric == metric.key]
        if any(code in own and own[code].present and code not in measures.area.codes for code in codes):
            yield metric


def _corrections(measures: Measures) -> tuple[tuple[Correction, str, Figure], ...]:
    """Return the corrections of figures that this brief prints or carries as data, with name and figure used."""
    dataset, metrics = measures.dataset, measures.config.metrics
    ours = {*measures.area.codes, *(form.code for form in measures.area.forms)}
    return tuple(
        (
            c,
            dataset.respondents[c.respondent].name,
            printed_figure(measures.ledger, dataset, metrics[c.metric], c.respondent),
        )
        for c in dataset.corrections
        if c.respondent in ours
    )
