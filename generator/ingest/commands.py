"""The yearly commands: ingest a document, prove the citations."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

from generator.config.config import load_config
from generator.dataset.anchor_states import AnchorState
from generator.dataset.anchors import REVIEW_FILE
from generator.dataset.seal import SEAL
from generator.errors import SourceError
from generator.ingest.run import check_and_seal, ingest, reanchored
from generator.paths import DATA, shown

_MOST_OPEN: Final = 40
_STATES: Final = {AnchorState.CHANGED: "の文が変わった", AnchorState.LOST: "の文が見付からない"}


def run_ingest(source: Path | None, year: int | None, out: Path | None, *, force: bool = False) -> list[str]:
    """Read the document into the edition's tables and return the report's lines.

    With ``force`` the tables of many respondents may be replaced by those of a few.
    """
    config = load_config(year=year)
    folder = out or DATA / str(config.edition.year)
    report = ingest(_required(source), config=config, out=folder, force=force)
    return [*report.lines(), f"表を書きました: {shown(folder)}"]


def run_check(source: Path | None, year: int | None, out: Path | None) -> list[str]:
    """Prove that every figure stands on the line it cites. Raises SourceError listing those that do not."""
    config = load_config(year=year)
    folder = out or DATA / str(config.edition.year)
    faults = check_and_seal(_required(source), data=folder, at=datetime.now(UTC))
    if faults:
        shown_faults = "\n        ".join(faults[:20])
        raise SourceError(
            f"引用行にない数値が{len(faults)}件あります。",
            where=shown(folder),
            found=shown_faults,
            expected="全ての数値が、引用した行に印字されていること",
            remedy="SOURCE が表を作ったときの文書かどうかを確かめ、表の line か値を直すか、make ingest で作り直してください。",
        )
    return [f"表の数値は、全て引用行にあります: {shown(folder)}", f"照合の記録を書きました: {shown(folder / SEAL)}"]


class ReanchorOutcome(NamedTuple):
    """Lines to show and whether numbers wait for an editor."""

    lines: list[str]
    waiting: bool


def run_reanchor(source: Path | None, year: int | None, out: Path | None) -> ReanchorOutcome:
    """Move the line numbers that people wrote to where their lines stand in the source, and say which are to be decided."""
    config = load_config(year=year)
    folder = out or DATA / str(config.edition.year)
    done = reanchored(_required(source), config=config, data=folder)
    lines = [
        f"行番号 {done.numbers:,}個のうち、付け直したもの {done.moved:,}個、決めたもの {done.decided}個、未決 {len(done.open)}個"
    ]
    if not done.open:
        return ReanchorOutcome([*lines, "次に make ingest と make ingest-check を行ってください。"], waiting=False)
    shown_rows = [
        f"  {row.table} {row.row} {row.column}: {row.was}行目{_STATES[row.state]}（仮に{row.line}行目「{done.text_at(row.line)}」とした）"
        for row in done.open[:_MOST_OPEN]
    ]
    more = len(done.open) - len(shown_rows)
    return ReanchorOutcome(
        [
            *lines,
            "もう一度確かめる行:",
            *shown_rows,
            *([f"  ほか{more}個"] if more else []),
            f"{shown(folder / REVIEW_FILE)} の decision に、正しい行番号、可（仮の行でよい）、削除のいずれかを書き、"
            "もう一度 make reanchor を実行してください。決めるまで、点検はエラーとなります。",
        ],
        waiting=True,
    )


def _required(source: Path | None) -> Path:
    if source is None:
        raise SourceError(
            "個票の文書が指定されていません。", where="SOURCE", remedy="例: make ingest SOURCE=個票.txt YEAR=2018"
        )
    return source
