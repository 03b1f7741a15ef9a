"""Dataset and area in, all figures of one brief out. The recipe of this stage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from generator.config.config import Config
from generator.config.places import MUNICIPAL
from generator.dataset.records import Dataset
from generator.ledger.figure import Citation, Figure, Formula
from generator.ledger.ids import ALL, FORM, SUBJECT, FigureId
from generator.ledger.ledger import Ledger
from generator.measures.achievements import Achievements, Tally, achievements_of, by_category, tally_targets
from generator.measures.aggregate import Aggregator
from generator.measures.areas import Area
from generator.measures.changes import Changes, Previous, changes_of
from generator.measures.comparison import Comparison, compare
from generator.measures.practice.measure import PracticeMeasures, measure_practice
from generator.measures.programmes import Programmes, count_programmes
from generator.measures.respondent_figures import printed_figure
from generator.measures.themes import Themes, count_themes
from generator.measures.wide import WideCounts, count_wide


@dataclass(frozen=True, slots=True)
class Sizes:
    """How the area's respondents relate to all its municipalities."""

    respondents: Figure
    participating: Figure
    municipalities: Figure
    forms: Figure
    everyone: Figure
    everyone_municipalities: Figure
    prefectures_in_volume: Figure
    others_in_volume: Figure
    """How many prefectures of the volume are not the area's."""


@dataclass(frozen=True, slots=True)
class Measures:
    """The frozen set of figures that text, tables, charts, alternative texts and data files draw on."""

    area: Area
    dataset: Dataset
    config: Config
    ledger: Ledger
    sizes: Sizes
    comparisons: Mapping[str, Comparison]
    programmes: Programmes
    achievements: Achievements
    themes: Themes
    practice: PracticeMeasures
    changes: Changes | None
    wide: WideCounts
    corrected: Mapping[tuple[str, str], Figure]
    """By respondent and metric the figures of ours that an editor corrected or took out."""

    def name_of(self, code: str) -> str:
        """Return the name of a respondent."""
        return self.dataset.respondents[code].name

    @property
    def targets_reviewed(self) -> bool:
        """Whether the lack of a target of ours means that the forms name none: an editor has decided on all proposals."""
        return self.dataset.targets_reviewed((*self.area.codes, *(form.code for form in self.area.forms)))


def measure(
    dataset: Dataset, config: Config, area: Area, *, previous: Previous | None = None
) -> Measures:
    """Compute every figure of the area's brief and enter it in one ledger; ``previous`` is the year before's edition.

    The ledger is sealed: what is worded later can only read.
    """
    ledger = Ledger()
    aggregator = Aggregator(dataset, config, ledger)
    compared = [metric for metric in config.metrics.values() if metric.aggregation != "none"]
    everyone = tuple(one.code for one in dataset.municipal())
    sets = [area.codes, everyone, *(one.codes for one in area.subjects if not one.single)]
    aggregator.prepare((metric, codes) for metric in compared for codes in sets if codes)
    comparisons = {
        metric.key: compare(metric, area, everyone, aggregator=aggregator, config=config, ledger=ledger)
        for metric in compared
    }
    past = Aggregator(previous.dataset, config, Ledger()) if previous else None
    values = {key: comparison.own for key, comparison in comparisons.items()}
    programmes = count_programmes(dataset, area, ledger, key=area.key)
    measures = Measures(
        area=area,
        dataset=dataset,
        config=config,
        ledger=ledger,
        sizes=_sizes(dataset, config, area, ledger),
        comparisons=MappingProxyType(comparisons),
        programmes=programmes,
        achievements=_achievements(dataset, area, ledger, config),
        themes=count_themes(dataset, area, config.themes, ledger),
        practice=measure_practice(dataset, config, area, values, ledger),
        changes=changes_of(previous, dataset, config, area, aggregator=aggregator, past=past)
        if previous and past
        else None,
        wide=count_wide(dataset, area, programmes, ledger),
        corrected=MappingProxyType(_corrected(dataset, config, area, ledger)),
    )
    ledger.seal()
    return measures


def _corrected(dataset: Dataset, config: Config, area: Area, ledger: Ledger) -> dict[tuple[str, str], Figure]:
    ours = {*area.codes, *(form.code for form in area.forms)}
    return {
        (one.respondent, one.metric): printed_figure(ledger, dataset, config.metrics[one.metric], one.respondent)
        for one in dataset.corrections
        if one.respondent in ours
    }


