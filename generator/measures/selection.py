"""From a prefecture, a group or the nation to the respondents that its brief is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.config.config import Config
from generator.config.places import Group, Prefecture
from generator.dataset.records import Dataset, Respondent
from generator.errors import RegionError
from generator.measures.areas import Area, Scope, Subject
from generator.paths import shown

NATION_KEY = "00"


def prefecture_area(prefecture: Prefecture, dataset: Dataset) -> Area:
    """Return the area of one prefecture; its subjects are its municipal respondents in the document's order."""
    own = [r for r in dataset.respondents.values() if r.prefecture_code == prefecture.code]
    municipal = [r for r in own if r.is_municipal]
    if not municipal:
        raise RegionError(
            f"{prefecture.name}の自治体の個票がデータにありません。",
            where=f"data/{dataset.year}/respondents.csv",
            found=f"{prefecture.name}の自治体: 0件",
            expected="1件以上",
            remedy=f"表を作り直すか（make ingest）、config/editions/{dataset.year}.yaml の prefectures_in_volume を直してください。",
        )
    return Area(
        key=prefecture.code,
        name=prefecture.name,
        short=prefecture.name,
        scope=Scope.PREFECTURE,
        subjects=tuple(Subject(r.code, r.name, (r.code,)) for r in municipal),
        forms=tuple(r for r in own if not r.is_municipal),
        prefectures=(prefecture.code,),
        municipalities_all=prefecture.municipalities,
    )


def group_area(group: Group, config: Config, dataset: Dataset) -> Area:
    """Return the area of a group: prefectures as subjects, or single municipalities where the group names them.

    ``municipalities_all`` counts the members that the volume could hold. Raises RegionError for a mixture of both
    kinds and for a group of which the volume holds nothing.
    """
    prefectures = [p for p in config.prefectures.values() if p.name in group.members]
    named = [r for r in dataset.municipal() if r.prefecture + r.name in group.members]
    if named and prefectures:
        raise RegionError(
            f"「{group.name}」には、都道府県と市町村が混ざっています。",
            where=shown(config.root / "groupings.yaml"),
            found="、".join(group.members[:5]),
            expected="都道府県だけ、又は市町村だけ",
            remedy="都道府県のまとまりと市町村のまとまりに分けてください。",
        )
    if named:
        subjects = tuple(Subject(r.code, r.name, (r.code,)) for r in named)
        codes = sorted({r.prefecture_code for r in named})
        held = config.edition.prefectures_in_volume
        known = sum(member.prefecture in held for member in config.group_municipalities(group))
        return Area(
            key=group.key,
            name=group.name,
            short=group.short,
            scope=Scope.BLOCK,
            subjects=subjects,
            forms=(),
            prefectures=tuple(codes),
            municipalities_all=known,
        )
    return _of_prefectures(group.key, (group.name, group.short), Scope.BLOCK, prefectures, config, dataset)


def nation_area(name: str, config: Config, dataset: Dataset) -> Area:
    """Return the area of the whole volume."""
    everywhere = list(config.prefectures.values())
    area = _of_prefectures(NATION_KEY, (name, ""), Scope.NATION, everywhere, config, dataset)
    covered = config.words.covered.format(count=len(area.prefectures))
    return replace(area, short=covered, heading=f"{config.words.overview}（{covered}）")


def _of_prefectures(
    key: str, names: tuple[str, str], scope: Scope, prefectures: Sequence[Prefecture], config: Config, dataset: Dataset
) -> Area:
    municipal: dict[str, list[Respondent]] = {p.code: [] for p in prefectures}
    forms: list[Respondent] = []
    for respondent in dataset.respondents.values():
        if respondent.prefecture_code in municipal:
            (municipal[respondent.prefecture_code] if respondent.is_municipal else forms).append(respondent)
    present = [p for p in prefectures if municipal[p.code]]
    if not present:
        raise RegionError(
            f"「{names[0]}」に属する都道府県の個票は、{config.edition.source.volume}に収録されていません。",
            where=f"data/{dataset.year}/respondents.csv",
            remedy="収録されている都道府県は `make doctor` で確かめられます。",
        )
    return Area(
        key=key,
        name=names[0],
        short=names[1],
        scope=scope,
        subjects=tuple(Subject(p.code, p.name, tuple(r.code for r in municipal[p.code])) for p in present),
        forms=tuple(forms),
        prefectures=tuple(p.code for p in present),
        municipalities_all=sum(p.municipalities for p in present),
        partly=scope is Scope.BLOCK and len(present) < len(prefectures),
    )
