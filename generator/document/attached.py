"""The data files that every brief carries inside: what they are called and what they hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal


@dataclass(frozen=True, slots=True)
class Attached:
    """One file: its name, what it holds, and what it is to the document."""

    name: str
    description: str
    relationship: Literal["Data", "Source", "Supplement"] = "Data"

    @property
    def mime(self) -> str:
        """Return the media type that the name tells."""
        return "application/json" if self.name.endswith(".json") else "text/csv"


FIGURES: Final = Attached("数値.csv", "この資料に印刷した全ての数値（1行に1つの数値、掲載箇所付き）")
PROVENANCE: Final = Attached(
    "provenance.json", "版、管理番号、入力のハッシュ値、各数値の計算式・入力・原資料の行", "Supplement"
)
TABLES: Final = {
    "respondents": Attached("respondents.csv", "個票を提出した団体の表", "Source"),
    "indicators": Attached("indicators.csv", "個票の基本情報の数値の表", "Source"),
    "projects": Attached("projects.csv", "実施する事業と担い手の表", "Source"),
    "targets": Attached("targets.csv", "数値目標と実績の表", "Source"),
    "themes": Attached("themes.csv", "個票が触れたテーマの表", "Source"),
    "theme_lines": Attached("theme_lines.csv", "個票がテーマに触れた行の表", "Source"),
    "practice_cells": Attached("practice_cells.csv", "個票の3章・4章の欄に記載があるかの表", "Source"),
    "areas": Attached("areas.csv", "対象の圏域の表", "Source"),
    "area_units": Attached("area_units.csv", "圏域の単位の表", "Source"),
    "practices": Attached("practices.csv", "欄に挙げられた人、場所、財源、事業などの表", "Source"),
    "coordinators": Attached("coordinators.csv", "相談支援包括化推進員の配置の表", "Source"),
    "meetings": Attached("meetings.csv", "会議の表", "Source"),
    "events": Attached("events.csv", "できごと、課題、次年度の予定の表", "Source"),
    "practice_lines": Attached("practice_lines.csv", "圏域から課題までの表の根拠の行の表", "Source"),
}
PLACES: Final = Attached("places.csv", "表の行が、どの文書のどのページ、どのセルに当たるかの表", "Source")
"""Only where the forms came as pages or cells: of one text the line says it all."""
ATTACHED: Final = (FIGURES, *TABLES.values(), PROVENANCE)
"""All others, in the order in which データについて lists them."""


def attached_to(*, placed: bool) -> tuple[Attached, ...]:
    """Return what a brief carries, with the places of lines where they are known."""
    return (FIGURES, *TABLES.values(), *((PLACES,) if placed else ()), PROVENANCE)