def municipal_word(config: Config, area: Area) -> str:
    """Return what the municipalities of an area are called: 区市町村 in Tokyo."""
    words = {config.prefectures[code].municipal for code in area.prefectures}
    return words.pop() if len(words) == 1 else MUNICIPAL


def _sizes(dataset: Dataset, config: Config, area: Area, ledger: Ledger) -> Sizes:
    municipal = dataset.municipal()
    everyone, called = config.words.everyone, municipal_word(config, area)

    def respondents(figure_id: FigureId, name: str, codes: tuple[str, ...], unit: str) -> Figure:
        return ledger.count(figure_id, name, len(codes), unit, inputs=codes)

    def municipalities(figure_id: FigureId, name: str, codes: tuple[str, ...]) -> Figure:
        total = len(dataset.municipalities_of(codes))
        return ledger.count(figure_id, name, total, MUNICIPAL if name == everyone else called, inputs=codes)

    def setting(figure_id: FigureId, name: str, value: int, unit: str, file: str) -> Figure:
        source = Citation(publication=f"config/{file}")
        return ledger.add(
            Figure(figure_id, name, value=Decimal(value), unit=unit, decimals=0, formula=Formula.SETTING, source=source)
        )

    codes = tuple(respondent.code for respondent in municipal)
    forms = tuple(form.code for form in area.forms)
    whole, in_volume = area.municipalities_all, len(config.edition.prefectures_in_volume)
    edition = f"editions/{dataset.year}.yaml"
    volume = setting(FigureId(ALL, "size", "prefectures"), everyone, in_volume, "都道府県", edition)
    ours = setting(FigureId(area.key, "size", "prefectures"), area.name, len(area.prefectures), "都道府県", edition)
    return Sizes(
        respondents=respondents(FigureId(area.key, "size", "respondents"), area.name, area.codes, "自治体"),
        participating=municipalities(FigureId(area.key, "size", "participating"), area.name, area.codes),
        municipalities=setting(
            FigureId(area.key, "size", "municipalities"), area.name, whole, called, "municipalities.csv"
        ),
        forms=respondents(FigureId(area.key, "size", "forms"), area.name, forms, "件"),
        everyone=respondents(FigureId(ALL, "size", "respondents"), everyone, codes, "自治体"),
        everyone_municipalities=municipalities(FigureId(ALL, "size", "participating"), everyone, codes),
        prefectures_in_volume=volume,
        others_in_volume=_others(volume, ours, area, ledger),
    )


def _others(volume: Figure, ours: Figure, area: Area, ledger: Ledger) -> Figure:
    return ledger.add(
        Figure(
            FigureId(area.key, "size", "others"),
            area.name,
            value=volume.exact - ours.exact,
            unit=volume.unit,
            decimals=0,
            formula=Formula.DIFFERENCE,
            inputs=(volume.id, ours.id),
        )
    )


def _achievements(dataset: Dataset, area: Area, ledger: Ledger, config: Config) -> Achievements:
    codes = (*area.codes, *(form.code for form in area.forms))
    ours = [target for target in dataset.targets if target.code in codes]

    def tally(key: str, name: str, among: tuple[str, ...]) -> Tally:
        return tally_targets(ledger, (t for t in ours if t.code in among), key=key, name=name, forms=among or codes)

    forms = tuple(form.code for form in area.forms)
    return Achievements(
        by_code=MappingProxyType({code: achievements_of(dataset, ledger, code) for code in codes}),
        tally=tally(area.key, area.name, codes),
        by_subject=MappingProxyType(
            {one.key: tally(f"{SUBJECT}{one.key}", one.name, one.codes) for one in area.subjects}
        ),
        by_form=MappingProxyType(
            {form.code: tally(f"{FORM}{form.code}", form.name, (form.code,)) for form in area.forms}
        ),
        of_forms=tally(f"{FORM}{area.key}", area.name, forms),
        by_category=by_category(ledger, ours, key=area.key, name=area.name, forms=codes),
        everyone=tally_targets(
            ledger, dataset.targets, key=ALL, name=config.words.everyone, forms=tuple(dataset.respondents)
        ),
    )
