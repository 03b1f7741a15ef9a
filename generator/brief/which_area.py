"""What to build: from words on the command line to the areas of an edition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from generator.audit.doubts import doubts_of
from generator.brief.lettering import printable
from generator.config.config import Config, load_config
from generator.config.places import FormerMunicipality
from generator.config.quoting import echo
from generator.config.regions import require_group_in_volume, require_in_volume, resolve_group, resolve_prefecture
from generator.dataset.agreement import check_agreement
from generator.dataset.contract import METRICS
from generator.dataset.load import load_dataset
from generator.dataset.seal import seal_state
from generator.errors import RegionError
from generator.inputs.access import Inputs
from generator.measures.areas import Area
from generator.measures.changes import Previous, previous_of
from generator.measures.selection import group_area, nation_area, prefecture_area
from generator.paths import CONFIG, DATA, TEMPLATES


def load_inputs(
    year: int | None,
    *,
    config: Path = CONFIG,
    data: Path = DATA,
    templates: Path = TEMPLATES,
    draft: bool | None = None,
) -> Inputs:
    """Read settings and tables of an edition (the newest without a year), and of the year before where it is at hand.

    What is made of them is a draft where ``draft`` says so; unsaid, where the settings are still a draft or the tables are
    not those that were sealed.
    """
    settings = load_config(config, year=year, templates=templates)
    this = settings.edition.year
    former = settings.former
    previous = load_previous(this - 1, config=config, data=data, templates=templates, former=former)
    dataset = load_dataset(this, data=data)
    check_agreement(dataset, settings, folder=data / str(this))
    unready = _unready(settings, data / str(this))
    dataset = replace(dataset, doubts=doubts_of(dataset, settings))
    drafted = bool(unready) if draft is None else draft
    return Inputs(settings, printable(dataset), data, templates, previous, drafted, unready)


def _unready(config: Config, folder: Path) -> str:
    """Return why what is made of these settings and tables is a draft; empty where it is none."""
    seal = seal_state(folder)
    if config.in_preparation:
        return "年度版の設定が下書きのままである"
    return "" if seal.sound else seal.told


def told_of_draft(inputs: Inputs) -> tuple[str, ...]:
    """Return what the maker of a brief is told of the mark 案; nothing where the pages carry none."""
    return (f"全てのページに「案」と刷りました。{inputs.unready}。",) if inputs.draft and inputs.unready else ()


def load_previous(
    year: int, *, config: Path, data: Path, templates: Path, former: Sequence[FormerMunicipality] = ()
) -> Previous | None:
    """Read the edition that the next year's is compared with; None where its settings or its tables are not there.

    ``former`` are the municipalities that ended in between.

    Raises ConfigError or DatasetError when they are there but faulty.
    """
    if not ((config / "editions" / f"{year}.yaml").exists() and (data / str(year)).is_dir()):
        return None
    settings = load_config(config, year=year, templates=templates)
    dataset = load_dataset(year, data=data, complete=False)
    if {metric for _, metric in dataset.indicators} == set(METRICS):  # the audit asks for all of them
        dataset = replace(dataset, doubts=doubts_of(dataset, settings))
    return previous_of(settings.edition, printable(dataset), former)


def chosen(pref: str, group: str, year: int | None) -> tuple[Area, Inputs]:
    """Return the area that PREF or GROUP names, and what its edition's briefs are made of. Raises RegionError."""
    if pref.strip() and group.strip():
        raise RegionError(
            "PREF と GROUP は、どちらか一方を指定してください。",
            where="PREF、GROUP",
            found=f"PREF={echo(pref.strip())} GROUP={echo(group.strip())}",
            expected="どちらか一方",
            remedy="都道府県の資料なら GROUP を、ブロックの資料なら PREF を消してください。",
        )
    inputs = load_inputs(year)
    return one_area(pref, group, inputs), inputs


def one_area(pref: str, group: str, inputs: Inputs) -> Area:
    """Return the area that PREF or GROUP names. Raises RegionError."""
    if group.strip():
        found = resolve_group(group, inputs.config)
        require_group_in_volume(found, inputs.config.edition)
        return group_area(found, inputs.config, inputs.dataset)
    prefecture = resolve_prefecture(pref, inputs.config)
    require_in_volume(prefecture, inputs.config.edition)
    return prefecture_area(prefecture, inputs.dataset)


def all_prefectures(inputs: Inputs) -> tuple[Area, ...]:
    """Return the areas of all prefectures in the volume, by code."""
    held = inputs.config.edition.prefectures_in_volume
    return tuple(prefecture_area(p, inputs.dataset) for p in inputs.config.prefectures.values() if p.name in held)


def all_blocks(inputs: Inputs) -> tuple[Area, ...]:
    """Return the areas of the block scheme's groups of which the volume holds more than one prefecture.

    A block of one would be the brief of the same forms as that prefecture's.
    """
    held = set(inputs.config.edition.prefectures_in_volume)
    groups = (g for g in inputs.config.groupings.blocks.groups if len(held & set(g.members)) > 1)
    return tuple(group_area(group, inputs.config, inputs.dataset) for group in groups)


def nation(inputs: Inputs) -> Area:
    """Return the area of the whole volume."""
    return nation_area(inputs.config.words.volume, inputs.config, inputs.dataset)
