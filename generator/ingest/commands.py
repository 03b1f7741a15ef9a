"""The yearly commands: ingest a document, prove the citations."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from generator.config.config import load_config
from generator.dataset.seal import SEAL
from generator.errors import SourceError
from generator.ingest.run import check_and_seal, ingest
from generator.paths import DATA, shown


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


def _required(source: Path | None) -> Path:
    if source is None:
        raise SourceError(
            "個票の文書が指定されていません。", where="SOURCE", remedy="例: make ingest SOURCE=個票.txt YEAR=2018"
        )
    return source
