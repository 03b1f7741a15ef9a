"""From an answered sheet to corrections.yaml: its good rows together, the bad ones as messages."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.audit.inquiry.answers import read_answers
from generator.audit.inquiry.deciding import decide
from generator.audit.inquiry.opening import open_workbook
from generator.audit.inquiry.refusing import InquiryError
from generator.audit.inquiry.rewriting import CorrectionEdits, applied, rewrite
from generator.config.config import Config
from generator.config.yaml_loader import read_text
from generator.dataset.contract import INDICATORS
from generator.dataset.corrections import apply_corrections
from generator.dataset.csv_reader import read_table
from generator.dataset.editorial import read_corrections
from generator.dataset.load import load_dataset
from generator.dataset.records import Dataset
from generator.dataset.rows import IndicatorRow
from generator.errors import DatasetError, UserError
from generator.files import output_errors, write_whole
from generator.paths import shown


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: a line for each answer taken, an error for each row that was not, what else to read."""

    told: tuple[str, ...]
    refused: tuple[InquiryError, ...]
    remarks: tuple[str, ...]


def import_answers(path: Path, config: Config, *, data: Path, today: date) -> Imported:
    """Read the good rows of an answered sheet into data/<year>/corrections.yaml.

    Raises InquiryError for a sheet that does not fit, DatasetError for a corrections.yaml that cannot be rewritten,
    OutputError where it cannot be written; then nothing has changed.
    """
    book = open_workbook(path)
    dataset = load_dataset(config.edition.year, data=data)
    sheet = read_answers(book, dataset, config, where=shown(path))
    folder = data / str(dataset.year)
    rows = read_table(folder / "indicators.csv", IndicatorRow, columns=INDICATORS, key=("code", "metric"))
    printed = {(row.code, row.metric): row.record() for row in rows}
    changes, told, refused = decide(sheet.answers, dataset, config, printed=printed, today=today)
    enter(changes, dataset, folder / "corrections.yaml")
    return Imported(tuple(told), (*sheet.refused, *refused), sheet.remarks)


def enter(changes: CorrectionEdits, dataset: Dataset, target: Path) -> None:
    """Write the changes into the corrections; a file that cannot be kept as it is otherwise is left alone."""
    if changes:
        text = rewrite(read_text(target) if target.exists() else "", changes)
        _prove(text, dataset, changes, target)
        write_whole(target, text.encode("utf-8"))


def _prove(text: str, dataset: Dataset, changes: CorrectionEdits, target: Path) -> None:
    """Read the new text back: it must say exactly what was to come out, and apply to the figures."""
    with output_errors(target), tempfile.TemporaryDirectory() as folder:
        trial = Path(folder) / target.name
        trial.write_text(text, encoding="utf-8", newline="")
        try:
            corrections, waivers = read_corrections(trial)
        except UserError:
            corrections, waivers = (), ()
    expected = applied("corrections", dataset.corrections, changes), applied("waivers", dataset.waivers, changes)
    if (corrections, waivers) != expected:
        raise DatasetError(
            "訂正の表を自動では書き換えられません。何も変えていません。",
            where=shown(target),
            remedy="corrections と waivers を、「- 」で始まる一覧の形（1行に1項目）に書き直してください。",
        )
    apply_corrections(dataset.indicators, corrections, where=shown(target))
