"""An edition against the other tables."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from generator.config.checks.complaints import Complaints
from generator.config.edition import Edition


def check_edition(
    edition: Edition,
    *,
    prefectures: Collection[str],
    metrics: Collection[str],
    municipalities: Collection[str],
    file: Path,
) -> None:
    """Year as the file's name and label; prefectures, metrics and municipalities (岩手県盛岡市) that exist.

    Raises ConfigError.
    """
    complaints = Complaints(file)
    _check_year(edition, complaints=complaints)
    volume, references = edition.prefectures_in_volume, edition.reference_values
    complaints.refuse_twice(volume, trail=("prefectures_in_volume",), what="都道府県「{}」")
    for number, name in enumerate(volume):
        complaints.must_know(name, prefectures, trail=("prefectures_in_volume", number), what="都道府県")
    complaints.refuse_twice([each.key for each in edition.programmes], trail=("programmes",), what="事業「{}」")
    measured = [each.metric for each in references]
    complaints.refuse_twice(measured, trail=("reference_values",), what="指標「{}」の全国値")
    for number, key in enumerate(measured):
        complaints.must_know(key, metrics, trail=("reference_values", number, "metric"), what="指標")
    for number, header in enumerate(edition.lost_headers):
        place = header.prefecture + header.name
        complaints.must_know(place, municipalities, trail=("lost_headers", number, "name"), what="市町村")


def _check_year(edition: Edition, *, complaints: Complaints) -> None:
    if complaints.file.name.split(".")[0] != str(edition.year):
        raise complaints.at(
            ("year",),
            "year がファイル名と違います。",
            found=str(edition.year),
            expected=complaints.file.name.split(".")[0],
            remedy="year かファイル名のどちらかを直してください。",
        )
    ending = f"（{edition.year}年度）"
    if not edition.label.endswith(ending):
        raise complaints.at(
            ("label",),
            "label が year と食い違っています。",
            found=edition.label,
            expected=f"「{ending}」で終わる名",
            remedy="label か year のどちらかを直してください。",
        )
