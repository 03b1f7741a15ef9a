"""Metrics and themes against each other and against the dataset's contract."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Final

from generator.config.checks.complaints import Complaints
from generator.config.metrics import Metric
from generator.config.quoting import hint
from generator.config.themes import Theme
from generator.config.yaml_lines import Trail
from generator.dataset.contract import UNITS

MOST_MAIN: Final = 6


def check_metrics(metrics: Sequence[Metric], *, file: Path) -> None:
    """Every metric of the dataset with its unit, weights that add up, at least one main one and at most six. Raises ConfigError."""
    complaints = Complaints(file)
    keys = [metric.key for metric in metrics]
    complaints.refuse_twice(keys, trail=("metrics",), what="指標「{}」")
    sums = [metric.key for metric in metrics if metric.aggregation == "sum"]
    for number, metric in enumerate(metrics):
        _check_contract(metric, trail=("metrics", number), complaints=complaints)
        _check_operands(metric, trail=("metrics", number), sums=sums, complaints=complaints)
    missing = "、".join(key for key in UNITS if key not in keys)
    if missing:
        raise complaints.at(
            ("metrics",),
            f"指標 {missing} がありません。",
            expected="データの全ての指標",
            remedy="消した場合は、版管理から元に戻してください。",
        )
    main = [metric.key for metric in metrics if "main" in metric.shown]
    if not 1 <= len(main) <= MOST_MAIN:
        raise complaints.at(
            ("metrics",),
            "背景の指標の図に出す指標（shown に main と書いた指標）の数が違います。",
            found=f"{len(main)}（{'、'.join(main)}）",
            expected=f"1～{MOST_MAIN}",
            remedy="shown の main を書き直してください。",
        )


def _check_contract(metric: Metric, *, trail: Trail, complaints: Complaints) -> None:
    unit = UNITS.get(metric.key)
    if (metric.origin == "reported") != (unit is not None):
        raise complaints.at(
            trail,
            f"指標「{metric.key}」の origin が、データと食い違っています。",
            found=f"origin: {metric.origin}",
            expected="データにある指標は reported、計算する指標は derived",
            remedy=f"key の綴りか origin を直してください。{hint(metric.key, UNITS)}",
        )
    if unit is not None and metric.unit != unit:
        raise complaints.at(
            (*trail, "unit"),
            f"指標「{metric.key}」の単位がデータと違います。",
            found=metric.unit,
            expected=unit,
            remedy="unit をデータの単位に戻してください。",
        )


def _check_operands(metric: Metric, *, trail: Trail, sums: Collection[str], complaints: Complaints) -> None:
    for field in ("weight", "numerator", "denominator"):
        key = getattr(metric, field)
        if key is not None and key not in sums:
            raise complaints.at(
                (*trail, field),
                f"指標「{metric.key}」の {field}「{key}」は、合計できる指標ではありません。",
                found=str(key),
                expected="aggregation が sum の指標の key",
                remedy=hint(str(key), sums) or "key の綴りを確かめてください。",
            )


def check_themes(themes: Sequence[Theme], *, file: Path) -> None:
    """No id and no label twice. Raises ConfigError."""
    for field in ("id", "label"):
        values = [str(getattr(theme, field)) for theme in themes]
        Complaints(file).refuse_twice(values, trail=("themes",), what=f"{field}「{{}}」")
