"""All settings of one edition, read and cross-checked once, frozen afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.config.checks import (
    check_edition,
    check_metrics,
    check_sections,
    check_themes,
)
from generator.config.dated_places import load_places
from generator.config.edition import Edition
from generator.config.edition_files import edition_file, is_draft
from generator.config.metrics import Metric, MetricFile, Place
from generator.config.place_names import same_place
from generator.config.places import FormerMunicipality, Group, Groupings, Municipality, Prefecture
from generator.config.practice import PracticeFile
from generator.config.questionnaire import Questionnaire, load_questionnaire
from generator.config.quoting import echo, hint
from generator.config.sections import Sections
from generator.config.settings import FrozenTable
from generator.config.similarity import Similarity
from generator.config.themes import Theme, ThemeFile
from generator.config.words import Words
from generator.config.yaml_loader import load_yaml
from generator.errors import ConfigError
from generator.paths import CONFIG, TEMPLATES, shown


@dataclass(frozen=True)
class Config:
    """Settings by key, in the order of the files: prefectures by code, metrics by key, municipalities by code.

    ``municipalities`` holds those of the edition's day and the 47 prefectures; those have an empty name. ``former``
    are the names and codes that ended since the edition before.
    """

    root: Path
    prefectures: FrozenTable[Prefecture]
    groupings: Groupings
    metrics: FrozenTable[Metric]
    edition: Edition
    municipalities: FrozenTable[Municipality]
    former: tuple[FormerMunicipality, ...]
    themes: tuple[Theme, ...]
    similarity: Similarity
    words: Words
    sections: Sections
    practice: PracticeFile
    questionnaire: Questionnaire

    @property
    def edition_file(self) -> Path:
        """The file of the edition's settings."""
        return edition_file(self.root, year=self.edition.year)

    @property
    def in_preparation(self) -> bool:
        """Whether the edition's settings are still a draft: what is made from them is a draft too."""
        return is_draft(self.edition_file)

    @property
    def main_metrics(self) -> tuple[Metric, ...]:
        """The indicators that the background draws."""
        return self.shown_in("main")

    def shown_in(self, place: Place) -> tuple[Metric, ...]:
        """Return the indicators that are shown there, in the order of the file."""
        return tuple(metric for metric in self.metrics.values() if place in metric.shown)

    @property
    def municipality_total(self) -> int:
        """How many municipalities and special wards there are."""
        return sum(place.municipalities for place in self.prefectures.values())

    def prefecture(self, name: str) -> Prefecture:
        """Return the prefecture of a full name (岩手県). Raises ConfigError."""
        for place in self.prefectures.values():
            if place.name == name:
                return place
        names = [place.name for place in self.prefectures.values()]
        raise ConfigError(
            f"「{echo(name)}」という都道府県はありません。",
            where=shown(self.root / "prefectures.yaml"),
            found=echo(name),
            expected="47都道府県の1つ（岩手県のように書く）",
            remedy=hint(name, names) or "都、道、府、県まで正しく書いてください。",
        )

    def municipality(self, prefecture: str, name: str) -> Municipality:
        """Return the row of a municipality by prefecture and name, in whatever form the name is written.

        Known too are names with 県 or 郡 before them and those that ended since the edition before.
        Raises ConfigError that tells which row to add.
        """
        own = [row for row in self.municipalities.values() if row.prefecture == prefecture]
        for row in own:
            if row.name == name or same_place(name, row):
                return row
        for old in self.former:
            if old.prefecture == prefecture and same_place(name, Municipality(old.code, prefecture, old.name, "")):
                return self.municipalities[old.new_code]
        place = self.prefecture(prefecture)
        raise ConfigError(
            f"{prefecture}の「{echo(name)}」は、市町村の表にありません。",
            where=shown(self.root / "municipalities.csv"),
            found=echo(name),
            expected=f"{self.edition.as_of} に有効な「{place.code}????,{prefecture},{echo(name)},読み,,,」という行",
            remedy="名が正しければ、団体コード6桁を調べて行を書き加えてください。名が変わったのなら、前の行に valid_to と"
            "successor を、新しい行に valid_from を書いてください。" + hint(name, [row.name for row in own if row.name]),
        )

    def block_of(self, prefecture: Prefecture) -> Group:
        """Return the prefecture's group in the block scheme."""
        return next(group for group in self.groupings.blocks.groups if prefecture.name in group.members)

    def group_municipalities(self, group: Group) -> tuple[Municipality, ...]:
        """Return the members that are single municipalities, in the group's order."""
        by_name = {row.prefecture + row.name: row for row in self.municipalities.values() if row.name}
        return tuple(by_name[member] for member in group.members if member in by_name)


def load_config(root: Path = CONFIG, *, year: int | None = None, templates: Path = TEMPLATES) -> Config:
    """Return the settings of the edition; without a year, of the newest that is no draft.

    ``templates`` holds the sections named.

    Raises ConfigError for a fault in a file and RegionError for a year that has no edition.
    """
    edition_path = edition_file(root, year=year)
    edition = load_yaml(edition_path, Edition)
    places = load_places(root, edition)
    prefectures, rows = places.prefectures, places.municipalities
    metrics = load_yaml(root / "metrics.yaml", MetricFile).metrics
    check_metrics(metrics, file=root / "metrics.yaml")
    themes = load_yaml(root / "themes.yaml", ThemeFile).themes
    check_themes(themes, file=root / "themes.yaml")
    sections = load_yaml(root / "sections.yaml", Sections)
    check_sections(sections, templates=templates, file=root / "sections.yaml")
    similarity = load_yaml(root / "similarity.yaml", Similarity)
    check_edition(
        edition,
        prefectures=[place.name for place in prefectures],
        metrics=[metric.key for metric in metrics],
        municipalities=[row.prefecture + row.name for row in rows if row.name],
        file=edition_path,
    )
    return Config(
        root=root,
        prefectures=FrozenTable({place.code: place for place in prefectures}),
        groupings=places.groupings,
        metrics=FrozenTable({metric.key: metric for metric in metrics}),
        edition=edition,
        municipalities=FrozenTable({row.code: row for row in rows}),
        former=places.former,
        themes=themes,
        similarity=similarity,
        words=load_yaml(root / "words.yaml", Words),
        sections=sections,
        practice=load_yaml(root / "practice.yaml", PracticeFile),
        questionnaire=load_questionnaire(root, edition).bounded({metric.key: metric.believed for metric in metrics}),
    )
