"""Names in the tables that the settings must know: who answered, and which themes were counted."""

from __future__ import annotations

from pathlib import Path

from generator.config.config import Config
from generator.config.municipalities import check_digit
from generator.config.place_names import folded
from generator.config.quoting import echo, hint
from generator.dataset.contract import Kind
from generator.dataset.csv_reader import line_of
from generator.dataset.records import Dataset, Respondent
from generator.errors import DatasetError
from generator.paths import shown


def check_agreement(dataset: Dataset, config: Config, *, folder: Path) -> None:
    """Raise DatasetError for a respondent or a theme that config/ does not know, telling which entry to add."""
    for respondent in dataset.respondents.values():
        if respondent.kind is not Kind.GROUP:
            _check_place(respondent, config, folder=folder)
        _check_members(respondent, config, folder=folder)
    themes = [theme.id for theme in config.themes]
    for theme in sorted({mention.theme for mention in dataset.themes} - set(themes)):
        raise DatasetError(
            f"「{echo(theme)}」というテーマは、設定にありません。",
            where=shown(folder / "themes.csv"),
            found=echo(theme),
            expected="、".join(themes),
            remedy=hint(theme, themes) or f"{shown(config.root / 'themes.yaml')} にそのテーマを書き加えてください。",
        )


def _where(respondent: Respondent, folder: Path) -> str:
    file = folder / "respondents.csv"
    return f"{shown(file)}:{line_of(file, code=respondent.code)}"


def _check_members(respondent: Respondent, config: Config, *, folder: Path) -> None:
    if not respondent.member_names:
        return
    known = {row.name for row in config.municipalities.values() if row.prefecture == respondent.prefecture and row.name}
    readings = set(map(folded, known))
    for name in respondent.member_names:
        if folded(name) not in readings:
            raise DatasetError(
                f"{echo(respondent.name)}の個票を共同で出した「{echo(name)}」は、{respondent.prefecture}の市町村の表にありません。",
                where=_where(respondent, folder),
                found=echo(respondent.members),
                expected=f"{shown(config.root / 'municipalities.csv')} にある市町村の名",
                remedy=hint(name, sorted(known)) or "members の名を直してください。",
            )


def _check_place(respondent: Respondent, config: Config, *, folder: Path) -> None:
    name = "" if respondent.kind is Kind.PREFECTURE else respondent.name
    row = config.municipalities.get(respondent.code)
    if row is not None and (row.prefecture, row.name) == (respondent.prefecture, name):
        return
    table = shown(config.root / "municipalities.csv")
    if row is not None:
        raise DatasetError(
            f"団体コード {respondent.code} は、市町村の表では{row.prefecture}{row.name}です。",
            where=_where(respondent, folder),
            found=echo(respondent.prefecture + name),
            expected=row.prefecture + row.name,
            remedy=f"respondents.csv か {table} の名とコードを直してください。",
        )
    raise DatasetError(
        f"{echo(respondent.prefecture)}の「{echo(respondent.name)}」（団体コード {respondent.code}）は、市町村の表にありません。",
        where=_where(respondent, folder),
        found=f"{respondent.code},{echo(respondent.prefecture)},{echo(respondent.name)}",
        expected=f"{table} に「{_right(respondent.code)},{echo(respondent.prefecture)},{echo(respondent.name)},読み,,,」という行",
        remedy=_renamed(respondent, config)
        or "名とコードが正しければ、その行を書き加え、prefectures.yaml の市町村数も直してください。" + _near(respondent, config),
    )


def _renamed(respondent: Respondent, config: Config) -> str:
    """Return what to write instead of a code that ended before the edition's day; empty for any other."""
    new = next((config.municipalities[old.new_code] for old in config.former if old.code == respondent.code), None)
    if new is None:
        return ""
    return f"{config.edition.as_of} には{new.name}（団体コード {new.code}）です。respondents.csv などの名とコードを直してください。"


def _right(code: str) -> str:
    """Return the code with the check digit that belongs to it."""
    return code[:5] + check_digit(code[:5])


def _near(respondent: Respondent, config: Config) -> str:
    known = (row.name for row in config.municipalities.values() if row.prefecture == respondent.prefecture and row.name)
    return hint(respondent.name, known)
