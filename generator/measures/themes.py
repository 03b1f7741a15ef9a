"""Themes: how many forms speak of each, here and among all respondents, and what is distinctive here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from generator.config.themes import Theme
from generator.dataset.contract import Kind
from generator.dataset.records import Dataset, ThemeMention
from generator.ledger.figure import Citation, Figure, Formula, State
from generator.ledger.ids import ALL, FigureId
from generator.ledger.ledger import Ledger
from generator.measures.areas import Area


@dataclass(frozen=True, slots=True)
class ThemeCount:
    """One theme: mentions by subject (None where the subject has no form of its own), and who speaks of it."""

    theme: Theme
    by_subject: Mapping[str, Figure | None]
    here: Figure
    everyone: Figure
    share: Figure


@dataclass(frozen=True, slots=True)
class Themes:
    """All themes in the order of config/themes.yaml, with the number of forms that could speak of them."""

    rows: tuple[ThemeCount, ...]
    forms_here: Figure
    forms_everyone: Figure


def count_themes(dataset: Dataset, area: Area, themes: Sequence[Theme], ledger: Ledger) -> Themes:
    """Count the municipal forms of the area and of the volume that speak of each theme."""
    readable = [r.code for r in dataset.municipal() if r.kind is not Kind.MEMBER]
    here = [code for code in area.codes if code in set(readable)]
    mentions = {(mention.code, mention.theme): mention for mention in dataset.themes}
    forms_everyone = ledger.count(FigureId(ALL, "themes", "forms"), "", len(readable), "件", inputs=readable)
    rows = tuple(_row(theme, area, here, readable, mentions, ledger, forms_everyone) for theme in themes)
    forms_here = ledger.count(
        FigureId(area.key, "themes", "forms"), area.name, len(here), "件", inputs=here, among=area.codes
    )
    return Themes(rows, forms_here, forms_everyone)


def _row(
    theme: Theme,
    area: Area,
    here: Sequence[str],
    readable: Sequence[str],
    mentions: Mapping[tuple[str, str], ThemeMention],
    ledger: Ledger,
    forms_everyone: Figure,
) -> ThemeCount:
    def speaking(figure_id: FigureId, label: str, codes: Sequence[str]) -> Figure:
        inputs = tuple(FigureId(code, "theme", theme.id) for code in codes if (code, theme.id) in mentions)
        return ledger.count(figure_id, label, len(inputs), "件", inputs=inputs, among=codes or area.codes)

    everyone = speaking(FigureId(ALL, "theme", theme.id), theme.label, readable)
    share = ledger.add(
        Figure(
            everyone.id.at("share"),
            theme.label,
            value=everyone.exact / forms_everyone.exact * Decimal(100) if forms_everyone.exact else None,
            unit="％",
            decimals=0,
            formula=Formula.SHARE,
            state=State.VALUE if forms_everyone.exact else State.MISSING,  # members only have no form of their own
            inputs=(everyone.id, forms_everyone.id),
        )
    )
    by_subject: dict[str, Figure | None] = {}
    for subject in area.subjects:
        own = [code for code in subject.codes if code in readable]
        figure_id, label = FigureId(subject.key, "theme", theme.id), f"{subject.name} {theme.label}"
        if not own:
            by_subject[subject.key] = None
        elif subject.single:
            mention = mentions.get((subject.key, theme.id))
            by_subject[subject.key] = _mentioned(ledger, figure_id, label, mention, form=subject.key)
        else:
            by_subject[subject.key] = speaking(figure_id, label, own)
    return ThemeCount(
        theme=theme,
        by_subject=MappingProxyType(by_subject),
        here=speaking(FigureId(area.key, "theme", theme.id).at("here"), theme.label, here),
        everyone=everyone,
        share=share,
    )


def _mentioned(ledger: Ledger, figure_id: FigureId, label: str, mention: ThemeMention | None, *, form: str) -> Figure:
    """Enter how often one form speaks of the theme, with the lines where it does."""
    count, lines = (mention.mentions, mention.lines) if mention else (0, ())
    source = Citation(lines=lines)
    return ledger.add(
        Figure(
            figure_id,
            label,
            value=Decimal(count),
            unit="回",
            decimals=0,
            formula=Formula.COUNT,
            source=source,
            among=(FigureId(form),),
        )
    )
