"""Strict reading of a CSV table: header, encoding and every cell are checked, each error names its line."""

from __future__ import annotations

import csv
import errno
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from generator.config.pydantic_faults import expectation
from generator.config.quoting import echo
from generator.errors import DatasetError
from generator.everyday import everyday
from generator.files import read_ordinary
from generator.paths import shown

_MAX_BYTES = 20_000_000
_LONGEST_CELL = 4_000
_LONGEST_LINE = 50_000
# Characters that nobody sees, or that turn the writing round, or that each machine draws otherwise (外字).
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\uffff\ue000-\uf8ff\U000f0000-\U0010ffff]"
)


class Row(BaseModel):
    """Base of the row models: frozen, no unknown columns, text stays text."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=False)


R = TypeVar("R", bound=Row)


def read_table(path: Path, model: type[R], *, columns: Sequence[str], key: Sequence[str]) -> list[R]:
    """Read one table into row models, in file order.

    Empty cells become None where the model allows it. Raises DatasetError for a missing file or column, a cell that
    does not fit, a row of the wrong length, and a key that occurs twice.
    """
    rows: list[R] = []
    seen: dict[tuple[object, ...], int] = {}
    for line, cells in _records(path, columns):
        row = _parse(path, line, cells, model)
        identity = tuple(getattr(row, name) for name in key)
        if identity in seen:
            raise DatasetError(
                f"同じ行が二つあります（{'・'.join(str(part) for part in identity)}）。",
                where=f"{shown(path)}:{line}",
                found=f"最初の行は {seen[identity]} 行目",
                remedy="どちらか一方を削除してください。",
            )
        seen[identity] = line
        rows.append(row)
    return rows


def _records(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    text = table_text(path)
    careful = _UNSEEN.search(text) is not None or _longest_line(path, text) > _LONGEST_CELL
    last = 1
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        _check_header(path, header, columns)
        for cells in reader:
            if not cells:
                continue
            if len(cells) != len(header):
                raise DatasetError(
                    "列の数が見出しと合いません。",
                    where=f"{shown(path)}:{reader.line_num}",
                    found=f"{len(cells)}列",
                    expected=f"{len(header)}列",
                    remedy='カンマの数と引用符（"）の対応を確かめてください。',
                )
            row = dict(zip(header, cells, strict=True))
            if careful or reader.line_num != last + 1:  # several lines: a blank one, or one inside a cell
                _check_cells(path, reader.line_num, row)
            last = reader.line_num
            yield reader.line_num, row
    except csv.Error as exc:
        raise DatasetError(
            "CSVとして読めません。",
            where=f"{shown(path)}:{reader.line_num}",
            remedy='引用符（"）の対応を確かめてください。セルの中の " は "" と書きます。',
        ) from exc


def line_of(path: Path, **cells: str) -> int:
    """Return the line of the first row with these cells, for a message; 1 where there is none."""
    if not path.is_file():
        return 1
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        return next(
            (reader.line_num for row in reader if all(row.get(name) == cell for name, cell in cells.items())), 1
        )


def cells_of(path: Path, *columns: str) -> Iterator[tuple[str, ...]]:
    """Yield some cells of each row, "" for those it lacks; nothing for a file that is not there. Raises DatasetError."""
    if path.is_file():
        for row in csv.DictReader(io.StringIO(table_text(path), newline="")):
            yield tuple(row.get(column) or "" for column in columns)


def _longest_line(path: Path, text: str) -> int:
    """Return the length of the longest line. Raises DatasetError for one that no row can have."""
    lengths = [len(line) for line in text.split("\n")]
    longest = max(lengths)
    if longest > _LONGEST_LINE:
        raise DatasetError(
            "表の一行が長すぎます。",
            where=f"{shown(path)}:{lengths.index(longest) + 1}",
            found=f"{longest:,}字",
            expected=f"{_LONGEST_LINE:,}字まで",
            remedy="その行のセルを書き直してください。",
        )
    return longest


def _check_cells(path: Path, line: int, row: dict[str, str]) -> None:
    for column, cell in row.items():
        if unseen := _UNSEEN.search(cell):
            problem, found = "に、目に見えない文字か外字があります", f"{echo(cell)}（{_named(unseen.group())}）"
            expected = "どの機械でも同じに見える文字"
        elif "\n" in cell or "\r" in cell:
            problem, found, expected = "の途中に改行があります", echo(cell), "一つのセルに一行"
        elif len(cell) > _LONGEST_CELL:
            problem, found, expected = "が長すぎます", f"{len(cell):,}字（{echo(cell)}）", f"{_LONGEST_CELL:,}字まで"
        else:
            continue
        raise DatasetError(
            f"列「{column}」{problem}。",
            where=f"{shown(path)}:{line}",
            found=found,
            expected=expected,
            remedy="そのセルを書き直してください。",
        )


def _named(character: str) -> str:
    return f"U+{ord(character):04X}"


def table_text(path: Path) -> str:
    """Return the text of a table. Raises DatasetError for one that is missing, too large or no UTF-8."""
    try:
        raw = read_ordinary(path, most=_MAX_BYTES)
    except FileNotFoundError:
        raise DatasetError(
            "データの表がありません。",
            where=shown(path),
            remedy="`make ingest SOURCE=… YEAR=…` で作るか、版管理から戻してください。",
        ) from None
    except OSError as exc:
        raise DatasetError(
            "データの表が大きすぎます。" if exc.errno == errno.EFBIG else "データの表を開けません。",
            where=shown(path),
            found=exc.strerror or str(exc),
            expected=f"{_MAX_BYTES:,}バイト以下の普通のファイル",
            remedy="ファイルの内容と権限を確かめるか、版管理から戻してください。",
        ) from exc
    try:
        return everyday(raw.decode("utf-8-sig"))  # an editor copies cells from the PDF
    except UnicodeDecodeError as exc:
        line = raw[: exc.start].count(b"\n") + 1
        raise DatasetError(
            "文字コードがUTF-8ではありません。",
            where=f"{shown(path)}:{line}",
            remedy="表計算ソフトでは「CSV UTF-8」を選んで保存し直してください。",
        ) from exc


def _check_header(path: Path, header: Sequence[str], columns: Sequence[str]) -> None:
    missing = [name for name in columns if name not in header]
    if missing:
        raise DatasetError(
            f"列「{'」「'.join(missing)}」がありません。",
            where=f"{shown(path)}:1",
            found="、".join(header) or "（空のファイル）",
            expected="、".join(columns),
            remedy="見出しの行を確かめてください。",
        )
    twice = sorted({name for name in header if list(header).count(name) > 1})
    unknown = [name for name in header if name not in columns]
    if twice or unknown:
        raise DatasetError(
            f"列「{'」「'.join(twice or unknown)}」が{'重複しています' if twice else '取決めにありません'}。",
            where=f"{shown(path)}:1",
            expected="、".join(columns),
            remedy="1行目の列の名を取決めのとおりに直してください（docs/ingest.md）。",
        )


def _parse(path: Path, line: int, cells: dict[str, str], model: type[R]) -> R:
    try:
        return model.model_validate(cells)
    except ValidationError as exc:
        problem = exc.errors()[0]
        column = str(problem["loc"][0]) if problem["loc"] else ""
        raise DatasetError(
            f"列「{column}」の値が取決めに合いません。" if column else "行の内容が取決めに合いません。",
            where=f"{shown(path)}:{line}",
            found=(echo(cells.get(column, "")) or "（空欄）") if column else "",
            expected=expectation(problem),
            remedy="その行を、期待の形に書き直してください。",
        ) from exc
