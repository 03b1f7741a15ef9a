"""The one typed object that the templates receive."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from generator import formats
from generator.config.config import Config
from generator.config.words import Words
from generator.dataset.records import Respondent
from generator.document import comparison_tables, tables
from generator.document.about import AboutView, about_view
from generator.document.attached import Attached, attached_to
from generator.document.changes import ChangesView, changes_view
from generator.document.drawings import PlacedDrawing
from generator.document.key_figures import Keys, keys_of
from generator.document.practice.contacts import profile_numbers
from generator.document.practice.design import DesignView, design_view
from generator.document.practice.learning import Learning, learning_of
from generator.document.practice.matrix import MatrixRow, matrix_rows
from generator.document.profiles import Profile, profile_of
from generator.document.targets_list import TargetGroup, target_groups, without_targets
from generator.findings.candidates import Finding
from generator.findings.choosing import Findings
from generator.ledger.figure import Figure
from generator.measures.achievements import Tally
from generator.measures.areas import Scope
from generator.measures.measure import Measures

ROOMY: Final = 5
"""With as many rows of the matrix, page 1 holds the chart of coordinators too."""


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
    successor: str
    next_year: str


@dataclass(frozen=True, slots=True)
class AreaView:
    """The area as sentences speak of it; ``single`` is one municipal respondent; ``unit`` 市町村 or 区市町村."""

    name: str
    scope: Scope
    single: bool
    only_name: str
    municipal: bool
    partly: bool
    unit: str


@dataclass(frozen=True, slots=True)
class BriefView:
    """Everything that a brief prints. It is closed: no measures and no settings to reach through it."""

    title: str
    control: str
    edition: EditionView
    area: AreaView
    keys: Keys
    headline: Finding
    findings: tuple[Finding, ...]
    preferred: str
    sections: tuple[str, ...]
    charts: Mapping[str, PlacedDrawing]
    matrix: tuple[MatrixRow, ...]
    people_first: bool
    """Whether page 1 has room for the chart of coordinators below the matrix."""
    design: DesignView | None
    profiles: tuple[Profile, ...]
    targets: tuple[TargetGroup, ...]
    without_targets: tuple[str, ...]
    targets_reviewed: bool
    """Whether an editor has decided on all proposed targets: only then is the lack of one told as a fact."""
    tally: Tally
    everyone_tally: Tally
    learning: Learning | None
    comparison: comparison_tables.ComparisonTable
    theme_lines: tuple[tables.ThemeLine, ...]
    theme_forms: Figure
    changes: ChangesView | None
    wide: tuple[tables.WideRow, ...]
    tallies: tuple[tuple[tables.TallyRow, ...], tuple[tables.TallyRow, ...]]
    lines: tuple[tables.RespondentLine, ...]
    about: AboutView
    respondents: tuple[Respondent, ...]
    volume_prefectures: Figure
    attached: tuple[Attached, ...]
    words: Words


def build_view(
    measures: Measures, findings: Findings, charts: Mapping[str, PlacedDrawing], *, control: str
) -> BriefView:
    """Return the view of one brief: rows and words in printing order, nothing left to compute or to look up."""
    config, area = measures.config, measures.area
    one_prefecture = area.scope is Scope.PREFECTURE
    return BriefView(
        title=f"{config.edition.title} {area.title} {formats.fiscal_year(config.edition.year)}",
        control=control,
        edition=_edition(config),
        area=_area(measures),
        keys=keys_of(measures),
        headline=findings.headline,
        findings=findings.told,
        preferred=findings.preferred,
        sections=config.sections.of(area.scope.value),
        charts=charts,
        matrix=matrix_rows(measures) if one_prefecture else (),
        people_first=one_prefecture and len(measures.area.codes) <= ROOMY,
        design=design_view(measures) if one_prefecture else None,
        profiles=_profiles(measures) if one_prefecture else (),
        targets=target_groups(measures) if one_prefecture else (),
        without_targets=without_targets(measures),
        targets_reviewed=measures.targets_reviewed,
        tally=measures.achievements.tally,
        everyone_tally=measures.achievements.everyone,
        learning=learning_of(measures) if one_prefecture else None,
        comparison=comparison_tables.comparison_table(measures),
        theme_lines=tables.theme_lines(measures),
        theme_forms=measures.themes.forms_everyone,
        changes=changes_view(measures),
        wide=() if one_prefecture else tables.wide_rows(measures),
        tallies=tables.tally_tables(measures),
        lines=() if one_prefecture else tables.respondent_lines(measures),
        about=about_view(measures, findings),
        respondents=tuple(measures.dataset.respondents[code] for code in measures.programmes.matrix),
        volume_prefectures=measures.sizes.prefectures_in_volume,
        attached=attached_to(placed=not measures.dataset.places.lone_text),
        words=config.words,
    )


def _area(measures: Measures) -> AreaView:
    area = measures.area
    return AreaView(
        area.name,
        area.scope,
        len(area.codes) == 1,
        measures.name_of(area.codes[0]),
        area.subjects[0].single,
        area.partly,
        measures.sizes.participating.unit,
    )


def _edition(config: Config) -> EditionView:
    edition = config.edition
    return EditionView(
        title=edition.title,
        programme=edition.programme,
        label=edition.label,
        issuer=edition.issuer,
        version=edition.number_label,
        published=formats.era_date(edition.published_on),
        published_note=edition.published_note,
        successor=edition.successor_note,
        next_year=f"FY{edition.year + 1}",
    )


def _profiles(measures: Measures) -> tuple[Profile, ...]:
    numbers = profile_numbers(measures.dataset)
    codes = [*measures.area.codes, *(form.code for form in measures.area.forms)]
    return tuple(profile_of(measures, code, numbers) for code in codes)
