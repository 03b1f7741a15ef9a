"""A PDF from elsewhere is read within bounds or said to be none of ours."""

from __future__ import annotations

import io
from pathlib import Path

import pydyf
import pytest

from generator.errors import UserError
from generator.readback import pdfium
from generator.readback.pdfium import BoundsError, read_pdf, readable
from generator.tracing.verify import verify


def pdf_of(text: str, *, pages: int = 1) -> bytes:
    """A PDF of pages that paint one text."""
    document = pydyf.PDF()
    font = pydyf.Dictionary({"Type": "/Font", "Subtype": "/Type1", "Name": "/F1", "BaseFont": "/Helvetica"})
    document.add_object(font)
    for _ in range(pages):
        stream = pydyf.Stream()
        stream.begin_text()
        stream.set_font_size("F1", 9)
        stream.show_text_string(text)
        stream.end_text()
        document.add_object(stream)
        resources = pydyf.Dictionary({"Font": pydyf.Dictionary({"F1": font.reference})})
        page = {"Type": "/Page", "Parent": document.pages.reference, "Contents": stream.reference}
        document.add_page(pydyf.Dictionary({**page, "MediaBox": pydyf.Array([0, 0, 595, 842]), "Resources": resources}))


    out = io.BytesIO()
    document.write(out)
    return out.getvalue()


@pytest.mark.parametrize("length", [10, 2_040, 2_050, 5_000, 30_000])
def test_a_text_longer_than_the_buffer_is_read_whole(length: int) -> None:
    """PDFium says how much it wants and fills no buffer that is smaller."""
    page = read_pdf(pdf_of("a" * length)).pages[0]

    assert "".join(page.margins) == "a" * length


def test_a_text_beyond_all_bounds_is_refused() -> None:
    """The length that PDFium wants is not trusted."""
    with pytest.raises(BoundsError):
        pdfium._text(lambda _buffer, _size: 2_000_000)


def test_more_pages_than_any_brief_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is no brief, and said to be none."""
    monkeypatch.setattr(pdfium, "_MOST_PAGES", 2)

    assert readable(pdf_of("a", pages=3)) is None


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"%PDF-1.7\n" + b"\x00" * 5000, pdf_of("a")[:-200]])
def test_a_damaged_pdf_is_told(tmp_path: Path, content: bytes) -> None:
    """One message names the file."""
    path = tmp_path / "a.pdf"
    path.write_bytes(content)

    with pytest.raises(UserError, match=r"PDFとして読めません|管理番号がありません"):
        verify(path)


def test_a_device_is_no_pdf() -> None:
    """It would never end."""
    with pytest.raises(UserError, match="読めません"):
        verify(Path("/dev/zero"))
