"""Measures in, drawings out: which figures go into which chart of a brief."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.charts import style
from generator.charts.achievement import BarWords, TargetBar, draw_achievement, numbers_width, wrap
from generator.charts.canvas import Drawing
from generator.charts.contracts import ContractWords, PlacesBar, draw_contracts
from generator.charts.profile import Cell, draw_profile
from generator.charts.strips import Point, Reference, Strip, draw_strips
from generator.charts.tilemap import Presence, Tile, draw_tilemap
from generator.dataset.contract import Assessment
from generator.ledger.figure import State
from generator.measures.achievements import Achievement
from generator.measures.areas import Scope, Subject
from generator.measures.comparison import Comparison
from generator.measures.facilities import KINDS
from generator.measures.measure import Measures

MAP_WIDTH = 78.0
MARGIN = 27.0
MOST_TIERS = 12
"""Page 1 holds exactly this many rows of labels above its strips."""
NAME_LINES_WIDTH = 66.0


def strip_of(measures: Measures, comparison: Comparison) -> Strip:
    """Return the strip of one metric: all respondents, the area's subjects, the median and the national value."""
    words, metric = measures.config.words, comparison.metric
    subjects = measures.area.subjects
    single = all(subject.single for subject in subjects)
    ours = set(measures.area.codes) if single else set()
    ours_points = tuple(_point(measures, comparison, s) for s in subjects)
    if not single and metric.aggregation == "sum":
        # A prefecture's sum has no place among single municipalities: the area's respondents stand for themselves.
        ours = set(measures.area.codes)
        respondents = measures.dataset.respondents
        ours_points = tuple(Point(respondents[code].name, comparison.own[code]) for code in measures.area.codes)
    references = [Reference(words.median, comparison.median, dashed=False)]
    if comparison.nation is not None:
        references.append(Reference(words.nation, comparison.nation, dashed=True))
    return Strip(
        title=metric.short_label,
        unit=metric.unit,
        kind=metric.scale,
        low=float(metric.axis.min),
        high=float(metric.axis.max),
        ticks=tuple(metric.axis.ticks),
        others=tuple(f.exact for code, f in comparison.own.items() if f.present and code not in ours),
        ours=ours_points,
        references=tuple(reference for reference in references if reference.figure.present),
        absent=_absent(measures, comparison),
        log_word=words.log_scale,
        few_named=words.few_named,
    )


def _point(measures: Measures, comparison: Comparison, subject: Subject) -> Point:
    """Return a subject's value under its name; with one respondent it is no prefecture's mean, but that one's value."""
    if len(subject.codes) > 1:
        return Point(subject.name, comparison.by_subject[subject.key])
    (code,) = subject.codes
    return Point(measures.dataset.respondents[code].name, comparison.own[code])


