"""The table of all municipalities with their codes (全国地方公共団体コード)."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from generator.config.places import Municipality, Prefecture
from generator.config.quoting import echo
from generator.config.yaml_loader import read_text
from generator.errors import ConfigError
from generator.paths import shown

COLUMNS: Final = ("code", "prefecture", "name", "kana")
_WEIGHTS: Final = (6, 5, 4, 3, 2)


def check_digit(code5: str) -> str:
    """Return the sixth digit of a code: 11 less the weighted sum's remainder by 11, of which the last digit.

    Raises ValueError unless five ASCII digits are given.
    """
    if len(code5) != 5 or not (code5.isascii() and code5.isdigit()):
        raise ValueError(f"five digits expected, not {echo(code5)}")
    weighted = sum(int(digit) * weight for digit, weight in zip(code5, _WEIGHTS, strict=True))
    return str((11 - weighted % 11) % 10)


def read_municipalities(path: Path, *, prefectures: Sequence[Prefecture]) -> tuple[Municipality, ...]:
    """Return the rows of the table, the prefectures' own (without a name) among them. Raises ConfigError."""
    file = shown(path)
    (_, header), *lines = _numbered(path) or [(1, [])]
    if tuple(header) != COLUMNS:
        raise ConfigError(
            "列の並びが違います。",
            where=f"{file}:1",
            found=echo(",".join(header)) or "空のファイル",
            expected=",".join(COLUMNS),
            remedy="1行目を期待のとおりに直してください。",
        )
    names = {place.code: place.name for place in prefectures}
    numbered = [(number, _row(cells, where=f"{file}:{number}", names=names)) for number, cells in lines]
    _refuse_duplicates(numbered, file=file)
    rows = tuple(row for _, row in numbered)
    _compare_counts(rows, prefectures=prefectures, file=file)
    return rows


def _numbered(path: Path) -> list[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(read_text(path), newline=""), strict=True)
    try:
        return [(reader.line_num, cells) for cells in reader if cells]
    except csv.Error as error:
        raise ConfigError(
            "CSV の書き方が正しくありません。",
            where=f"{shown(path)}:{reader.line_num}",
            found=str(error),
            remedy='引用符 " が閉じているか確かめてください。',
        ) from error


def _row(cells: Sequence[str], *, where: str, names: Mapping[str, str]) -> Municipality:
    if len(cells) != len(COLUMNS):
        raise ConfigError(
            "列の数が違います。",
            where=where,
            found=f"{len(cells)}列",
            expected=",".join(COLUMNS),
            remedy="コンマの数を確かめてください。",
        )
    row = Municipality(*cells)
    _check_code(row.code, where=where)
    if names.get(row.code[:2]) != row.prefecture:
        raise ConfigError(
            "団体コードの先頭2桁と都道府県名が食い違っています。",
            where=where,
            found=f"{row.code} {echo(row.prefecture)}",
            expected=names.get(row.code[:2], "01 から 47 で始まる団体コード"),
            remedy="prefectures.yaml の code と name に合わせてください。",
        )
    if not row.kana or any(cell != cell.strip() for cell in cells):
        raise ConfigError(
            "読みがないか、前後に空白があります。",
            where=where,
            found=echo(",".join(cells)),
            remedy="kana に読みを書き、空白を除いてください。",
        )
    return row


def _check_code(code: str, *, where: str) -> None:
    if len(code) != 6 or not (code.isascii() and code.isdigit()):
        raise ConfigError(
            "団体コードは6桁の半角数字で書いてください。",
            where=where,
            found=echo(code),
            expected="032018 のような6桁",
            remedy="表計算ソフトで開くと先頭の0が消えることがあります。文字列として読み込んでください。",
        )
    if check_digit(code[:5]) != code[5]:
        raise ConfigError(
            "団体コードの検査数字（6桁目）が合いません。",
            where=where,
            found=code,
            expected=code[:5] + check_digit(code[:5]),
            remedy="総務省の全国地方公共団体コードの表で番号を確かめてください。",
        )


def _refuse_duplicates(numbered: Iterable[tuple[int, Municipality]], *, file: str) -> None:
    seen: dict[str, int] = {}
    for number, row in numbered:
        for key in (row.code, row.prefecture + row.name):
            if key in seen:
                raise ConfigError(
                    f"「{key}」が2回書かれています。",
                    where=f"{file}:{number}",
                    found=f"{seen[key]}行目と{number}行目",
                    remedy="どちらか一方を消してください。",
                )
            seen[key] = number


def _compare_counts(rows: Sequence[Municipality], *, prefectures: Sequence[Prefecture], file: str) -> None:
    counts = Counter(row.prefecture for row in rows if row.name)
    own = {row.prefecture for row in rows if not row.name}
    for place in prefectures:
        if counts[place.name] != place.municipalities:
            raise ConfigError(
                f"{place.name}の市町村の数が prefectures.yaml と食い違っています。",
                where=file,
                found=f"{counts[place.name]}行",
                expected=f"{place.municipalities}（prefectures.yaml の municipalities）",
                remedy="合併などを確かめ、両方をそろえてください。",
            )
        if place.name not in own:
            raise ConfigError(
                f"{place.name}自身の行がありません。",
                where=file,
                expected=f"{place.code}000{check_digit(place.code + '000')},{place.name},,{place.kana_full}",
                remedy="name を空にした行を書き加えてください。",
            )
