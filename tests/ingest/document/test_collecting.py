"""A folder or zip of mixed files: what can be read is read, each other file gets one message."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from documents_sample import docx_of, p, xlsx_of, zip_of

from generator.errors import SourceError
from generator.ingest.document.collecting import take_in

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER = zip_of({"[Content_Types].xml": b"<a/>", "ppt/presentation.xml": b"<a/>"})
_GOOD = {"い.xlsx": xlsx_of({"A1": "人口"}), "ろ.docx": docx_of(p("世帯数")), "は.txt": "面積\n".encode()}


def _folder(tmp_path: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        path = tmp_path / "回収" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return tmp_path / "回収"


def _refusals(path: Path) -> dict[str, str]:
    return {one.name: one.error.what for one in take_in(path).refused}


def test_folder_of_mixed_formats(tmp_path: Path) -> None:
    """Every format is read, in the order of the names, sub-folders too."""
    folder = _folder(tmp_path, {**_GOOD, "岩手/に.txt": "人口\n".encode()})
    assert [d.name for d in take_in(folder).documents] == ["い.xlsx", "は.txt", "ろ.docx", "岩手/に.txt"]


def test_zip_reads_like_its_folder(tmp_path: Path) -> None:
    """A zip gives the same lines as the folder it was made of."""
    folder = _folder(tmp_path, _GOOD)
    archive = tmp_path / "回収.zip"
    archive.write_bytes(zip_of(_GOOD))
    assert [d.lines for d in take_in(archive).documents] == [d.lines for d in take_in(folder).documents]


def test_names_of_a_windows_zip(tmp_path: Path) -> None:
    """Names that Windows wrote in Shift_JIS are read."""
    path = tmp_path / "a.zip"
    path.write_bytes(_windows_zip("花巻市.txt".encode("cp932"), "人口\n".encode()))
    assert [d.name for d in take_in(path).documents] == ["花巻市.txt"]


def _windows_zip(name: bytes, data: bytes) -> bytes:
    """Return a zip as Windows makes it: a name in Shift_JIS, and no flag that says so."""
    head = struct.pack("<5HLLLHH", 20, 0, 0, 0, 33, zlib.crc32(data), len(data), len(data), len(name), 0)
    local = b"PK\3\4" + head + name + data
    central = b"PK\1\2\x14\0" + head + struct.pack("<HHHLL", 0, 0, 0, 0, 0) + name
    return local + central + b"PK\5\6" + struct.pack("<4HLLH", 0, 0, 1, 1, len(central), len(local), 0)


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("暗号.xlsx", _OLE + "EncryptedPackage".encode("utf-16-le"), "パスワードの掛かったファイルなので読めません。"),
        ("古い.xls", _OLE + "Workbook".encode("utf-16-le"), "古い形式（.xls）のファイルなので読めません。"),
        ("古い.doc", _OLE + "WordDocument".encode("utf-16-le"), "古い形式（.doc）のファイルなので読めません。"),
        ("半分.xlsx", xlsx_of({"A1": 1})[:300], "ファイルが壊れていて読めません。"),
        ("空.docx", b"", "ファイルが壊れていて読めません。"),
        ("写真.png", b"\x89PNG\r\n", "画像（PNG）なので読めません。"),
        ("別物.pptx", _OTHER, "Excelの表でもWordの文書でもないファイルです。"),
        ("sjis.txt", "人口".encode("cp932"), "原資料の文字コードがUTF-8ではありません。"),
    ],
)
def test_what_cannot_be_read_gets_one_message(tmp_path: Path, name: str, data: bytes, what: str) -> None:
    """The file is named with one message, and the others are read."""
    folder = _folder(tmp_path, {**_GOOD, name: data})
    assert _refusals(folder) == {name: what}
    assert len(take_in(folder).documents) == 3


def test_swelling_file_is_refused(tmp_path: Path) -> None:
    """A part that swells beyond its bound is not read."""
    bomb = zip_of({"[Content_Types].xml": b"<a/>", "word/document.xml": b" " * 45_000_000})
    assert _refusals(_folder(tmp_path, {**_GOOD, "爆弾.docx": bomb})) == {
        "爆弾.docx": "展開すると大きくなりすぎるファイルなので、読みません。"
    }


def test_swelling_archive_in_a_folder_is_refused(tmp_path: Path) -> None:
    """A zip whose file swells is told and stops no other."""
    bomb = zip_of({"大.txt": b" " * 50_000_001})
    assert _refusals(_folder(tmp_path, {**_GOOD, "爆弾.zip": bomb})) == {
        "爆弾.zip/大.txt": "展開すると大きくなりすぎるファイルなので、読みません。"
    }


def test_locks_and_hidden_files_are_no_answers(tmp_path: Path) -> None:
    """What Excel and the system lay beside the answers is passed over without a word."""
    folder = _folder(tmp_path, {**_GOOD, "~$い.xlsx": b"x", ".DS_Store": b"x", "Thumbs.db": b"x"})
    intake = take_in(folder)
    assert (len(intake.documents), intake.refused) == (3, ())


def test_links_are_not_followed(tmp_path: Path) -> None:
    """Nothing outside the folder is read."""
    folder = _folder(tmp_path, _GOOD)
    (tmp_path / "外.txt").write_text("外", encoding="utf-8")
    (folder / "外.txt").symlink_to(tmp_path / "外.txt")
    assert [d.name for d in take_in(folder).documents] == ["い.xlsx", "は.txt", "ろ.docx"]


def test_names_in_a_zip_do_not_climb(tmp_path: Path) -> None:
    """A name that climbs out of the archive is a name, no path."""
    path = tmp_path / "a.zip"
    path.write_bytes(zip_of({"../../花巻.txt": "人口\n".encode()}))
    assert [d.name for d in take_in(path).documents] == ["花巻.txt"]


def test_folder_without_answers(tmp_path: Path) -> None:
    """An empty folder gets one message."""
    (tmp_path / "空").mkdir()
    with pytest.raises(SourceError, match="読み取れる回答"):
        take_in(tmp_path / "空")


def test_single_file_that_cannot_be_read(tmp_path: Path) -> None:
    """Alone, an unreadable file is the error itself."""
    path = tmp_path / "古い.xls"
    path.write_bytes(_OLE + "Workbook".encode("utf-16-le"))
    with pytest.raises(SourceError, match="古い形式"):
        take_in(path)
