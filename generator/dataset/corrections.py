"""Corrections applied to indicators. The printed tables are never changed; a new mapping is returned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from generator.dataset.contract import Status
from generator.dataset.records import Correction, Indicator
from generator.errors import DatasetError

Key = tuple[str, str]


def apply_corrections(
    indicators: Mapping[Key, Indicator], corrections: tuple[Correction, ...], *, where: str
) -> MappingProxyType[Key, Indicator]:
    """Return the indicators with each correction in place of the printed figure.

    Raises DatasetError when a correction matches nothing, when the figure that it expects is no longer printed
    (the upstream error may have been mended), when its unit is not the metric's, or when two correct one figure.
    """
    corrected = dict(indicators)
    done: set[Key] = set()
    for correction in corrections:
        key = (correction.respondent, correction.metric)
        if key in done:
            raise _error("同じ数値に訂正が二つあります。", correction, where, remedy="一つにまとめてください。")
        corrected[key] = _corrected(indicators.get(key), correction, where)
        done.add(key)
    return MappingProxyType(corrected)


def _corrected(indicator: Indicator | None, correction: Correction, where: str) -> Indicator:
    if indicator is None:
        raise _error(
            "訂正の対象がデータにありません。", correction, where, remedy="respondent と metric を確かめてください。"
        )
    if indicator.printed != correction.printed:
        raise _error(
            "訂正が前提とする数値は、もう原資料にありません。",
            correction,
            where,
            found=indicator.printed or "（空欄）",
            expected=correction.printed or "（空欄）",
            remedy="原資料が直っていれば、この訂正を削除してください。",
        )
    if indicator.unit != correction.unit:
        raise _error(
            "訂正の単位が違います。",
            correction,
            where,
            found=correction.unit,
            expected=indicator.unit,
            remedy="訂正の unit と value を、表の単位に直してください。",
        )
    status = Status.MISSING if correction.value is None else Status.CORRECTED
    return replace(indicator, value=correction.value, status=status, correction=correction)


def _error(what: str, correction: Correction, where: str, *, remedy: str, **details: str) -> DatasetError:
    return DatasetError(f"{what}（{correction.respondent} {correction.metric}）", where=where, remedy=remedy, **details)
