"""What an edition consists of: one order for each brief, with what decides whether it must be built again."""

from __future__ import annotations

from dataclasses import dataclass

from generator.brief.which_area import all_blocks, all_prefectures, nation
from generator.edition.folder.software import environment
from generator.errors import ConfigError
from generator.inputs.access import Inputs
from generator.inputs.code import brief_templates, code_of, files_below
from generator.inputs.fingerprint import combined_fingerprint, files_fingerprint, fingerprint
from generator.measures.areas import Area
from generator.paths import ROOT, TEMPLATES, shown

_PRODUCTS = "generator.edition.outputs.products"
_FIXED_EFFORT = 3


@dataclass(frozen=True)
class Order:
    """One brief to be had.

    ``fingerprint`` stands for what the brief is made of (管理番号 derives from it), ``key`` also for the surroundings that
    it is made in and for what is made beside it; ``effort`` is a guess of its share of the work.
    """

    area: str
    name: str
    scope: str
    control: str
    fingerprint: str
    key: str
    effort: int


def orders_of(inputs: Inputs) -> tuple[Order, ...]:
    """Return an order for each prefecture, each block and the volume, in the order of the index."""
    _check_reissues(inputs)
    surroundings = combined_fingerprint([fingerprint(environment()), companion_fingerprint(_PRODUCTS)])
    return tuple(_order(area, inputs, surroundings) for area in areas_of(inputs).values())


def areas_of(inputs: Inputs) -> dict[str, Area]:
    """Return the areas that the edition has a brief of, by key: prefectures, then blocks, then the whole volume."""
    return {area.key: area for area in (*all_prefectures(inputs), *all_blocks(inputs), nation(inputs))}


def _check_reissues(inputs: Inputs) -> None:
    """Raise ConfigError for a re-issued area that the edition has no brief of."""
    edition = inputs.config.edition
    known = {name for area in areas_of(inputs).values() for name in (area.name, area.title, area.short, area.key)}
    for reissue in edition.reissues:
        for name in reissue.areas:
            if name not in known:
                raise ConfigError(
                    "出し直す資料の地域が、この版にありません。",
                    where=f"{shown(inputs.config.root / 'editions' / f'{edition.year}.yaml')} reissues（第{reissue.number}版）",
                    found=name,
                    expected="収録されている都道府県か、ブロックの名",
                    remedy="areas の名を直してください。",
                )


def _order(area: Area, inputs: Inputs, surroundings: str) -> Order:
    own = inputs.of(area)
    return Order(
        area=area.key,
        name=area.title,
        scope=area.scope.value,
        control=own.control,
        fingerprint=own.fingerprint,
        key=combined_fingerprint([own.fingerprint, surroundings]),
        effort=len(area.codes) + _FIXED_EFFORT,
    )


def companion_fingerprint(module: str) -> str:
    """Return the SHA-256 (hex) over the templates that are no brief's and the code of a module that makes its files."""
    ours = frozenset(brief_templates(TEMPLATES))
    templates = (path for path in files_below(TEMPLATES) if path not in ours)
    code = code_of(module)
    return files_fingerprint((path.relative_to(ROOT).as_posix(), path) for path in (*templates, *code))
