"""Reads a text: UTF-8, with or without a byte order mark, one line for each line feed."""

from __future__ import annotations

from generator.errors import SourceError
from generator.ingest.document.model import Place, Reading

_CONTROLS = frozenset(map(chr, range(32))) - set("\t\n\r\f\v")


def read_text(data: bytes, *, where: str) -> Reading:
    """Return the lines of a text. Line numbers are those of ``grep -n``: only a line feed ends a line.

    Raises SourceError, with the remedy, for an empty, binary or wrongly encoded file.
    """
    if not data.strip():
        raise SourceError(
            "原資料が空です。",
            where=where,
            remedy="個票の文書（PDF、Excel、Word、又はUTF-8のテキスト）を指定してください。",
        )
    reading = Reading()
    for line in _decoded(data, where).removesuffix("\n").split("\n"):
        reading.add(line.removesuffix("\r"), Place())
    return reading


def _decoded(raw: bytes, where: str) -> str:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        line = raw.count(b"\n", 0, exc.start) + 1
        raise SourceError(
            "原資料の文字コードがUTF-8ではありません。",
            where=f"{where}:{line}",
            found=f"{exc.start + 1}バイト目の 0x{raw[exc.start]:02X}",
            expected="UTF-8",
            remedy="UTF-8で保存し直してください（Shift_JISなら `iconv -f CP932 -t UTF-8`）。",
        ) from exc
    control = next((c for c in text if c in _CONTROLS), None)
    if control is not None:
        line = text.count("\n", 0, text.index(control)) + 1
        raise SourceError(
            "原資料に制御文字があります（テキストではないか、壊れています）。",
            where=f"{where}:{line}",
            found=f"U+{ord(control):04X}",
            remedy="個票の文書（PDF、Excel、Word、又はUTF-8のテキスト）を指定してください。",
        )
    return text
