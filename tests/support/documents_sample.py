"""Made-up forms as PDF, Excel and Word files, built while the tests run."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from functools import cache
from typing import Any

import weasyprint
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from generator.paths import ROOT

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)

_RULED = "<w:tblPr><w:tblBorders>{}</w:tblBorders></w:tblPr>".format(
    "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
)


@cache
def _fonts() -> Any:
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


def pdf_of(body: str, *, css: str = "") -> bytes:
    """Return a PDF of an HTML body, set in the project's own type."""
    face = (ROOT / "assets" / "fonts" / "BIZUDPGothic-Regular.ttf").as_uri()
    style = (
        f'@font-face {{font-family: Form; src: url("{face}")}} @page {{size: A4; margin: 20mm}} '
        "body {font-family: Form; font-size: 10pt} table {border-collapse: collapse; width: 100%} "
        f"td {{border: 1px solid black; padding: 2pt; vertical-align: top}} {css}"
    )
    page = f'<html lang="ja"><style>{style}</style><body>{body}</body></html>'
    return bytes(weasyprint.HTML(string=page).write_pdf(font_config=_fonts()))


def xlsx_of(
    rows: Mapping[str, str | float | bool | None], *, merged: tuple[str, ...] = (), title: str = "回答票"
) -> bytes:
    """Return a workbook with values by cell."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    for cell, value in rows.items():
        sheet[cell] = value
    for area in merged:
        sheet.merge_cells(area)
    return saved(book)


def saved(book: Workbook) -> bytes:
    """Return a workbook's bytes."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def docx_of(body: str, **parts: str) -> bytes:
    """Return a Word document of the XML inside w:body; ``parts`` are further parts such as numbering."""
    root = f'xmlns:w="{_W}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    extra = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    files = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS,
        "word/document.xml": f"<w:document {root} {extra}><w:body>{body}</w:body></w:document>",
    }
    for name, content in parts.items():
        files[f"word/{name}.xml"] = f"<w:{name} {root}>{content}</w:{name}>"
    return zip_of({name: text.encode() for name, text in files.items()})


def p(*runs: str, properties: str = "") -> str:
    """Return a paragraph; plain text becomes a run."""
    inner = "".join(run if run.startswith("<") else f'<w:r><w:t xml:space="preserve">{run}</w:t></w:r>' for run in runs)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """Return a table of cells; plain text becomes a paragraph."""
    cells = ("".join(cell if cell.startswith("<w:tc>") else f"<w:tc>{p(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{_RULED}{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def zip_of(files: Mapping[str, bytes]) -> bytes:
    """Return a zip of files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()
