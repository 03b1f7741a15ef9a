"""The six tables of chapters 3 and 4 become one frozen record; codes are those of config/practice.yaml."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeVar

from generator.config.practice import PracticeFile
from generator.config.quoting import echo, hint
from generator.config.yaml_loader import load_yaml
from generator.dataset.csv_reader import Row, read_table
from generator.dataset.practice.contract import PRACTICE_KEYS, PRACTICE_TABLES
from generator.dataset.practice.records import PracticeTables
from generator.dataset.practice.rows import (
    AreaRow,
    CoordinatorsRow,
    EventRow,
    MeetingRow,
    PracticeCellRow,
    PracticeRow,
)
from generator.dataset.table_descriptions import table_descriptions
from generator.errors import DatasetError
from generator.paths import shown

R = TypeVar("R", bound=Row)


class _Coded(NamedTuple):
    """A code in a cell of a table, and the codes that may stand there."""

    row: int
    column: str
    code: str
    allowed: Iterable[str]


def read_practice(folder: Path, settings: Path, *, known: Container[str], complete: bool = True) -> PracticeTables:
    """Return the tables of ``folder``. With ``complete`` False none of them need be there (an earlier edition).

    ``settings`` is the folder of the code lists (practice.yaml). Raises ConfigError for those, DatasetError naming file
    and line for an unknown respondent, cell or code.
    """
    vocabulary = load_yaml(settings / "practice.yaml", PracticeFile)

    def read(table: str, model: type[R]) -> list[R]:
        path = folder / f"{table}.csv"
        if not complete and not path.exists():
            return []
        rows = read_table(path, model, columns=PRACTICE_TABLES[table], key=PRACTICE_KEYS[table])
        respondents = [str(getattr(row, "code", "")) for row in rows]
        _refuse_unknown_respondents(path, respondents, known)
        _refuse_unknown_codes(path, _coded(table, rows, vocabulary))
        return rows

    return PracticeTables(
        cells=tuple(row.record() for row in read("practice_cells", PracticeCellRow)),
        areas=tuple(row.record() for row in read("areas", AreaRow)),
        practices=tuple(row.record() for row in read("practices", PracticeRow)),
        coordinators=tuple(row.record() for row in read("coordinators", CoordinatorsRow)),
        meetings=tuple(row.record() for row in read("meetings", MeetingRow)),
        events=tuple(row.record() for row in read("events", EventRow)),
    )


def _coded(table: str, rows: list[R], vocabulary: PracticeFile) -> Iterator[_Coded]:
    lists = vocabulary.labels
    listed = [column for column in table_descriptions()[table].columns if column.codes in lists]
    for number, row in enumerate(rows, start=2):
        if isinstance(row, PracticeCellRow):
            yield _Coded(number, "cell", row.cell, vocabulary.kinds)
        elif isinstance(row, PracticeRow):
            yield _Coded(number, "cell", row.cell, [cell for cell, kinds in vocabulary.kinds.items() if kinds])
            yield _Coded(number, "kind", row.kind, vocabulary.kinds.get(row.cell, {}))
        for column in listed:
            value = getattr(row, column.name)
            for code in value if isinstance(value, tuple) else [value] if value else []:
                yield _Coded(number, column.name, str(code), lists[column.codes])


def _refuse_unknown_respondents(path: Path, codes: list[str], known: Container[str]) -> None:
    for number, code in enumerate(codes, start=2):
        if code not in known:
            raise DatasetError(
                f"団体コード {code} は respondents.csv にありません。",
                where=f"{shown(path)}:{number}",
                remedy="コードを直すか、respondents.csv に行を加えてください。",
            )


def _refuse_unknown_codes(path: Path, coded: Iterator[_Coded]) -> None:
    for one in coded:
        if one.code not in set(one.allowed):
            raise DatasetError(
                f"列「{one.column}」の符号が、config/practice.yaml にありません。",
                where=f"{shown(path)}:{one.row}",
                found=echo(one.code) or "（空欄）",
                expected="、".join(one.allowed),
                remedy=hint(one.code, list(one.allowed)) or "符号を直すか、config/practice.yaml に加えてください。",
            )
