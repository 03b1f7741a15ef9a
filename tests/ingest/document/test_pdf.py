"""A PDF is read as a careful reader sees it."""

from __future__ import annotations

import io

import pikepdf
import pytest
from documents_sample import pdf_of

from generator.errors import SourceError
from generator.ingest.document.model import Document, DocumentKind
from generator.ingest.document.reading import read_bytes


def _read(data: bytes) -> Document:
    return read_bytes(data, name="回答.pdf", where="回答.pdf")


def _texts(data: bytes) -> list[str]:
    return [line.text.strip() for line in _read(data).lines]


def _changed(data: bytes, change: object) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)  # type: ignore[operator]
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def test_pages_are_places() -> None:
    """Each line knows its page."""
    document = _read(pdf_of("<p>一枚目</p><p style='break-before: page'>二枚目</p>"))
    assert [(line.text, line.place.page) for line in document.lines] == [("一枚目", 1), ("二枚目", 2)]
    assert (document.kind, document.pages) == (DocumentKind.PDF, 2)


def test_label_over_three_lines_stands_before_its_value() -> None:
    """A cell is read as a whole before the one beside it."""
    html = "<table><tr><td>本事業に取<br>り組む目的・<br>狙い</td><td>一行目<br>二行目<br>三行目<br>四行目</td></tr></table>"
    assert _texts(pdf_of(html)) == ["本事業に取", "り組む目的・", "狙い", "一行目", "二行目", "三行目", "四行目"]


def test_merged_cell_is_read_once() -> None:
    """A label that spans two rows stands before both."""
    html = (
        "<table><tr><td rowspan=2>地域包括支援センター</td><td>直営</td><td>1か所</td></tr>"
        "<tr><td>委託</td><td>2か所</td></tr></table>"
    )
    assert _texts(pdf_of(html)) == ["地域包括支援センター", "直営", "1か所", "委託", "2か所"]


def test_underline_parts_no_cell() -> None:
    """A line under words is no ruled line of the table."""
    html = "<table><tr><td>一行目<br><u>下線のある行</u><br>三行目</td><td>隣</td></tr></table>"
    assert _texts(pdf_of(html)) == ["一行目", "下線のある行", "三行目", "隣"]


def test_labels_beside_values_without_ruled_lines() -> None:
    """Without a table a row is read across."""
    html = "".join(
        f"<div><span style='display:inline-block;width:8em'>{a}</span>{b}</div>"
        for a, b in [("人口", "12,345人"), ("世帯数", "4,321世帯"), ("面積", "100.25k㎡"), ("高齢化率", "31.5％")]
    )
    assert [text.replace(" ", "") for text in _texts(pdf_of(html))] == [
        "人口12,345人", "世帯数4,321世帯", "面積100.25k㎡", "高齢化率31.5％"
    ]  # fmt: skip


def test_columns_of_prose_are_read_one_after_the_other() -> None:
    """Two columns of prose are not read across."""
    left, right = "左の段の文章をここに置いて読む。", "右の段の文章をここに置いて読む。"
    html = f"<div style='columns: 2; text-align: left'>{left * 9}<p style='break-before: column'>{right * 9}</p></div>"
    assert "".join(_texts(pdf_of(html))) == left * 9 + right * 9


def test_spread_label_keeps_its_letters_in_order() -> None:
    """A label set wide is one line, its letters parted by spaces."""
    label = "<div style='width:20em;text-align-last:justify'>人 口</div>"
    html = f"<table><tr><td>{label}</td><td>5人</td></tr></table>"
    assert ["".join(text.split()) for text in _texts(pdf_of(html))] == ["人口", "5人"]


def test_text_drawn_twice_counts_once() -> None:
    """Bold made by drawing twice does not double a figure."""
    html = (
        "<div style='position:relative'><span style='position:absolute;left:0'>11,200人</span>"
        "<span style='position:absolute;left:0.3pt'>11,200人</span></div>"
    )
    assert _texts(pdf_of(html)) == ["11,200人"]


def test_raised_digit_is_asked_about() -> None:
    """A footnote mark is never glued to the figure before it."""
    document = _read(pdf_of("<p>3<span style='font-size:60%;vertical-align:super'>2</span>人</p>"))
    assert document.lines[0].text.replace(" ", "") == "3人"
    assert [index for index, _ in document.asked()] == [0]


