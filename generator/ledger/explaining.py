"""How a figure came about, back to the printed line: its ancestry for templates/distribution/explain.txt.j2."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator import formats
from generator.dataset.records import Dataset, Project, Respondent, Target, ThemeMention
from generator.ledger.printed import Printed
from generator.ledger.recomputing import agrees
from generator.ledger.wording import Wording
from generator.measures.figures import Figure
from generator.measures.measuring import Measures

Record = Respondent | Project | Target | ThemeMention


@dataclass(frozen=True, slots=True)
class Step:
    """One figure or one row of a table in the ancestry; ``depth`` 0 is the figure explained.

    ``agrees`` says whether the inputs lead to the value (None where that cannot be reckoned), ``repeated`` that the
    step has been told before, with all that lies behind it.
    """

    id: str
    name: str
    item: str
    figure: Figure | None
    record: Record | None
    depth: int
    agrees: bool | None
    repeated: bool

    @property
    def kind(self) -> str:
        """Return what the step is: a figure, or the row of which table."""
        return "figure" if self.figure else type(self.record).__name__.lower() if self.record else "unknown"

    @property
    def exact(self) -> str:
        """Return the value before rounding, to ten decimals at most."""
        if self.figure is None or self.figure.value is None:
            return ""
        value = self.figure.value
        decimals = formats.natural_decimals(value)
        cut = formats.number(value, min(decimals, 10))
        return f"{cut}…" if decimals > 10 else cut

    @property
    def is_rounded(self) -> bool:
        """Return whether the printed figure is not the value itself."""
        return self.figure is not None and self.figure.present and self.figure.exact != self.figure.rounded


@dataclass(frozen=True, slots=True)
class Explanation:
    """A figure with its ancestry and all places where the brief prints it."""

    steps: tuple[Step, ...]
    places: tuple[Printed, ...]

    @property
    def figure(self) -> Figure | None:
        """Return the figure explained."""
        return self.steps[0].figure


class Explainer:
    """Explains the figures of one brief. ``dataset`` is the whole one, so that others' lines can be told too."""

    def __init__(self, measures: Measures, dataset: Dataset, words: Wording, printed: tuple[Printed, ...]) -> None:
        self._measures = measures
        self._words = words
        self._printed = printed
        self._records = dict(_records(dataset))
        self._factors: Mapping[str, Decimal] = {key: metric.factor for key, metric in measures.config.metrics.items()}

    def explain(self, figure_id: str) -> Explanation:
        """Return the explanation of a figure of the ledger."""
        steps = tuple(self._steps(figure_id, 0, set()))
        return Explanation(steps, tuple(one for one in self._printed if one.figure == figure_id))

    def _steps(self, key: str, depth: int, told: set[str]) -> Iterator[Step]:
        ledger = self._measures.ledger
        figure = ledger[key] if key in ledger else None  # noqa: SIM401  # a ledger is no dict
        repeated = key in told
        told.add(key)
        yield Step(
            id=key,
            name=self._words.name(key),
            item=self._words.item(figure) if figure else "",
            figure=figure,
            record=None if figure else self._records.get(key),
            depth=depth,
            agrees=agrees(figure, ledger, self._factors) if figure else None,
            repeated=repeated and bool(figure and figure.inputs),
        )
        for one in figure.inputs if figure and not repeated else ():
            yield from self._steps(one, depth + 1, told)


def _records(dataset: Dataset) -> Iterator[tuple[str, Record]]:
    yield from dataset.respondents.items()
    yield from ((f"{one.code}/{one.programme}", one) for one in dataset.projects)
    yield from ((f"{one.code}/{one.id}", one) for one in dataset.targets)
    yield from ((f"{one.code}/theme/{one.theme}", one) for one in dataset.themes)
