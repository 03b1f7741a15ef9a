"""Open a workbook that comes from outside. Its size, parts and sheets are examined before anything is believed."""

from __future__ import annotations

import errno
import re
import warnings
import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from typing import Final
from xml.parsers.expat import ExpatError, ParserCreate

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from generator.audit.inquiry.refusing import InquiryError
from generator.files import read_ordinary
from generator.paths import shown

MAX_BYTES: Final = 10_000_000
MAX_UNPACKED: Final = 20_000_000
MAX_PART: Final = 5_000_000
MAX_PARTS: Final = 200
_SAVE_AGAIN: Final = "疑義照会の表を Excel ブック（.xlsx）として保存し直してください。"
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_XML: Final = (".xml", ".rels")
_MACRO = re.compile(r"vbaProject|macrosheets|activeX|embeddings|\.bin$", re.IGNORECASE)
_DAMAGED: Final = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError,
)  # fmt: skip
"""What zipfile is known to raise for an archive that is damaged."""
_BROKEN: Final = (
    InvalidFileException, zipfile.BadZipFile, SyntaxError, LookupError, ValueError, TypeError, AttributeError,
    OSError, EOFError, NotImplementedError, OverflowError, RecursionError,
)  # fmt: skip
"""What openpyxl is known to raise for a workbook that is damaged or not one."""


def open_workbook(path: Path) -> Workbook:
    """Return the workbook. Raises InquiryError with one message for whatever is not an answered sheet."""
    data = _read(path)
    where = shown(path)
    if path.suffix.lower() != ".xlsx":
        raise InquiryError("疑義照会の表（.xlsx）ではありません。", where=where, found=path.suffix, remedy=_SAVE_AGAIN)
    if data.startswith(_OLD_OFFICE):
        raise InquiryError(
            "パスワードの付いた表か、古い形式の表です。",
            where=where,
            remedy="パスワードを外し、" + _SAVE_AGAIN,
        )
    _examine(data, where=where)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of features that it drops; only cells matter here
            return load_workbook(BytesIO(data), keep_links=False, rich_text=True)
    except _BROKEN as exc:
        raise _not_xlsx(where) from exc


def _read(path: Path) -> bytes:
    try:
        data = read_ordinary(path, most=MAX_BYTES)
    except FileNotFoundError:
        raise InquiryError(
            "疑義照会の表がありません。", where=shown(path), remedy="FILE= に、回答のある表の場所を指定してください。"
        ) from None
    except OSError as exc:
        if exc.errno == errno.EFBIG:
            raise _too_large(path) from exc
        raise InquiryError(
            "疑義照会の表を開けません。",
            where=shown(path),
            found=exc.strerror or str(exc),
            remedy="ファイルの権限と、ほかのソフトで開いたままでないかを確かめてください。",
        ) from exc
    return data


def _too_large(path: Path) -> InquiryError:
    return InquiryError(
        "疑義照会の表が大きすぎます。",
        where=shown(path),
        expected=f"{MAX_BYTES:,}バイトまで",
        remedy="画像などを貼っていないかを確かめ、配られた表に記入し直してください。",
    )


def _examine(data: bytes, *, where: str) -> None:
    """Look at the parts before unpacking them: a small file can hold gigabytes."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            _refuse_bombs(parts, where=where)
            _refuse_foreign(parts, where=where)
            for part in parts:
                _refuse_declarations(part.filename, archive.read(part), where=where)
    except _DAMAGED as exc:
        raise _not_xlsx(where) from exc


def _refuse_bombs(parts: list[zipfile.ZipInfo], *, where: str) -> None:
    unpacked = sum(part.file_size for part in parts)
    largest = max((part.file_size for part in parts), default=0)
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED or largest > MAX_PART:
        raise InquiryError(
            "疑義照会の表が、展開すると大きすぎます。",
            where=where,
            found=f"{len(parts)}個の部品、計{unpacked:,}バイト",
            expected=f"{MAX_PARTS}個、計{MAX_UNPACKED:,}バイト、1個{MAX_PART:,}バイトまで",
            remedy="配られた表に記入し直してください。出所の分からない表は開かないでください。",
        )


def _refuse_foreign(parts: list[zipfile.ZipInfo], *, where: str) -> None:
    names = [part.filename for part in parts]
    if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
        raise _not_xlsx(where)
    if any(part.flag_bits & 1 for part in parts):
        raise InquiryError("パスワードの付いた表です。", where=where, remedy="パスワードを外し、" + _SAVE_AGAIN)
    macros = [name for name in names if _MACRO.search(name) and "printerSettings" not in name]
    if macros:
        raise InquiryError(
            "マクロなどの部品を含む表は取り込めません。", where=where, found=macros[0][:80], remedy=_SAVE_AGAIN
        )


def _refuse_declarations(name: str, content: bytes, *, where: str) -> None:
    """Refuse a part that declares anything. It is walked as openpyxl will, as its encoding can hide it from a search."""

    def refuse(*_: object) -> None:
        raise InquiryError("表の中に、許していない宣言（DOCTYPE）があります。", where=where, remedy=_SAVE_AGAIN)

    parser = ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(content, True)
    except (ExpatError, ValueError, LookupError) as exc:
        if name.lower().endswith(_XML):
            raise _not_xlsx(where) from exc


def _not_xlsx(where: str) -> InquiryError:
    return InquiryError("Excel ブック（.xlsx）として読めません。", where=where, remedy=_SAVE_AGAIN)
