"""How a figure came about, back to the printed line: its ancestry for templates/tracing/explain.txt.j2."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator import formats
from generator.config.metrics import Metric
from generator.datafiles.wording import Wording
from generator.dataset.practice.records import Coordinators, Event, Meeting, Practice, PracticeArea, PracticeCell
from generator.dataset.records import Dataset, Project, Respondent, Target, ThemeMention
from generator.ledger.figure import Figure, Formula
from generator.ledger.ids import FigureId
from generator.ledger.recompute import agrees
from generator.measures.measure import Measures
from generator.proof.printed import Printed

PracticeRecord = PracticeCell | PracticeArea | Practice | Coordinators | Meeting | Event
Record = Respondent | Project | Target | ThemeMention | PracticeRecord


@dataclass(frozen=True, slots=True)
class Step:
    """One figure or one row of a table in the ancestry; ``depth`` 0 is the figure explained.

    ``agrees`` says whether the inputs lead to the value (None where that cannot be reckoned), ``repeated`` that the
    step has been told before, with all that lies behind it, ``counted`` that a count stands above it. ``metric`` is the
    indicator with its ``parts`` (weight, or numerator and denominator); ``lone`` that the figure has no value because
    it would rest on one respondent.
    """

    id: FigureId
    name: str
    item: str
    figure: Figure | None
    record: Record | None
    depth: int
    agrees: bool | None
    repeated: bool
    counted: bool
    metric: Metric | None
    parts: tuple[Metric, ...]
    lone: bool

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
    def target(self) -> Target | None:
        """Return the target that is one of those counted, with what was decided about it."""
        return self.record if self.counted and isinstance(self.record, Target) else None

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

    @property
    def inputs(self) -> tuple[Step, ...]:
        """Return what the figure was made of, without what lies further back."""
        return tuple(step for step in self.steps if step.depth == 1)

    @property
    def spots(self) -> tuple[tuple[Printed, int], ...]:
        """Return one occurrence for each place (paragraph's headings, cell, chart), with how many stand there."""
        keys = [(one.where, one.chart, one.place) for one in self.places]
        return tuple((dict(zip(keys, self.places, strict=True))[key], count) for key, count in Counter(keys).items())


class Explainer:
    """Explains the figures of one brief. ``dataset`` is the whole one, so that others' lines can be told too."""

    def __init__(self, measures: Measures, dataset: Dataset, words: Wording, printed: tuple[Printed, ...]) -> None:
        self._measures = measures
        self._words = words
        self._printed = printed
        self._records = rows_by_id(dataset)
        self._metrics = measures.config.metrics
        self._factors: Mapping[str, Decimal] = {key: metric.factor for key, metric in self._metrics.items()}

    def explain(self, figure_id: FigureId) -> Explanation:
        """Return the explanation of a figure of the ledger."""
        steps = tuple(self._steps(figure_id, 0, set(), counted=False))
        return Explanation(steps, tuple(one for one in self._printed if one.figure == figure_id))

    def _steps(self, key: FigureId, depth: int, told: set[str], *, counted: bool) -> Iterator[Step]:
        ledger = self._measures.ledger
        figure = ledger[key] if key in ledger else None  # noqa: SIM401  # a ledger is no dict
        repeated = key in told
        told.add(key)
        metric = self._metrics.get(key.item)
        yield Step(
            id=key,
            name=self._words.name(key),
            item=self._words.item(figure) if figure else "",
            figure=figure,
            record=self._records.get(key),
            depth=depth,
            agrees=agrees(figure, ledger, self._factors) if figure else None,
            repeated=repeated and bool(figure and figure.roots),
            counted=counted,
            metric=metric,
            parts=self._parts(metric),
            lone=bool(figure and figure.inputs and not figure.present and self._all_present(figure)),
        )
        for one in figure.roots if figure and not repeated else ():
            yield from self._steps(one, depth + 1, told, counted=bool(figure and figure.formula is Formula.COUNT))

    def _parts(self, metric: Metric | None) -> tuple[Metric, ...]:
        keys = (metric.weight, metric.numerator, metric.denominator) if metric else ()
        return tuple(self._metrics[key] for key in keys if key)

    def _all_present(self, figure: Figure) -> bool:
        ledger = self._measures.ledger
        return all(ledger[one].present for one in figure.inputs if one in ledger)


def rows_by_id(dataset: Dataset) -> dict[str, Record]:
    """Return the rows of the tables by the ids under which figures name them: forms, projects, targets, themes, practice."""
    return {
        **dataset.respondents,
        **{FigureId(one.code, one.programme): one for one in dataset.projects},
        **{FigureId(one.code, one.id): one for one in dataset.targets},
        **{FigureId(one.code, "theme", one.theme): one for one in dataset.themes},
        **{one.id: one for one in (*dataset.practice.cells, *dataset.practice.rows())},
    }
