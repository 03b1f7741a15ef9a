"""What a prefecture's municipalities are asked: doubtful figures, each with its place and the reason."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from generator.audit.doubts import asked_about
from generator.audit.judging import judge_figures
from generator.config.config import Config
from generator.config.places import Prefecture
from generator.dataset.contract import UNITS
from generator.dataset.records import Dataset, Respondent
from generator.dataset.units import COUNTED
from generator.formats import natural_decimals

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Limits:
    """Which numbers may be answered, in the metric's unit."""

    low: Decimal
    high: Decimal
    whole: bool

    def allow(self, value: Decimal) -> bool:
        """Return whether the number fits."""
        return self.low <= value <= self.high and not (self.whole and natural_decimals(value))


@dataclass(frozen=True, slots=True)
class Question:
    """One row of the sheet; ``place`` is the page or cell where the figure stands, "" where the source is one text."""

    respondent: Respondent
    metric: str
    label: str
    printed: str
    line: int | None
    why: str
    estimate: Decimal | None
    unit: str
    limits: Limits
    place: str = ""

    @property
    def id(self) -> str:
        """What the answer is recognised by."""
        return question_id(self.respondent.code, self.metric)


def question_id(code: str, metric: str) -> str:
    """Return the identifier of a figure in the sheet."""
    return f"{code}:{metric}"


def limits_of(metric: str, config: Config) -> Limits:
    """Return the range that an answer must lie in: that of config/metrics.yaml; counts are whole."""
    low, high = config.metrics[metric].plausible
    return Limits(low, high, UNITS[metric] in COUNTED)


def questions(dataset: Dataset, config: Config, prefecture: Prefecture) -> tuple[Question, ...]:
    """Return the questions to a prefecture in the order of the tables; none where nothing is doubtful.

    Asked are corrections that nobody has confirmed, errors and warnings on a figure that an editor has not waived,
    and waived errors that another reading could explain. What a respondent has answered is not asked again.
    """
    reasons: dict[Key, list[str]] = {}
    estimates: dict[Key, Decimal] = {}
    corrections = {(c.respondent, c.metric): c for c in dataset.corrections}
    for key, correction in corrections.items():
        if correction.status != "confirmed":
            reasons[key] = [correction.reason]
            if correction.value is not None:
                estimates[key] = correction.value
    for judged in asked_about(judge_figures(dataset, config)):
        doubt = judged.finding.doubt
        key = (doubt.respondent, doubt.item)
        if key not in corrections:
            reasons.setdefault(key, []).append(doubt.message)
            if doubt.estimate is not None:
                estimates.setdefault(key, doubt.estimate)
    return tuple(
        _question(key, " ".join(reasons[key]), estimates.get(key), dataset, config)
        for key in dataset.indicators
        if key in reasons and dataset.respondents[key[0]].prefecture_code == prefecture.code
    )


def _question(key: Key, why: str, estimate: Decimal | None, dataset: Dataset, config: Config) -> Question:
    indicator = dataset.indicators[key]
    return Question(
        respondent=dataset.respondents[indicator.code],
        metric=indicator.metric,
        label=config.metrics[indicator.metric].label,
        printed=indicator.printed,
        line=indicator.line,
        why=why,
        estimate=estimate,
        unit=indicator.unit,
        limits=limits_of(indicator.metric, config),
        place="" if indicator.line is None else dataset.places.beside(indicator.line),
    )

