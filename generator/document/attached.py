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
}
ATTACHED: Final = (FIGURES, *TABLES.values(), PROVENANCE)
"""All of them, in the order in which データについて lists them."""
