"""``data/<year>/`` becomes one frozen ``Dataset``; what contradicts the contract is an error."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from types import MappingProxyType

from generator.dataset.anchors import anchor_condition
from generator.dataset.coherence import check_codes, check_figures
from generator.dataset.contract import INDICATORS, METRICS, PROJECTS, RESPONDENTS, TARGETS, THEMES
from generator.dataset.corrections import apply_corrections
from generator.dataset.csv_reader import read_table
from generator.dataset.editorial import read_corrections, read_sentences
from generator.dataset.place_tables import read_places
from generator.dataset.practice.loading import read_practice
from generator.dataset.practice.waiting import waiting_by_code
from generator.dataset.records import Dataset
from generator.dataset.rows import IndicatorRow, ProjectRow, RespondentRow, TargetRow, ThemeRow
from generator.dataset.targets_review import FILE as REVIEW
from generator.dataset.targets_review import open_candidates, read_review, unreviewed_codes
from generator.errors import DatasetError
from generator.paths import CONFIG, DATA, shown


def load_dataset(year: int, *, data: Path = DATA, complete: bool = True, settings: Path = CONFIG) -> Dataset:
    """Read, check and correct the tables of one edition.

    With ``complete`` False a metric may be left out for all respondents, and so may the tables of chapters 3 and 4:
    an older form did not ask for it. ``settings`` is the folder of the code lists (practice.yaml).
    Raises DatasetError (or ConfigError for the YAML files) naming file and line.
    """
    folder = data / str(year)
    respondents = read_table(folder / "respondents.csv", RespondentRow, columns=RESPONDENTS, key=("code",))
    indicators = read_table(folder / "indicators.csv", IndicatorRow, columns=INDICATORS, key=("code", "metric"))
    projects = read_table(folder / "projects.csv", ProjectRow, columns=PROJECTS, key=("code", "programme"))
    targets = read_table(folder / "targets.csv", TargetRow, columns=TARGETS, key=("code", "id"))
    themes = read_table(folder / "themes.csv", ThemeRow, columns=THEMES, key=("code", "theme"))
    corrections, waivers = read_corrections(folder / "corrections.yaml")
    known = {row.code: row.name for row in respondents}
    summaries = read_sentences(folder, names=known)
    for name, rows in (("indicators", indicators), ("projects", projects), ("targets", targets), ("themes", themes)):
        check_codes(rows, known, file=folder / f"{name}.csv")
    check_figures(folder, year, respondents, indicators, targets)
    waiting = open_candidates(review := read_review(folder / REVIEW))
    places = read_places(folder)
    given = METRICS if complete else {row.metric for row in indicators}
    _check_complete(indicators, known, [one for one in METRICS if one in given], where=shown(folder / "indicators.csv"))
    return Dataset(
        year=year,
        respondents=MappingProxyType({row.code: row.record() for row in respondents}),
        indicators=apply_corrections(
            {(row.code, row.metric): row.record() for row in indicators},
            corrections,
            where=shown(folder / "corrections.yaml"),
        ),
        projects=tuple(row.record() for row in projects),
        targets=tuple(row.record() for row in targets),
        themes=tuple(row.record() for row in themes),
        corrections=corrections,
        waivers=waivers,
        summaries=summaries,
        unreviewed=unreviewed_codes(known, decided=bool(targets) or len(review) > len(waiting), waiting=waiting),
        open_candidates=waiting,
        open_rows=waiting_by_code(folder),
        places=places,
        anchors=anchor_condition(folder, places.hashes),
        practice=read_practice(folder, settings, known=known, complete=complete),
    )


def _check_complete(
    indicators: Iterable[IndicatorRow], codes: Iterable[str], metrics: Sequence[str], *, where: str
) -> None:
    wanted = {(code, metric) for code in codes for metric in metrics}
    absent = sorted(wanted - {(row.code, row.metric) for row in indicators})
    if absent:
        code, metric = absent[0]
        raise DatasetError(
            f"指標の行が足りません（{code} {metric} ほか、計{len(absent)}行）。",
            where=where,
            expected="全団体×全指標。値がなければ status を missing とする",
            remedy="足りない行を書き加えるか、`make ingest SOURCE=… YEAR=…` で表を作り直してください。",
        )
