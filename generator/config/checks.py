"""What one file alone cannot show: names that must exist elsewhere, sets that must be complete."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from generator import formats
from generator.config.edition import Edition
from generator.config.loading import read_values
from generator.config.metrics import Metric
from generator.config.places import Group, Groupings, Municipality, Prefecture, Scheme
from generator.config.themes import Theme
from generator.config.wording import echo, hint
from generator.dataset.contract import UNITS
from generator.errors import ConfigError
from generator.paths import shown

PREFECTURES: Final = 47
MAIN_METRICS: Final = 5


def check_prefectures(prefectures: Sequence[Prefecture], *, file: Path) -> None:
    """47 prefectures with codes 01–47; no name, spelling or tile twice."""
    expected = [f"{number:02}" for number in range(1, PREFECTURES + 1)]
    codes = [place.code for place in prefectures]
    _refuse_twice(codes, path=("prefectures",), what="code「{}」", file=file)
    if codes != expected:
        missing = [code for code in expected if code not in codes]
        raise _at(
            file,
            ("prefectures",),
            "都道府県は、code の順に47並べてください。",
            found=f"{len(codes)}件",
            expected=f"足りない code: {'、'.join(missing)}" if missing else "01 から 47 の順",
        )
    for field in ("name", "short", "kana", "romaji"):
        _refuse_twice(
            [str(getattr(place, field)) for place in prefectures],
            path=("prefectures",),
            what=f"{field}「{{}}」",
            file=file,
        )
    tiles = [f"column {place.tile.column}、row {place.tile.row}" for place in prefectures]
    _refuse_twice(tiles, path=("prefectures",), what="地図の位置（{}）", file=file)


def check_groupings(
    groupings: Groupings, *, prefectures: Sequence[Prefecture], municipalities: Sequence[Municipality], file: Path
) -> None:
    """Keys and names once; members known; a scheme that covers all holds every prefecture exactly once."""
    _refuse_twice([scheme.key for scheme in groupings.schemes], path=("schemes",), what="区分の key「{}」", file=file)
    places = [
        (number, inner, group)
        for number, scheme in enumerate(groupings.schemes)
        for inner, group in enumerate(scheme.groups)
    ]
    known = {place.name for place in prefectures} | {row.prefecture + row.name for row in municipalities}
    seen: dict[str, str] = {}
    for number, inner, group in places:
        path = ("schemes", number, "groups", inner)
        for text in (group.key, group.name):
            if text in seen:
                raise _at(
                    file,
                    path,
                    f"「{text}」という key 又は name が、別のまとまりにもあります。",
                    found=f"{seen[text]}と{group.name}",
                    remedy="どちらかの名を変えてください。",
                )
        seen[group.key] = seen[group.name] = group.name
        _check_members(group, path=path, known=known, file=file)
    for number, scheme in enumerate(groupings.schemes):
        if scheme.covers_all:
            _check_cover(scheme, path=("schemes", number), names=[place.name for place in prefectures], file=file)


def _check_members(group: Group, *, path: tuple[str | int, ...], known: set[str], file: Path) -> None:
    _refuse_twice(group.members, path=(*path, "members"), what=f"「{group.name}」の members に「{{}}」", file=file)
    for number, member in enumerate(group.members):
        if member not in known:
            raise _at(
                file,
                (*path, "members", number),
                f"「{group.name}」の「{echo(member)}」という都道府県又は市町村はありません。",
                found=echo(member),
                expected="岩手県 又は 岩手県盛岡市 のような名",
                remedy=hint(member, known),
            )


def _check_cover(scheme: Scheme, *, path: tuple[str | int, ...], names: Sequence[str], file: Path) -> None:
    members = [member for group in scheme.groups for member in group.members]
    twice = sorted({member for member in members if members.count(member) > 1})
    strange = [member for member in members if member not in names]
    missing = [name for name in names if name not in members]
    for found, what in (
        (twice, "が2つのまとまりに入っています"),
        (strange, "は都道府県ではありません"),
        (missing, "がどのまとまりにも入っていません"),
    ):
        if found:
            raise _at(
                file,
                path,
                f"区分「{scheme.name}」: {'、'.join(found[:5])}{what}。",
                found=f"{len(found)}件",
                expected="47都道府県を1回ずつ（covers_all: true）",
                remedy="members を直すか、一部だけの区分なら covers_all を false にしてください。",
            )


def check_metrics(metrics: Sequence[Metric], *, file: Path) -> None:
    """Every metric of the dataset with its unit, ratios of known sums, exactly five main ones."""
    keys = [metric.key for metric in metrics]
    _refuse_twice(keys, path=("metrics",), what="指標「{}」", file=file)
    for number, metric in enumerate(metrics):
        _check_metric(
            metric,
            path=("metrics", number),
            sums={other.key for other in metrics if other.aggregation == "sum"},
            file=file,
        )
    missing = [key for key in UNITS if key not in keys]
    if missing:
        raise _at(
            file,
            ("metrics",),
            f"指標「{'」「'.join(missing)}」がありません。",
            expected="データの全ての指標",
            remedy="消した場合は、版管理から元に戻してください。",
        )
    main = [metric.key for metric in metrics if metric.main]
    if len(main) != MAIN_METRICS:
        raise _at(
            file,
            ("metrics",),
            "1ページ目の図に出す指標（main: true）の数が違います。",
            found=f"{len(main)}（{'、'.join(main)}）",
            expected=f"{MAIN_METRICS}",
            remedy="main を書き直してください。",
        )


def _check_metric(metric: Metric, *, path: tuple[str | int, ...], sums: set[str], file: Path) -> None:
    unit = UNITS.get(metric.key)
    if metric.origin == "reported" and unit is None:
        raise _at(
            file,
            path,
            f"指標「{metric.key}」はデータにありません。",
            expected="データの指標、又は origin: derived",
            remedy=hint(metric.key, UNITS),
        )
    if unit is not None and metric.unit != unit:
        raise _at(
            file,
            (*path, "unit"),
            f"指標「{metric.key}」の単位がデータと違います。",
            found=metric.unit,
            expected=unit,
            remedy="unit をデータの単位に戻してください。",
        )
    for field, key in (("weight", metric.weight), ("numerator", metric.numerator), ("denominator", metric.denominator)):
        if key is not None and key not in sums:
            raise _at(
                file,
                (*path, field),
                f"指標「{metric.key}」の {field}「{key}」は、合計できる指標ではありません。",
                found=key,
                expected="aggregation が sum の指標",
                remedy=hint(key, sums),
            )


def check_themes(themes: Sequence[Theme], *, file: Path) -> None:
    """No id and no label twice."""
    for field in ("id", "label"):
        _refuse_twice(
            [str(getattr(theme, field)) for theme in themes], path=("themes",), what=f"{field}「{{}}」", file=file
        )


def check_edition(
    edition: Edition,
    *,
    prefectures: Sequence[Prefecture],
    metrics: Sequence[Metric],
    municipalities: Sequence[Municipality],
    file: Path,
) -> None:
    """Year as the file's name; prefectures, metrics and municipalities that exist; programmes of the contract."""
    if file.stem != str(edition.year):
        raise _at(
            file,
            ("year",),
            "year がファイル名と違います。",
            found=str(edition.year),
            expected=file.stem,
            remedy="どちらかを直してください。",
        )
    label = formats.fiscal_year(edition.year)
    if edition.label != label:
        raise _at(
            file,
            ("label",),
            "label が year と食い違っています。",
            found=echo(edition.label),
            expected=label,
            remedy="label を直してください。",
        )
    names = [place.name for place in prefectures]
    _refuse_twice(edition.prefectures_in_volume, path=("prefectures_in_volume",), what="都道府県「{}」", file=file)
    for number, name in enumerate(edition.prefectures_in_volume):
        _must_know(name, names, path=("prefectures_in_volume", number), what="都道府県", file=file)
    _refuse_twice(
        [programme.key for programme in edition.programmes], path=("programmes",), what="事業「{}」", file=file
    )
    _refuse_twice(
        [value.metric for value in edition.reference_values],
        path=("reference_values",),
        what="指標「{}」の全国値",
        file=file,
    )
    for number, value in enumerate(edition.reference_values):
        _must_know(
            value.metric,
            [metric.key for metric in metrics],
            path=("reference_values", number, "metric"),
            what="指標",
            file=file,
        )
    known = [row.prefecture + row.name for row in municipalities]
    for number, header in enumerate(edition.lost_headers):
        _must_know(header.prefecture + header.name, known, path=("lost_headers", number), what="市町村", file=file)


def _must_know(name: str, known: Iterable[str], *, path: tuple[str | int, ...], what: str, file: Path) -> None:
    choices = list(known)
    if name not in choices:
        raise _at(
            file, path, f"「{echo(name)}」という{what}はありません。", found=echo(name), remedy=hint(name, choices)
        )


def _refuse_twice(values: Sequence[str], *, path: tuple[str | int, ...], what: str, file: Path) -> None:
    for number, value in enumerate(values):
        if value in values[:number]:
            first = read_values(file).line((*path, values.index(value)))
            raise _at(
                file,
                (*path, number),
                what.format(echo(value)) + "が2回書かれています。",
                found=f"{first}行目にもあります",
                remedy="どちらか一方を直してください。",
            )


def _at(
    file: Path, path: tuple[str | int, ...], what: str, *, found: str = "", expected: str = "", remedy: str = ""
) -> ConfigError:
    """Return the error with the line of the path: the file is read again, since faults are rare."""
    return ConfigError(
        what, where=f"{shown(file)}:{read_values(file).line(path)}", found=found, expected=expected, remedy=remedy
    )
