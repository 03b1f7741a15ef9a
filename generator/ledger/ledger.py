"""The ledger: all figures that one brief may print, by id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from generator.ledger.figure import Figure, Formula
from generator.ledger.ids import FigureId


class Ledger:
    """All figures of one brief by id. Adding the same figure twice is fine, two different ones under one id is not."""

    def __init__(self) -> None:
        self._figures: dict[str, Figure] = {}
        self._sealed = False

    def add(self, figure: Figure) -> Figure:
        """Enter the figure and return it. Raises ValueError when the id stands for another figure, or once sealed."""
        if self._sealed:
            raise ValueError(f"the ledger is sealed; count {figure.id} in measures")
        known = self._figures.setdefault(figure.id, figure)
        if known != figure:
            raise ValueError(f"two figures under one id: {figure.id}")
        return known

    def seal(self) -> None:
        """Take no more figures: all is counted before anything is worded."""
        self._sealed = True

    def count(
        self, figure_id: str, label: str, value: int, unit: str, *, inputs: Iterable[str], among: Iterable[str] = ()
    ) -> Figure:
        """Enter a count of ``inputs`` (ids of figures or of rows) and return it; ``among`` is needed where it may be none."""
        of, looked = (tuple(map(FigureId.parse, ids)) for ids in (inputs, among))
        return self.add(
            Figure(
                FigureId.parse(figure_id),
                label,
                value=Decimal(value),
                unit=unit,
                decimals=0,
                formula=Formula.COUNT,
                inputs=of,
                among=looked,
            )
        )

    def __getitem__(self, figure_id: str) -> Figure:
        return self._figures[figure_id]

    def __contains__(self, figure_id: object) -> bool:
        return figure_id in self._figures

    def __iter__(self) -> Iterator[Figure]:
        return iter(self._figures.values())

    def __len__(self) -> int:
        return len(self._figures)
