"""The source's lines, to be quoted beside a row. Quotes stand in build/ only."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from generator.dataset.anchors import read_anchors
from generator.dataset.place_tables import read_places
from generator.errors import SourceError
from generator.files import read_ordinary
from generator.ingest.anchoring.fingerprints import Fingerprint, Prints
from generator.ingest.document.source import SourceDocument, read_source
from generator.ingest.document.stream import build_flow
from generator.ingest.run import TEXT
from generator.paths import shown

_LONGEST: Final = 3_000
_LARGEST: Final = 50_000_000


def source_for(source: Path | None, *, data: Path, build: Path) -> SourceDocument:
    """Return the document that the tables in ``data`` cite: the given one, else the text that the ingest has kept.

    Raises SourceError where there is none, or where its lines are others than those that were cited.
    """
    document = _kept(build / TEXT) if source is None else read_source(source, known=read_places(data).hashes)
    _refuse_other(document, data)
    return document


def quote(lines: Sequence[str], numbers: Sequence[int]) -> str:
    """Return the lines as a cell shows them, each with its number."""
    told = [f"{number}: {lines[number - 1].strip()}" for number in numbers if 1 <= number <= len(lines)]
    text = "\n".join(line for line in told if line.partition(": ")[2])
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _kept(path: Path) -> SourceDocument:
    try:
        text = read_ordinary(path, most=_LARGEST).decode("utf-8")
    except (OSError, UnicodeDecodeError):
        raise SourceError(
            "原資料の文がありません。",
            where=shown(path),
            remedy="SOURCE= に個票の文書を指定するか、先に make ingest を実行してください。",
        ) from None
    return SourceDocument(shown(path), build_flow(text.removesuffix("\n").split("\n")))


def _refuse_other(document: SourceDocument, data: Path) -> None:
    anchors = read_anchors(data)
    if anchors is None:
        return
    prints = Prints(document.lines)
    wrong = [
        one
        for one, known in anchors.prints.items()
        if one.line > len(prints) or prints[one.line].own != Fingerprint.of(known).own
    ]
    if wrong:
        raise SourceError(
            "文書が、表の行番号を数えたときと違います。",
            where=document.where,
            found=f"文の違う行番号 {len(wrong):,}個（{wrong[0].line}行目など）",
            expected="行番号を数えたときと同じ文書",
            remedy="同じ文書を SOURCE= に指定するか、make reanchor で行番号を付け直してください。",
        )
