"""All settings of one edition, read and cross-checked once, frozen afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.config.checks import (
    check_edition,
    check_groupings,
    check_metrics,
    check_prefectures,
    check_sections,
    check_themes,
)
from generator.config.edition import Edition
from generator.config.metrics import Metric, MetricFile, Place
from generator.config.municipalities import read_municipalities
from generator.config.places import Group, Groupings, Municipality, Prefecture, PrefectureFile
from generator.config.practice import PracticeFile
from generator.config.quoting import echo, hint
from generator.config.sections import Sections
from generator.config.settings import FrozenTable
from generator.config.similarity import Similarity
from generator.config.themes import Theme, ThemeFile
from generator.config.words import Words
from generator.config.yaml_loader import load_yaml
from generator.errors import ConfigError, RegionError
from generator.paths import CONFIG, TEMPLATES, shown


@dataclass(frozen=True)
class Config:
    """Settings by key, in the order of the files: prefectures by code, metrics by key, municipalities by code.

    ``municipalities`` holds the 47 prefectures too; those have an empty name.
    """

    root: Path
    prefectures: FrozenTable[Prefecture]
    groupings: Groupings
    metrics: FrozenTable[Metric]
    edition: Edition
    municipalities: FrozenTable[Municipality]
    themes: tuple[Theme, ...]
    similarity: Similarity
    words: Words
    sections: Sections
    practice: PracticeFile

    @property
    def main_metrics(self) -> tuple[Metric, ...]:
        """The five indicators of page 1."""
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
        """Return the row of a municipality by full names. Raises ConfigError that tells which row to add."""
        for row in self.municipalities.values():
            if row.name == name and row.prefecture == prefecture:
                return row
        place = self.prefecture(prefecture)
        names = [row.name for row in self.municipalities.values() if row.prefecture == prefecture and row.name]
        raise ConfigError(
            f"{prefecture}の「{echo(name)}」は、市町村の表にありません。",
            where=shown(self.root / "municipalities.csv"),
            found=echo(name),
            expected=f"code,prefecture,name,kana の順に「{place.code}????,{prefecture},{echo(name)},読み」という行",
            remedy="名が正しければ、団体コード6桁を調べて行を書き加え、prefectures.yaml の市町村数も確かめてください。"
            + hint(name, names),
        )

    def block_of(self, prefecture: Prefecture) -> Group:
        """Return the prefecture's group in the block scheme."""
        return next(group for group in self.groupings.blocks.groups if prefecture.name in group.members)

    def group_municipalities(self, group: Group) -> tuple[Municipality, ...]:
        """Return the members that are single municipalities, in the group's order."""
        by_name = {row.prefecture + row.name: row for row in self.municipalities.values() if row.name}
        return tuple(by_name[member] for member in group.members if member in by_name)


def load_config(root: Path = CONFIG, *, year: int | None = None, templates: Path = TEMPLATES) -> Config:
    """Return the settings of the edition; without a year, of the newest one. ``templates`` holds the sections named.

    Raises ConfigError for a fault in a file and RegionError for a year that has no edition.
    """
    edition_file = _edition_file(root, year=year)
    prefectures = load_yaml(root / "prefectures.yaml", PrefectureFile).prefectures
    check_prefectures(prefectures, file=root / "prefectures.yaml")
    rows = read_municipalities(root / "municipalities.csv", prefectures=prefectures)
    groupings = load_yaml(root / "groupings.yaml", Groupings)
    check_groupings(groupings, prefectures=prefectures, municipalities=rows, file=root / "groupings.yaml")
    metrics = load_yaml(root / "metrics.yaml", MetricFile).metrics
    check_metrics(metrics, file=root / "metrics.yaml")
    themes = load_yaml(root / "themes.yaml", ThemeFile).themes
    check_themes(themes, file=root / "themes.yaml")
    sections = load_yaml(root / "sections.yaml", Sections)
    check_sections(sections, templates=templates, file=root / "sections.yaml")
    similarity = load_yaml(root / "similarity.yaml", Similarity)
    edition = load_yaml(edition_file, Edition)
    check_edition(
        edition,
        prefectures=[place.name for place in prefectures],
        metrics=[metric.key for metric in metrics],
        municipalities=[row.prefecture + row.name for row in rows if row.name],
        file=edition_file,
    )
    return Config(
        root=root,
        prefectures=FrozenTable({place.code: place for place in prefectures}),
        groupings=groupings,
        metrics=FrozenTable({metric.key: metric for metric in metrics}),
        edition=edition,
        municipalities=FrozenTable({row.code: row for row in rows}),
        themes=themes,
        similarity=similarity,
        words=load_yaml(root / "words.yaml", Words),
        sections=sections,
        practice=load_yaml(root / "practice.yaml", PracticeFile),
    )


def edition_years(root: Path = CONFIG) -> tuple[int, ...]:
    """Return the years that have an edition, oldest first."""
    names = (path.stem for path in (root / "editions").glob("*.yaml"))
    return tuple(sorted(int(name) for name in names if name.isascii() and name.isdigit()))


def _edition_file(root: Path, *, year: int | None) -> Path:
    years = edition_years(root)
    if not years:
        raise ConfigError(
            "年度版の設定が1つもありません。",
            where=shown(root / "editions"),
            expected="2018.yaml のようなファイル",
            remedy="editions フォルダに年度版の設定を置いてください。",
        )
    wanted = years[-1] if year is None else year
    if wanted not in years:
        raise RegionError(
            f"{echo(wanted)}年度の版はありません。",
            where="YEAR",
            found=echo(wanted),
            expected="、".join(str(known) for known in years),
            remedy=f"例: make brief PREF=岩手 YEAR={years[-1]}",
        )
    return root / "editions" / f"{wanted}.yaml"
