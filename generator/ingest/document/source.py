"""The source document: read as bytes, proven to be a text, kept line by line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.errors import SourceError
from generator.everyday import everyday
from generator.ingest.document.stream import TextStream, build_flow
from generator.paths import shown

_MAX_BYTES = 50_000_000
_CONTROLS = frozenset(map(chr, range(32))) - set("\t\n\r\f\v")


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A document that was read: where it lies, and its characters."""

    where: str
    flow: TextStream

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines, first one at index 0."""
        return self.flow.raw


def read_source(path: Path) -> SourceDocument:
    """Read the text of a volume of forms. Raises SourceError as ``read_lines`` does."""
    return SourceDocument(shown(path), build_flow(read_lines(path)))


def read_lines(path: Path) -> tuple[str, ...]:
    """Return the lines of a volume of forms (UTF-8, with or without BOM).

    Radicals and old forms become everyday characters. Line numbers are those of ``grep -n``: only a line feed ends a
    line. Raises SourceError, with the remedy, for a missing, empty, too large, binary or wrongly encoded file.
    """
    raw = _bytes(path)
    if not raw.strip():
        raise SourceError(
            "原資料が空です。", where=shown(path), remedy="個票のPDFから取り出した文字列（UTF-8）を指定してください。"
        )
    text = everyday(_decoded(raw, path))
    return tuple(line.removesuffix("\r") for line in text.removesuffix("\n").split("\n"))


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            raw = stream.read(_MAX_BYTES + 1)
    except FileNotFoundError:
        raise SourceError(
            "原資料がありません。",
            where=shown(path),
            remedy="SOURCE=… に個票の文字列ファイルの場所を指定してください。",
        ) from None
    except OSError as exc:
        reason = "フォルダです" if path.is_dir() else (exc.strerror or str(exc))
        raise SourceError(
            "原資料を開けません。", where=shown(path), found=reason, remedy="読み取りの権限と場所を確かめてください。"
        ) from exc
    if len(raw) > _MAX_BYTES:
        raise SourceError(
            "原資料が大きすぎます。",
            where=shown(path),
            expected=f"{_MAX_BYTES:,}バイト以下",
            remedy="SOURCE に、個票のPDFから取り出した文字列を指定しているかを確かめてください。",
        )
    return raw


def _decoded(raw: bytes, path: Path) -> str:
    if raw.startswith(b"%PDF"):
        raise SourceError(
            "原資料がPDFのままです。",
            where=shown(path),
            expected="UTF-8のテキスト",
            remedy="pdftotext などで文字列を取り出してください。",
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        line = raw.count(b"\n", 0, exc.start) + 1
        raise SourceError(
            "原資料の文字コードがUTF-8ではありません。",
            where=f"{shown(path)}:{line}",
            found=f"{exc.start + 1}バイト目の 0x{raw[exc.start]:02X}",
            expected="UTF-8",
            remedy="UTF-8で保存し直してください（Shift_JISなら `iconv -f CP932 -t UTF-8`）。",
        ) from exc
    control = next((c for c in text if c in _CONTROLS), None)
    if control is not None:
        line = text.count("\n", 0, text.index(control)) + 1
        raise SourceError(
            "原資料に制御文字があります（テキストではないか、壊れています）。",
            where=f"{shown(path)}:{line}",
            found=f"U+{ord(control):04X}",
            remedy="個票のPDFから文字列を取り出し直してください。",
        )
    return text
