"""A document that is none is refused with a message that helps."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from ingest_sample import real_lines

from generator.errors import SourceError
from generator.ingest.document.source import read_source


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "空です"),
        (b" \n\n", "空です"),
        (b"%PDF-1.7\n...", "壊れて"),
        ("都道府県名".encode("cp932"), "UTF-8ではありません"),
        ("都道府県名".encode("utf-16"), "UTF-8ではありません"),
        (b"abc\x00def", "制御文字"),
    ],
)
def test_unreadable_document(tmp_path: Path, content: bytes, what: str) -> None:
    """Empty, broken, wrongly encoded and binary files are told apart."""
    path = tmp_path / "kohyo.txt"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=what):
        read_source(path)


def test_encoding_error_names_the_line(tmp_path: Path) -> None:
    """The message tells on which line the encoding breaks."""
    path = tmp_path / "kohyo.txt"
    path.write_bytes("一行目\n二行目\n".encode() + b"\xff\n")
    with pytest.raises(SourceError) as caught:
        read_source(path)
    assert caught.value.where.endswith("kohyo.txt:3")


@pytest.mark.parametrize("name", ["nowhere.txt", "."])
def test_missing_file_and_empty_folder(tmp_path: Path, name: str) -> None:
    """A file that is not there, or a folder without answers, is a user's error."""
    with pytest.raises(SourceError, match="ありません"):
        read_source(tmp_path / name)


@pytest.mark.parametrize("content", ["a\nb\n", "a\r\nb\r\n", "\ufeffa\nb", "a\nb"])
def test_line_ends_and_bom_do_not_matter(tmp_path: Path, content: str) -> None:
    """CRLF, a byte order mark and a missing last line feed leave the same lines."""
    path = tmp_path / "kohyo.txt"
    path.write_bytes(content.encode())
    assert read_source(path).lines == ("a", "b")


def test_form_feed_does_not_end_a_line(tmp_path: Path) -> None:
    """Line numbers are those of grep: a form feed is only white space."""
    path = tmp_path / "kohyo.txt"
    path.write_bytes(b"a\n\fb\n")
    source = read_source(path)
    assert (len(source.lines), source.flow.text) == (2, "ab")


def test_a_file_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No more of it is read than is allowed."""
    monkeypatch.setattr("generator.ingest.document.collecting.LARGEST_FILE", 10)
    path = tmp_path / "個票.txt"
    path.write_text("個票の文書", encoding="utf-8")
    with pytest.raises(SourceError, match="大きすぎます") as caught:
        read_source(path)
    assert "10バイト" in caught.value.expected


@pytest.mark.source
def test_the_volume_in_a_pdfs_own_characters_reads_the_same(tmp_path: Path) -> None:
    """Radicals, old forms and kana in two pieces all over the document change nothing that is read or stored."""
    pdfs = str.maketrans("食長青西竜亀鬼民戸高黒恵生老", "⻝⻑⻘⻄⻯⻲⻤⺠⼾⾼黑惠⽣⽼")
    kana = {
        ord(letter): unicodedata.normalize("NFD", letter)
        for letter in "がぎござずだづでどばびぶべぼぱぴぷぺぽガグサズデドパビピ"
    }
    path = tmp_path / "kohyo.txt"
    path.write_text("".join(f"{line}\n" for line in real_lines()).translate(pdfs).translate(kana), encoding="utf-8")
    assert list(read_source(path).lines) == real_lines()
