"""Measures in, drawings out: which figures go into which chart of a brief."""

from __future__ import annotations

from collections.abc import Sequence

from generator.charts import style
from generator.charts.achievement import Bar, draw_achievement, wrap
from generator.charts.canvas import Drawing
from generator.charts.contracts import Places, Words, draw_contracts
from generator.charts.profile import Cell, draw_profile
from generator.charts.strips import Point, Reference, Strip, draw_strips
from generator.charts.tilemap import Presence, Tile, draw_tilemap
from generator.dataset.contract import Assessment
from generator.measures.achievements import Achievement
from generator.measures.areas import Scope, Subject
from generator.measures.comparison import Comparison
from generator.measures.facilities import KINDS
from generator.measures.figures import State
from generator.measures.measuring import Measures

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
    ours_points = tuple(Point(s.name, comparison.by_subject[s.key]) for s in subjects)
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
        lacking=tuple(s.name for s in subjects if comparison.by_subject[s.key].state is State.MISSING),
        lacking_word=words.lacking,
    )


def main_strips(measures: Measures) -> Drawing:
    """Draw the five main indicators for page 1, headings beside the strips."""
    strips = [strip_of(measures, measures.comparisons[metric.key]) for metric in measures.config.main_metrics]
    return draw_strips("strips-main", strips, width=style.TEXT_WIDTH, margin=MARGIN, most_tiers=MOST_TIERS)


def further_strip(measures: Measures, key: str) -> Drawing:
    """Draw one indicator in full size for the comparison."""
    return draw_strips(f"strip-{key}", [strip_of(measures, measures.comparisons[key])], width=style.TEXT_WIDTH)


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
        places = measures.facilities.by_subject[kind]
        rows = [
            Places(places[s.key].direct, places[s.key].outsourced, places[s.key].total) for s in measures.area.subjects
        ]
        panels.append((titles[kind], rows))
    names = [subject.name for subject in measures.area.subjects]
    return draw_contracts(
        "contracts", names, panels, Words(words.direct, words.outsourced, words.total), width=style.TEXT_WIDTH
    )


def coordinators(measures: Measures) -> Drawing:
    """Draw coordinators per 100,000 people as one strip of the full width."""
    strip = strip_of(measures, measures.comparisons["coordinators_per_100k"])
    return draw_strips("coordinators", [strip], width=style.TEXT_WIDTH)


def comparable(achievements: Sequence[Achievement]) -> list[Achievement]:
    """Return those whose result can be drawn as a share of the target."""
    return [achievement for achievement in achievements if achievement.share is not None]


def achievement(measures: Measures, code: str) -> Drawing | None:
    """Draw a respondent's comparable results as shares of their targets; None where there is none."""
    bars = tuple(_bar(measures, one) for one in comparable(measures.achievements.by_code[code]))
    if not bars:
        return None
    return draw_achievement(
        f"achievement-{code}", bars, target_word=measures.config.words.target_line, width=style.TEXT_WIDTH
    )


def _bar(measures: Measures, one: Achievement) -> Bar:
    if one.share is None:
        raise ValueError(f"{one.target.id} has no share to draw")
    words = measures.config.words
    state = one.record.assessment
    sign = {Assessment.MET: words.met, Assessment.NOT_MET: words.not_met, Assessment.UNDETERMINED: words.undetermined}[
        state
    ]
    return Bar(
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