def _absent(measures: Measures, comparison: Comparison) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the names of those without the figure, under the word for why."""
    words, subjects = measures.config.words, measures.area.subjects
    reasons = (
        (words.lacking, State.MISSING),
        (words.not_applicable, State.NOT_APPLICABLE),
        (words.single_value, State.SINGLE),
    )
    groups = [
        (word, tuple(s.name for s in subjects if comparison.by_subject[s.key].state is state))
        for word, state in reasons
    ]
    return tuple((word, names) for word, names in groups if names)


def main_strips(measures: Measures) -> Drawing:
    """Draw the five main indicators for page 1, headings beside the strips."""
    strips = [strip_of(measures, measures.comparisons[metric.key]) for metric in measures.config.main_metrics]
    return draw_strips("strips-main", strips, width=style.TEXT_WIDTH, margin=MARGIN, most_tiers=MOST_TIERS)


def further_strip(measures: Measures, key: str) -> Drawing | None:
    """Draw one indicator in full size for the comparison; None where the area has no value to place."""
    strip = strip_of(measures, measures.comparisons[key])
    if not any(point.figure.present for point in strip.ours):
        return None
    return draw_strips(f"strip-{key}", [strip], width=style.TEXT_WIDTH)


def tilemap(measures: Measures) -> Drawing:
    """Draw the prefectures of the nation by their presence in the volume."""
    config = measures.config
    here, volume = set(measures.area.prefectures), set(config.edition.prefectures_in_volume)
    nationwide = measures.area.scope is Scope.NATION
    tiles = [
        Tile(p.short, p.tile.column, p.tile.row, _presence(p.name in volume, p.code in here and not nationwide))
        for p in config.prefectures.values()
    ]
    legend = [
        (Presence.HERE, measures.area.name),
        (Presence.IN_VOLUME, config.words.in_volume),
        (Presence.NOT_IN_VOLUME, config.words.not_in_volume),
    ]
    return draw_tilemap("tilemap", tiles, legend[1:] if nationwide else legend, width=MAP_WIDTH)


def _presence(in_volume: bool, here: bool) -> Presence:
    if here:
        return Presence.HERE
    return Presence.IN_VOLUME if in_volume else Presence.NOT_IN_VOLUME


def contracts(measures: Measures) -> Drawing:
    """Draw direct and contracted places of both kinds for each subject."""
    words = measures.config.words
    titles = {"support_centers": words.support_centers, "self_reliance": words.self_reliance}
    panels = []
    for kind in KINDS:
        rows = []
        for subject in measures.area.subjects:
            places = measures.facilities.by_subject[kind][subject.key]
            rows.append(
                PlacesBar(
                    None if _blank(measures, f"{kind}_direct", subject) else places.direct,
                    None if _blank(measures, f"{kind}_outsourced", subject) else places.outsourced,
                    places.total,
                )
            )
        panels.append((titles[kind], rows))
    names = [subject.name for subject in measures.area.subjects]
    return draw_contracts(
        "contracts", names, panels, ContractWords(words.direct, words.outsourced, words.total), width=style.TEXT_WIDTH
    )


def _blank(measures: Measures, key: str, subject: Subject) -> bool:
    """Say whether several respondents' sum is a 0 that some of them wrote while the others left the field blank."""
    own = [measures.comparisons[key].own[code] for code in subject.codes]
    given = [figure.exact for figure in own if figure.present]
    return not subject.single and bool(given) and not any(given) and len(given) < len(own)


def coordinators(measures: Measures) -> Drawing:
    """Draw coordinators per 100,000 people as one strip of the full width; its heading is the figure's caption."""
    strip = replace(strip_of(measures, measures.comparisons["coordinators_per_100k"]), title="")
    return draw_strips("coordinators", [strip], width=style.TEXT_WIDTH)


def comparable(achievements: Sequence[Achievement]) -> list[Achievement]:
    """Return those whose result can be drawn as a share of the target."""
    return [achievement for achievement in achievements if achievement.share is not None]


def achievement(measures: Measures, code: str) -> Drawing | None:
    """Draw a respondent's comparable results as shares of their targets; None where there is none."""
    known = measures.config.words
    words = BarWords(target=known.target_line, share=known.share_head, pair=known.pair_head)
    bars = {of: [_bar(measures, one) for one in comparable(rows)] for of, rows in measures.achievements.by_code.items()}
    if not bars[code]:
        return None
    # All charts of the area share one width for the bars: 100 ％ stands at the same place in each.
    numbers = numbers_width((bar for some in bars.values() for bar in some), words)
    return draw_achievement(f"achievement-{code}", bars[code], words, numbers=numbers, width=style.TEXT_WIDTH)


def _bar(measures: Measures, one: Achievement) -> TargetBar:
    if one.share is None:
        raise ValueError(f"{one.target.id} has no share to draw")
    words = measures.config.words
    state = one.record.assessment
    sign = {Assessment.MET: words.met, Assessment.NOT_MET: words.not_met, Assessment.UNDETERMINED: words.undetermined}[
        state
    ]
    return TargetBar(
        lines=wrap(one.record.indicator, size=style.LABEL, width=NAME_LINES_WIDTH),
        sign=sign,
        share=one.share,
        result=one.result,
        target=one.target,
        unit=one.record.target_unit,
        met=state is Assessment.MET,
        decided=state is not Assessment.UNDETERMINED,
    )


def profile(measures: Measures, subject: Subject) -> Drawing:
    """Draw the small multiples of one municipality."""
    cells = []
    for metric in measures.config.main_metrics:
        comparison = measures.comparisons[metric.key]
        everyone = tuple(figure.exact for figure in comparison.own.values() if figure.present)
        cells.append(
            Cell(
                metric.short_label,
                metric.unit,
                metric.scale,
                float(metric.axis.min),
                float(metric.axis.max),
                comparison.by_subject[subject.key],
                everyone,
                comparison.median,
            )
        )
    return draw_profile(f"profile-{subject.key}", cells, width=style.TEXT_WIDTH)