def test_square_of_a_unit_is_no_mark() -> None:
    """The raised 2 of km2 belongs to the unit."""
    document = _read(pdf_of("<p>100.5km<span style='font-size:60%;vertical-align:super'>2</span></p>"))
    assert document.lines[0].text == "100.5km2"


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_page_reads_the_same(turn: int) -> None:
    """A page that is shown turned gives its lines in the order in which they are shown."""
    upright = pdf_of("<table><tr><td>人口</td><td>12,345人</td></tr><tr><td>世帯数</td><td>4,321世帯</td></tr></table>")

    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        x0, y0, x1, y1 = (float(v) for v in page.mediabox)
        width, height = x1 - x0, y1 - y0
        # The content is turned back, so that what is shown is upright again.
        matrix = {90: (0, 1, -1, 0, height, 0), 180: (-1, 0, 0, -1, width, height), 270: (0, -1, 1, 0, 0, width)}[turn]
        if turn != 180:
            page.mediabox = pikepdf.Array([0, 0, height, width])
        page.contents_add(pdf.make_stream(f"q {' '.join(map(str, matrix))} cm ".encode()), prepend=True)
        page.contents_add(pdf.make_stream(b" Q"))
        page.rotate(turn, relative=False)

    assert _texts(_changed(upright, change)) == _texts(upright)


def _with_field(value: str, *, printed: str = "") -> bytes:
    html = f"<table><tr><td>人口</td><td style='width:60%;height:20pt'>{printed}</td></tr></table>"

    def change(pdf: pikepdf.Pdf) -> None:
        field = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, T="f1", V=value,
            Rect=pikepdf.Array([246, 758, 520, 784]), F=4,
        )  # fmt: skip
        page = pdf.pages[0]
        page.Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(field)]))
        pdf.Root.AcroForm = pdf.make_indirect(pikepdf.Dictionary(Fields=pikepdf.Array([page.Annots[0]])))

    return _changed(pdf_of(html), change)


def test_field_without_appearance_is_read() -> None:
    """What was typed into a form field is read from its value."""
    assert _texts(_with_field("盛岡市 12,345人")) == ["人口", "盛岡市 12,345人"]


def test_field_and_page_that_differ_are_asked_about() -> None:
    """The value of the field counts, and the difference is told."""
    document = _read(_with_field("12,346人", printed="12,345人"))
    assert [line.text for line in document.lines] == ["人口", "12,346人"]
    assert [index for index, _ in document.asked()] == [1]


def test_note_added_later_is_told_not_read() -> None:
    """A sticky note is no part of the answer."""

    def change(pdf: pikepdf.Pdf) -> None:
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Text,
            Contents="要確認",
            Rect=pikepdf.Array([100, 100, 120, 120]),
        )
        pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(note)])

    document = _read(_changed(pdf_of("<p>本文</p>"), change))
    assert [line.text for line in document.lines] == ["本文"]
    assert [str(remark) for remark in document.remarks] == ["1ページ: 後から加えられた付箋「要確認」は読んでいない"]


def test_page_numbers_are_left_out() -> None:
    """The running number at the foot is no figure of the form; a number in the text is."""
    css = "@page {@bottom-center {content: counter(page)}}"
    pages = "".join(f"<p style='break-before: page'>{n}</p><p>本文</p>" for n in (7, 8, 9))
    assert _texts(pdf_of(pages, css=css)) == ["7", "本文", "8", "本文", "9", "本文"]


def test_picture_of_a_form_is_refused() -> None:
    """A PDF without text gets one message that says what to ask for."""
    picture = pdf_of("<svg width='100' height='100'><rect width='100' height='100'/></svg>")
    with pytest.raises(SourceError, match="文字のないPDF"):
        _read(picture)


def test_password_is_told() -> None:
    """A locked PDF gets one message."""
    with pikepdf.open(io.BytesIO(pdf_of("<p>本文</p>"))) as pdf:
        out = io.BytesIO()
        pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(SourceError, match="パスワード"):
        _read(out.getvalue())


def test_broken_file_is_told() -> None:
    """Half a PDF gets one message."""
    with pytest.raises(SourceError, match="壊れて"):
        _read(b"%PDF-1.7\nnothing here")


def test_wrapped_cells_without_ruled_lines_are_put_together() -> None:
    """A label and a value that run on in the next line are read to their end, one after the other."""
    css = "td {border: none; padding: 0 5.4pt; width: 60pt} table {width: auto; table-layout: fixed}"
    html = "<table><tr><td>地域包括支援センター</td><td>３７，１２３（世帯）</td></tr><tr><td>人口</td><td>5人</td></tr></table>"
    assert [text.replace(" ", "") for text in _texts(pdf_of(html, css=css))] == [
        "地域包括支援", "センター", "３７，１２３（世", "帯）", "人口5人"
    ]  # fmt: skip


def test_short_labels_below_one_another_are_rows() -> None:
    """A label below another one begins a row of its own."""
    css = "td {border: none; padding: 0 5.4pt; width: 120pt} table {width: auto; table-layout: fixed}"
    rows = (("人口", "5人"), ("世帯数", "3世帯"), ("面積", "7k㎡"))
    html = f"<table>{''.join(f'<tr><td>{a}</td><td>{b}</td></tr>' for a, b in rows)}</table>"
    assert [text.replace(" ", "") for text in _texts(pdf_of(html, css=css))] == ["人口5人", "世帯数3世帯", "面積7k㎡"]
