"""The commands of the work sheets. Each returns the lines to show and whether some rows were not taken."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from generator.config.config import Config, load_config
from generator.dataset.contract import RESPONDENTS, Kind
from generator.dataset.csv_reader import read_table
from generator.dataset.rows import RespondentRow
from generator.files import write_whole
from generator.ingest.document.source import SourceDocument
from generator.ingest.form.sections import read_sections
from generator.ingest.rows import read_document
from generator.paths import BUILD, DATA, shown
from generator.worksheets.book import Book, add_table
from generator.worksheets.choices import Choices
from generator.worksheets.errors import WorksheetError
from generator.worksheets.importing import Outcome, import_tables
from generator.worksheets.layout import PRACTICE_SHEETS, SheetRow, lines_of
from generator.worksheets.quoting import source_for
from generator.worksheets.returned import read_returned
from generator.worksheets.rows import read_held
from generator.worksheets.summaries import Forms, import_summaries, summaries_book

FOLDER = "sheets"
_MOST_TOLD = 40


class Told(NamedTuple):
    """Lines to show, and whether some rows were not taken."""

    lines: list[str]
    refused: bool


class _Edition(NamedTuple):
    """What every work sheet needs of an edition."""

    config: Config
    data: Path
    build: Path
    source: SourceDocument
    respondents: list[RespondentRow]

    @property
    def ranges(self) -> Mapping[str, range]:
        """The lines of each respondent's form."""
        return {row.code: range(row.line_start, row.line_end + 1) for row in self.respondents}

    @property
    def names(self) -> Mapping[str, str]:
        """The respondents' names by code."""
        return {row.code: row.name for row in self.respondents}


def write_targets_sheet(year: int | None, source: Path | None, *, data: Path = DATA, build: Path = BUILD) -> list[str]:
    """Write the work sheet of the targets."""
    return _write_tables("成果目標", ("targets",), _edition(year, source, data, build))


def write_practice_sheet(year: int | None, source: Path | None, *, data: Path = DATA, build: Path = BUILD) -> list[str]:
    """Write the work sheets of chapters 3 and 4."""
    return _write_tables("3章4章", PRACTICE_SHEETS, _edition(year, source, data, build))


def write_summaries_sheet(
    year: int | None, source: Path | None, *, data: Path = DATA, build: Path = BUILD
) -> list[str]:
    """Write the work sheet of the summaries."""
    edition = _edition(year, source, data, build)
    title = f"要約の作業表　{edition.config.edition.label}"
    book = summaries_book(
        edition.data, edition.source, _forms(edition, sections=True), title=title, year=edition.config.edition.year
    )
    return _written(edition, "要約", book)


def import_sheet(
    file: Path | None, year: int | None, source: Path | None, *, data: Path = DATA, build: Path = BUILD
) -> Told:
    """Take the good rows of a returned sheet of targets or of chapters 3 and 4."""
    edition = _edition(year, source, data, build)
    sheets = read_returned(_given(file), year=edition.config.edition.year)
    return _told(
        import_tables(sheets, edition.config, data=edition.data, source=edition.source, forms=edition.ranges), edition
    )


def import_summaries_sheet(
    file: Path | None, year: int | None, source: Path | None, *, data: Path = DATA, build: Path = BUILD
) -> Told:
    """Take the good rows of a returned sheet of summaries."""
    edition = _edition(year, source, data, build)
    sheets = read_returned(_given(file), year=edition.config.edition.year)
    forms = _forms(edition, sections=False)
    return _told(import_summaries(sheets, data=edition.data, source=edition.source, forms=forms), edition)


def _edition(year: int | None, source: Path | None, data: Path, build: Path) -> _Edition:
    config = load_config(year=year)
    folder, kept = data / str(config.edition.year), build / str(config.edition.year)
    respondents = read_table(folder / "respondents.csv", RespondentRow, columns=RESPONDENTS, key=("code",))
    return _Edition(config, folder, kept, source_for(source, data=folder, build=kept), respondents)


def _write_tables(name: str, tables: tuple[str, ...], edition: _Edition) -> list[str]:
    year = edition.config.edition.year
    book = Book(f"{name}の作業表　{edition.config.edition.label}", year=year)
    order = {row.code: place for place, row in enumerate(edition.respondents)}
    for table in tables:
        rows = sorted(read_held(table, edition.data).sheet_rows(), key=lambda row: _place(row, order, table))
        add_table(
            book, table, rows, names=edition.names, lines=edition.source.lines, choices=Choices(edition.config.practice)
        )
    return _written(edition, name, book.finished())


def _place(row: SheetRow, order: Mapping[str, int], table: str) -> tuple[int, int]:
    """Return what rows are ordered by: the form, then the first line."""
    return order.get(row.cells["code"], len(order)), min(lines_of(table, row.cells), default=0)


def _written(edition: _Edition, name: str, book: bytes) -> list[str]:
    target = edition.build / FOLDER / f"{name}_{edition.config.edition.year}.xlsx"
    write_whole(target, book)
    return [
        "作業表を書きました。原資料の文を含むので、版管理にもメールの添付にも入れないでください。",
        shown(target),
    ]


def _forms(edition: _Edition, *, sections: bool) -> Forms:
    own = [row for row in edition.respondents if row.kind is not Kind.MEMBER]
    found = {}
    if sections:
        for answer in read_document(edition.source, config=edition.config):
            if answer.identity.kind is not Kind.MEMBER:
                parts = read_sections(answer.identity.form)
                found[answer.identity.code] = [(part.id, part.line_from, part.line_to) for part in parts]
    return Forms({row.code: row.name for row in own}, edition.ranges, found)


def _given(file: Path | None) -> Path:
    if file is None:
        raise WorksheetError(
            "作業表が指定されていません。",
            where="FILE",
            remedy="例: make targets-import FILE=build/2018/sheets/成果目標_2018.xlsx",
        )
    return file


def _told(outcome: Outcome, edition: _Edition) -> Told:
    lines = outcome.told[:_MOST_TOLD]
    if len(outcome.told) > _MOST_TOLD:
        lines.append(f"ほか{len(outcome.told) - _MOST_TOLD}件")
    if outcome.told:
        lines.append(
            f"取り込みました: {shown(edition.data)}（{len(outcome.told)}件。変わらない行 {outcome.unchanged}件）"
        )
        lines.append("make ingest-check で、表と原資料を照らし合わせてください。")
    else:
        lines.append(f"取り込む変更はありません。何も変えていません（変わらない行 {outcome.unchanged}件）。")
    if outcome.refused:
        lines += ["", f"取り込まなかった行 {len(outcome.refused)}件", *map(str, outcome.refused)]
    return Told(lines, bool(outcome.refused))
