"""Strict reading of a CSV table: header, encoding and every cell are checked, each error names its line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from generator.config.pydantic_faults import expectation
from generator.config.quoting import echo
from generator.errors import DatasetError
from generator.everyday import everyday
from generator.paths import shown

_MAX_BYTES = 20_000_000


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
    reader = csv.reader(io.StringIO(_text(path), newline=""), strict=True)
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
            yield reader.line_num, dict(zip(header, cells, strict=True))
    except csv.Error as exc:
        raise DatasetError(
            "CSVとして読めません。",
            where=f"{shown(path)}:{reader.line_num}",
            remedy='引用符（"）の対応を確かめてください。セルの中の " は "" と書きます。',
        ) from exc


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise DatasetError(
            "データの表がありません。",
            where=shown(path),
            remedy="`make ingest SOURCE=… YEAR=…` で作るか、版管理から戻してください。",
        ) from None
    except OSError as exc:
        raise DatasetError(
            "データの表を開けません。",
            where=shown(path),
            found=exc.strerror or str(exc),
            remedy="ファイルの権限を確かめるか、版管理から戻してください。",
        ) from exc
    if len(raw) > _MAX_BYTES:
        raise DatasetError(
            "データの表が大きすぎます。",
            where=shown(path),
            found=f"{len(raw):,}バイト",
            expected=f"{_MAX_BYTES:,}バイト以下",
            remedy="表の内容を確かめ、誤って書き足された行を除くか、版管理から戻してください。",
        )
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
