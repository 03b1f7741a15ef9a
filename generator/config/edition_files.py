"""Which editions there are: settings by year, and drafts of years to come."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from generator.config.quoting import echo
from generator.errors import ConfigError, RegionError
from generator.paths import CONFIG, shown

DRAFT: Final = ".draft.yaml"
_WHOLE: Final = ".yaml"


def edition_years(root: Path = CONFIG) -> tuple[int, ...]:
    """Return the years that have an edition, oldest first; drafts do not count."""
    return _years(root, _WHOLE)


def draft_years(root: Path = CONFIG) -> tuple[int, ...]:
    """Return the years whose edition is being prepared, oldest first."""
    return tuple(year for year in _years(root, DRAFT) if year not in edition_years(root))


def is_draft(file: Path) -> bool:
    """Whether a file of settings is the draft that ``make new-edition`` made."""
    return file.name.endswith(DRAFT)


def draft_file(root: Path, year: int) -> Path:
    """Return where the draft of a year's settings lies."""
    return root / "editions" / f"{year}{DRAFT}"


def edition_file(root: Path, *, year: int | None) -> Path:
    """Return the file of a year's settings, the draft where there is no other; without a year, of the newest edition.

    A draft is read only when its year is named. Raises ConfigError without any edition, RegionError for a year unknown.
    """
    years, drafts = edition_years(root), draft_years(root)
    if not years:
        raise ConfigError(
            "年度版の設定が1つもありません。",
            where=shown(root / "editions"),
            expected="2018.yaml のようなファイル",
            remedy="editions フォルダに年度版の設定を置いてください。",
        )
    wanted = years[-1] if year is None else year
    if wanted in drafts:
        return draft_file(root, wanted)
    if wanted not in years:
        known = "、".join(str(one) for one in years)
        begin = f"新しい年度は、make new-edition YEAR={wanted} で準備を始めます。" if wanted > years[-1] else ""
        raise RegionError(
            f"{echo(wanted)}年度の版はありません。",
            where="YEAR",
            found=echo(wanted),
            expected=known + (f"（準備中: {'、'.join(map(str, drafts))}）" if drafts else ""),
            remedy=begin or f"例: make brief PREF=岩手 YEAR={years[-1]}",
        )
    return root / "editions" / f"{wanted}{_WHOLE}"


def _years(root: Path, ending: str) -> tuple[int, ...]:
    names = (path.name.removesuffix(ending) for path in (root / "editions").glob(f"*{ending}"))
    return tuple(sorted(int(name) for name in names if name.isascii() and name.isdigit()))
