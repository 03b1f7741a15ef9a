"""Opens the zip packages of Excel and Word within bounds, and their XML without entities or outside references."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from io import BytesIO
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from generator.errors import SourceError

MOST_PARTS: Final = 2_000
LARGEST_PART: Final = 40_000_000
LARGEST_PACKAGE: Final = 120_000_000
_DEEPEST: Final = 200
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = 0x1
BROKEN: Final = (
    KeyError, zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError, EOFError, zlib.error,
    lzma.LZMAError,
)  # fmt: skip
REMEDY: Final = "回答者の手元のファイルを開き、保存し直したものを受け取ってください。"


class Package:
    """The parts of a .xlsx or .docx file, read one by one within bounds."""

    def __init__(self, data: bytes, *, where: str) -> None:
        self._where = where
        self._read = 0
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
            raise self.broken() from error
        if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > LARGEST_PACKAGE:
            raise self.too_large()
        if any(entry.flag_bits & _ENCRYPTED for entry in entries):
            raise locked(where)
        self.names = frozenset(entry.filename for entry in entries)

    def part(self, name: str) -> bytes:
        """Return a part's bytes. Raises SourceError for one that is larger than allowed, broken or absent."""
        try:
            with self._zip.open(name) as stream:
                data = stream.read(LARGEST_PART + 1)
        except BROKEN as error:
            raise self.broken() from error
        self._read += len(data)
        if len(data) > LARGEST_PART or self._read > LARGEST_PACKAGE:
            raise self.too_large()
        return data

    def xml(self, name: str) -> Element:
        """Return a part as XML. Raises SourceError for entities, a DOCTYPE, or what is no XML."""
        try:
            root = fromstring(self.part(name), forbid_dtd=True)
        except (ParseError, DefusedXmlException, ValueError, RecursionError, LookupError) as error:
            raise self.broken() from error
        if _depth(root) > _DEEPEST:
            raise self.too_large()
        return root

    def optional(self, name: str) -> Element | None:
        """Return a part as XML, None where the package has none."""
        return self.xml(name) if name in self.names else None

    def broken(self) -> SourceError:
        """Return the error of a file that cannot be read."""
        return SourceError("ファイルが壊れていて読めません。", where=self._where, remedy=REMEDY)

    def too_large(self) -> SourceError:
        """Return the error of a file that swells when it is opened."""
        return SourceError(
            "展開すると大きくなりすぎるファイルなので、読みません。",
            where=self._where,
            expected=f"部品{MOST_PARTS:,}個まで、合わせて{LARGEST_PACKAGE:,}バイトまで",
            remedy="回答以外のデータや画像を除いたものを、受け取り直してください。",
        )


def locked(where: str) -> SourceError:
    """Return the error of a file that asks for a password."""
    return SourceError(
        "パスワードの掛かったファイルなので読めません。",
        where=where,
        remedy="回答者に、パスワードを外して保存し直したものを頼んでください。",
    )


def refuse_old_formats(data: bytes, *, name: str, where: str) -> None:
    """Raise SourceError for what begins as an OLE file: an encrypted .xlsx or .docx, or an old .xls or .doc."""
    if not data.startswith(_OLE):
        return
    if b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e" in data:
        raise locked(where)
    suffix = name.rpartition(".")[2].lower()
    excel = suffix == "xls" or b"W\0o\0r\0k\0b\0o\0o\0k" in data
    raise SourceError(
        f"古い形式（.{'xls' if excel else 'doc'}）のファイルなので読めません。",
        where=where,
        expected=".xlsx、.docx、.pdf 又は .txt",
        remedy=f"{'Excel' if excel else 'Word'}で開き、「名前を付けて保存」で .{'xlsx' if excel else 'docx'} にしてください。",
    )


def _depth(root: Element) -> int:
    deepest, level = 1, [root]
    while level:
        level = [child for element in level for child in element]
        deepest += 1
        if deepest > _DEEPEST:
            break
    return deepest
