"""Themes: how many forms speak of each, here and among all respondents, and what is distinctive here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from generator.config.themes import Theme
from generator.dataset.contract import Kind
from generator.dataset.records import Dataset
from generator.measures.areas import Area
from generator.measures.figures import Figure, Formula, Ledger


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """One theme: mentions by subject (None where the subject has no form of its own), and who speaks of it."""

    theme: Theme
    by_subject: Mapping[str, Figure | None]
    here: Figure
    everyone: Figure
    share: Figure


@dataclass(frozen=True, slots=True)
class Themes:
    """All themes in the order of config/themes.yaml, with the number of forms that could speak of them."""

    rows: tuple[ThemeRow, ...]
    forms_here: Figure
    forms_everyone: Figure


def count_themes(dataset: Dataset, area: Area, themes: Sequence[Theme], ledger: Ledger) -> Themes:
    """Count the municipal forms of the area and of the volume that speak of each theme."""
    readable = [r.code for r in dataset.municipal() if r.kind is not Kind.MEMBER]
    here = [code for code in area.codes if code in set(readable)]
    mentions = {(mention.code, mention.theme): mention.mentions for mention in dataset.themes}
    forms_everyone = ledger.count("all/themes/forms", "", len(readable), "件")
    rows = tuple(_row(theme, area, here, readable, mentions, ledger, forms_everyone) for theme in themes)
    return Themes(rows, ledger.count(f"{area.key}/themes/forms", area.name, len(here), "件"), forms_everyone)


def _row(
    theme: Theme,
    area: Area,
    here: Sequence[str],
    readable: Sequence[str],
    mentions: Mapping[tuple[str, str], int],
    ledger: Ledger,
    forms_everyone: Figure,
) -> ThemeRow:
    def speaking(codes: Sequence[str]) -> int:
        return sum((code, theme.id) in mentions for code in codes)

    everyone = ledger.count(f"all/theme/{theme.id}", theme.label, speaking(readable), "件")
    share = ledger.add(
        Figure(
            f"all/theme/{theme.id}/share",
            theme.label,
            everyone.exact / forms_everyone.exact * Decimal(100),
            "％",
            0,
            Formula.SHARE,
            inputs=(everyone.id, forms_everyone.id),
        )
    )
    by_subject: dict[str, Figure | None] = {}
    for subject in area.subjects:
        own = [code for code in subject.codes if code in readable]
        count = mentions.get((subject.key, theme.id), 0) if subject.single else speaking(own)
        unit = "回" if subject.single else "件"
        figure_id = f"{subject.key}/theme/{theme.id}"
        by_subject[subject.key] = ledger.count(figure_id, f"{subject.name} {theme.label}", count, unit) if own else None
    return ThemeRow(
        theme=theme,
        by_subject=MappingProxyType(by_subject),
        here=ledger.count(f"{area.key}/theme/{theme.id}/here", theme.label, speaking(here), "件"),
        everyone=everyone,
        share=share,
    )
