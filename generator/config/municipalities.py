"""The table of all municipalities with their codes (全国地方公共団体コード), dated and joined old to new."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from generator.config.places import Municipality, Prefecture
from generator.config.quoting import echo
from generator.config.register import DatedMunicipality, Register
from generator.config.yaml_loader import read_text
from generator.errors import ConfigError
from generator.paths import shown

COLUMNS: Final = ("code", "prefecture", "name", "kana", "valid_from", "valid_to", "successor")
_WEIGHTS: Final = (6, 5, 4, 3, 2)
_UNJOINED: Final = {
    "no_successor": (
        "valid_to の翌日から始まる、successor の行がありません。",
        "翌日を valid_from とする新しい行と、その code を書いてください。",
    ),
    "no_end": (
        "successor があるのに valid_to がありません。",
        "その名で呼ばれた最後の日を valid_to に書いてください。",
    ),
    "no_predecessor": (
        "前の行のどれも、この行を successor としていません。",
        "前の名の行に valid_to（valid_from の前日）と successor を書いてください。",
    ),
}


def check_digit(code5: str) -> str:
    """Return the sixth digit of a code: 11 less the weighted sum's remainder by 11, of which the last digit.

    Raises ValueError unless five ASCII digits are given.
    """
    if len(code5) != 5 or not (code5.isascii() and code5.isdigit()):
        raise ValueError(f"five digits expected, not {echo(code5)}")
    weighted = sum(int(digit) * weight for digit, weight in zip(code5, _WEIGHTS, strict=True))
    return str((11 - weighted % 11) % 10)


def read_municipalities(path: Path, *, prefectures: Sequence[Prefecture], counted_on: date) -> Register:
    """Return the dated rows of the table, the prefectures' own (without a name) among them. Raises ConfigError.

    On ``counted_on`` each prefecture must have as many as its setting says.
    """
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
    register = Register(tuple(row for _, row in numbered))
    for index, fault in register.unjoined():
        number, row = numbered[index]
        raise ConfigError(
            _UNJOINED[fault][0],
            where=f"{file}:{number}",
            found=echo(f"{row.municipality.prefecture}{row.municipality.name} {row.valid_from}〜{row.valid_to} {row.successor}"),
            remedy=_UNJOINED[fault][1],
        )
    _compare_counts(register.on(counted_on), prefectures=prefectures, file=file, day=counted_on)
    return register


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


def _row(cells: Sequence[str], *, where: str, names: Mapping[str, str]) -> DatedMunicipality:
    if len(cells) != len(COLUMNS):
        raise ConfigError(
            "列の数が違います。",
            where=where,
            found=f"{len(cells)}列",
            expected=",".join(COLUMNS),
            remedy="コンマの数を確かめてください。",
        )
    code, prefecture, name, kana, valid_from, valid_to, successor = cells
    _check_code(code, where=where)
    if successor:
        _check_code(successor, where=where)
    if names.get(code[:2]) != prefecture:
        raise ConfigError(
            "団体コードの先頭2桁と都道府県名が食い違っています。",
            where=where,
            found=f"{code} {echo(prefecture)}",
            expected=names.get(code[:2], "01 から 47 で始まる団体コード"),
            remedy="prefectures.yaml の code と name に合わせてください。",
        )
    if not kana or any(cell != cell.strip() for cell in cells):
        raise ConfigError(
            "読みがないか、前後に空白があります。",
            where=where,
            found=echo(",".join(cells)),
            remedy="kana に読みを書き、空白を除いてください。",
        )
    first, last = _day(valid_from, where=where) or date.min, _day(valid_to, where=where) or date.max
    if first > last:
        raise ConfigError(
            "valid_to が valid_from より前の日です。", where=where, found=f"{first}〜{last}", remedy="日付を直してください。"
        )
    return DatedMunicipality(Municipality(code, prefecture, name, kana), first, last, successor)


def _day(text: str, *, where: str) -> date | None:
    """Return the day of a cell, None for an empty one."""
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise ConfigError(
            "valid_from と valid_to は、日付で書いてください。",
            where=where,
            found=echo(text),
            expected="2019-04-30 のような日付、又は空欄",
            remedy="表計算ソフトで開くと日付の書き方が変わることがあります。文字列として読み込んでください。",
        )
    return day


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


def _refuse_duplicates(numbered: Iterable[tuple[int, DatedMunicipality]], *, file: str) -> None:
    seen: dict[str, list[tuple[int, DatedMunicipality]]] = {}
    for number, row in numbered:
        for key in (row.municipality.code, row.municipality.prefecture + row.municipality.name):
            for before, other in seen.get(key, ()):
                if row.meets(other):
                    raise ConfigError(
                        f"「{key}」が2回書かれています。",
                        where=f"{file}:{number}",
                        found=f"{before}行目と{number}行目",
                        remedy="どちらか一方を消してください。名やコードが変わったのなら、期間（valid_from、valid_to）を分けてください。",
                    )
            seen.setdefault(key, []).append((number, row))


def _compare_counts(rows: Sequence[Municipality], *, prefectures: Sequence[Prefecture], file: str, day: date) -> None:
    counts = Counter(row.prefecture for row in rows if row.name)
    own = {row.prefecture for row in rows if not row.name}
    for place in prefectures:
        if counts[place.name] != place.municipalities:
            raise ConfigError(
                f"{place.name}の市町村の数が prefectures.yaml と食い違っています。",
                where=file,
                found=f"{counts[place.name]}行（{day} に有効なもの）",
                expected=f"{place.municipalities}（prefectures.yaml の municipalities）",
                remedy="合併などは、行を消さずに valid_to と successor を書き、新しい行を加えてください。",
            )
        if place.name not in own:
            raise ConfigError(
                f"{place.name}自身の行がありません。",
                where=file,
                expected=f"{place.code}000{check_digit(place.code + '000')},{place.name},,{place.kana_full},,,",
                remedy="name を空にした行を書き加えてください。",
            )
