"""What rows of several tables must agree on: who answered, the lines of a form, and the years that its dates lie in."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, Protocol

from generator.config.quoting import echo
from generator.dataset.contract import UNSURE
from generator.dataset.csv_reader import line_of
from generator.dataset.rows import IndicatorRow, RespondentRow, TargetRow
from generator.errors import DatasetError
from generator.paths import shown
from generator.printed.dates import stated_dates
from generator.printed.values import value_follows, values_of

_LISTED: Final = 10
_YEARS_BEFORE: Final = 10
_YEARS_AFTER: Final = 1
Cited = tuple[str, int | None, Mapping[str, str]]
"""Who cites a line, the line, and the cells by which the row is found again."""


class Coded(Protocol):
    """A row of a respondent."""

    @property
    def code(self) -> str: ...  # noqa: D102


def check_codes(rows: Iterable[Coded], known: Container[str], *, file: Path) -> None:
    """Raise DatasetError for a row of a respondent that respondents.csv does not have."""
    for row in rows:
        if row.code not in known:
            raise DatasetError(
                f"団体コード {row.code} は respondents.csv にありません。",
                where=f"{shown(file)}:{line_of(file, code=row.code)}",
                remedy="コードを直すか、respondents.csv に行を加えてください。",
            )


def check_figures(
    folder: Path,
    year: int,
    respondents: Sequence[RespondentRow],
    indicators: Sequence[IndicatorRow],
    targets: Sequence[TargetRow],
) -> None:
    """Raise DatasetError for a figure, date or line that the tables themselves contradict."""
    check_printed(indicators, file=folder / "indicators.csv")
    check_dates(respondents, year, file=folder / "respondents.csv")
    forms = {row.code: row for row in respondents}
    check_lines(cited_by_indicators(indicators), forms, file=folder / "indicators.csv")
    check_lines(cited_by_targets(targets), forms, file=folder / "targets.csv")


def check_dates(respondents: Iterable[RespondentRow], year: int, *, file: Path) -> None:
    """Raise DatasetError for an ``as_of`` that is no date, or lies years away from the fiscal year."""
    for row in respondents:
        dates = stated_dates(row.as_of, near=year)
        years = [moment[0] for _, moment in dates]
        if row.as_of and not (years and all(year - _YEARS_BEFORE <= one <= year + _YEARS_AFTER for one in years)):
            raise DatasetError(
                "時点（as_of）が、この年度の個票の日付ではありません。" if years else "時点（as_of）を日付として読めません。",
                where=f"{shown(file)}:{line_of(file, code=row.code)}",
                found=echo(row.as_of),
                expected=f"{year - _YEARS_BEFORE}年から{year + _YEARS_AFTER}年までの日付（平成31年1月1日現在 など）",
                remedy="原資料の印字のとおりに直してください。印字が誤っていれば空欄とし、疑義照会で確かめてください。",
            )


def check_printed(indicators: Iterable[IndicatorRow], *, file: Path) -> None:
    """Raise DatasetError for values that do not follow from what is printed in their row.

    A conversion is known by its note (％の印字を10倍). What is missing must not be printed, unless it is marked as unsure.
    """
    faults = [row for row in indicators if not _follows(row)]
    if not faults:
        return
    places = [f"{line_of(file, code=row.code, metric=row.metric)}行目 {_contradiction(row)}" for row in faults[:_LISTED]]
    more = [f"ほか{len(faults) - _LISTED}件"] if len(faults) > _LISTED else []
    raise DatasetError(
        f"値が、同じ行の印字（printed）と食い違うものが{len(faults)}件あります。",
        where=f"{shown(file)}:{line_of(file, code=faults[0].code, metric=faults[0].metric)}",
        found="\n        ".join([*places, *more]),
        expected="印字から決まる値（換算したときは、注記に「％の印字を10倍」のように書く）",
        remedy="原資料の行を見て、value か printed を直してください。原資料の数が誤っているときは、表は印字のままとし、"
        "corrections.yaml に訂正を書いてください。",
    )


def _follows(row: IndicatorRow) -> bool:
    if row.value is None:
        return not row.printed or UNSURE in row.note or not values_of(row.metric, row.printed, row.note)
    return bool(row.printed) and value_follows(row.metric, row.printed, row.note, row.value)


def _contradiction(row: IndicatorRow) -> str:
    possible = sorted(values_of(row.metric, row.printed, row.note)) if row.printed else []
    from_printed = "、".join(f"{value:f}" for value in possible) or "決まらない"
    value = "空欄" if row.value is None else f"{row.value:f}"
    return f"{row.code} {row.metric}: 値 {value}、印字「{echo(row.printed)}」（印字からは {from_printed}）"


def check_lines(cited: Iterable[Cited], forms: Mapping[str, RespondentRow], *, file: Path) -> None:
    """Raise DatasetError for a row that cites a line of another respondent's form: rows may have changed places."""
    for code, line, keys in cited:
        form = forms[code]
        if line is not None and not form.line_start <= line <= form.line_end:
            raise DatasetError(
                f"行番号が、その団体の個票の外にあります（{'・'.join(keys.values())}）。",
                where=f"{shown(file)}:{line_of(file, code=code, **keys)}",
                found=f"{line}行" + "".join(_owner(line, forms)),
                expected=f"{form.name}の個票（{form.line_start}～{form.line_end}行）",
                remedy="ほかの団体の行と入れ替わっていないかを確かめ、その団体の値、印字、行番号に直してください。",
            )


def cited_by_indicators(rows: Iterable[IndicatorRow]) -> Iterator[Cited]:
    """Yield what each figure cites."""
    yield from ((row.code, row.line, {"metric": row.metric}) for row in rows)


def cited_by_targets(rows: Iterable[TargetRow]) -> Iterator[Cited]:
    """Yield what each target and its result cite."""
    for row in rows:
        yield row.code, row.target_line, {"id": row.id}
        yield row.code, row.result_line, {"id": row.id}


def _owner(line: int, forms: Mapping[str, RespondentRow]) -> Iterator[str]:
    yield from (f"（{form.name}の個票）" for form in forms.values() if form.line_start <= line <= form.line_end)
