"""Tables of many forms are not replaced by those of a few unless somebody says so."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Final

from generator.dataset.contract import RESPONDENTS
from generator.dataset.csv_reader import read_table
from generator.dataset.rows import RespondentRow
from generator.errors import DatasetError, SourceError
from generator.paths import shown

TABLE: Final = "respondents.csv"
_FEW: Final = 2
_SHARE: Final = 10
_LISTED: Final = 5


def refuse_loss(out: Path, codes: Collection[str], *, where: str) -> None:
    """Raise SourceError when the folder's tables hold many respondents that the document lacks.

    Two may go, or a tenth of them: a municipality leaves the programme. Tables that cannot be read hold nobody back.
    """
    names = _names(out / TABLE)
    lost = [name for code, name in names.items() if code not in codes]
    if len(lost) <= max(_FEW, len(names) // _SHARE):
        return
    listed = "、".join(lost[:_LISTED]) + (f"など{len(lost)}件" if len(lost) > _LISTED else "")
    raise SourceError(
        f"今ある表の{len(names)}件のうち{len(lost)}件が、この文書にありません。表は書き換えていません。",
        where=where,
        found=f"文書にあるのは{len(codes)}件。ないもの: {listed}",
        expected=f"{shown(out)} の表と同じ団体の個票",
        remedy="SOURCE と YEAR が正しいかを確かめてください。置き換えてよければ、FORCE=1 を付けて実行してください。",
    )


def _names(path: Path) -> dict[str, str]:
    try:
        rows = read_table(path, RespondentRow, columns=RESPONDENTS, key=("code",)) if path.exists() else []
    except DatasetError:
        return {}
    return {row.code: row.name for row in rows}
