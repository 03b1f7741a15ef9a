"""A line of the source is told as its reader finds it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.dataset.place_tables import read_places
from generator.dataset.places import NO_PLACES, PlaceRange, Places, SourceFile
from generator.errors import DatasetError


def _file(document: str, kind: str, name: str) -> SourceFile:
    return SourceFile(document, kind, name, "0" * 64, None, "")


PDF = Places(
    (_file("D001", "pdf", "個票.pdf"),),
    (PlaceRange(1, 40, "D001", 1, "", ""), PlaceRange(41, 90, "D001", 2, "", "")),
)
MIXED = Places(
    (_file("D001", "xlsx", "い.xlsx"), _file("D002", "text", "ろ.txt"), _file("D003", "docx", "は.docx")),
    (
        PlaceRange(1, 1, "D001", None, "回答票", "C14"),
        PlaceRange(2, 3, "D001", None, "回答票", "C15"),
        PlaceRange(4, 9, "D002", None, "", ""),
        PlaceRange(10, 10, "D003", None, "", "表2 3行1列"),
    ),
)


@pytest.mark.parametrize(
    ("places", "lines", "said"),
    [
        (NO_PLACES, (5,), "原資料 5行"),
        (NO_PLACES, (5, 7, 5), "原資料 5、7行"),
        (NO_PLACES, (), ""),
        (PDF, (3,), "個票.pdf 1ページ"),
        (PDF, (3, 4, 41), "個票.pdf 1ページ、2ページ"),
        (MIXED, (1,), "い.xlsx 回答票 C14"),
        (MIXED, (1, 2, 3), "い.xlsx 回答票 C14、回答票 C15"),
        (MIXED, (4, 6), "ろ.txt 1、3行"),
        (MIXED, (10,), "は.docx 表2 3行1列"),
        (MIXED, (1, 10), "い.xlsx 回答票 C14、は.docx 表2 3行1列"),
    ],
)
def test_lines_are_cited_by_place(places: Places, lines: tuple[int, ...], said: str) -> None:
    """A page, a cell, a line of a text: each place once."""
    assert places.cite(lines) == said


@pytest.mark.parametrize(
    ("places", "span", "said"),
    [
        (NO_PLACES, (1, 501), "原資料 1～501行"),
        (PDF, (3, 80), "個票.pdf 1～2ページ"),
        (PDF, (3, 30), "個票.pdf 1ページ"),
        (MIXED, (1, 3), "い.xlsx"),
        (MIXED, (4, 9), "ろ.txt 1～6行"),
    ],
)
def test_a_form_is_cited_as_a_stretch(places: Places, span: tuple[int, int], said: str) -> None:
    """Pages or lines from and to; of a workbook the file alone."""
    assert places.span(*span) == said


@pytest.mark.parametrize(("places", "last"), [(NO_PLACES, None), (PDF, 90), (MIXED, 10)])
def test_last_line(places: Places, last: int | None) -> None:
    """Of documents that are no lone text the places know where the last one ends."""
    assert places.last == last


def _written(folder: Path, places: str) -> Path:
    (folder / "documents.csv").write_text(
        f"document,kind,file,sha256,pages,received_on\nD001,pdf,a.pdf,{'0' * 64},2,2026-11-30\n", encoding="utf-8"
    )
    (folder / "places.csv").write_text(f"line_start,line_end,document,page,sheet,cell\n{places}", encoding="utf-8")
    return folder


def test_tables_are_read(tmp_path: Path) -> None:
    """Both tables together give the places."""
    places = read_places(_written(tmp_path, "1,4,D001,1,,\n5,9,D001,2,,\n"))
    assert (places.cite([4, 5]), places.documents[0].received_on) == ("a.pdf 1ページ、2ページ", "2026-11-30")


def test_tables_may_be_absent(tmp_path: Path) -> None:
    """An edition read before there were places cites lines."""
    assert read_places(tmp_path) == NO_PLACES


@pytest.mark.parametrize("rows", ["1,4,D002,1,,\n", "5,4,D001,1,,\n", "1,4,D001,1,,\n4,9,D001,2,,\n", "1,x,D001,1,,\n"])
def test_contradictions_are_told(tmp_path: Path, rows: str) -> None:
    """An unknown document, a range that runs backwards, and one that overlaps."""
    with pytest.raises(DatasetError):
        read_places(_written(tmp_path, rows))
