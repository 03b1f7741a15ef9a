"""From finished HTML to an official PDF: accessible (PDF/UA-1), archival (PDF/A-3a), the same bytes each time."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pydyf
from weasyprint import Document
from weasyprint.document import DocumentMetadata

from generator.paths import TEMPLATES
from generator.typesetting.attachments import DataFile, embed
from generator.typesetting.conformance import VARIANT, is_sound, rewrite, set_streams, write_metadata
from generator.typesetting.drawing.svg_to_pdf import Charts
from generator.typesetting.fonts import bundled, typeface
from generator.typesetting.info import PdfInfo
from generator.typesetting.page_source import PageSource
from generator.typesetting.tagging.pages import TaggedPage
from generator.typesetting.tagging.structure import write_structure
from generator.typesetting.typesetting_warnings import no_warnings

PRODUCT: Final = "chiiki-kyosei-brief"


@dataclass(frozen=True)
class RenderedPdf:
    """A document that is laid out and not yet written; its pages can be looked at first."""

    document: Document

    @property
    def page_count(self) -> int:
        """How many pages the document has."""
        return len(self.document.pages)

    def write(self, *, info: PdfInfo, attachments: Sequence[DataFile] = ()) -> bytes:
        """Return the PDF, for the caller to read back: what it embeds is not looked at here.

        It can be written once only: WeasyPrint cuts the fonts down to what was used.
        """
        self.document.metadata = DocumentMetadata(
            title=info.title,
            authors=[info.author],
            description=info.subject,
            keywords=list(info.keywords),
            generator=PRODUCT,
            created=info.moment,
            modified=info.moment,
            lang=info.language,
        )
        written: list[tuple[pydyf.PDF, int]] = []

        def finish(document: Document, pdf: pydyf.PDF) -> None:
            write_structure(pdf, pages=document.pages)
            write_metadata(pdf, document.metadata)
            embed(pdf, attachments, moment=info.pdf_moment)
            set_streams(pdf)
            written.append((pdf, len(pdf.objects)))

        with no_warnings(), warnings.catch_warnings(), bundled.surroundings(SOURCE_DATE_EPOCH=info.epoch):
            warnings.simplefilter("ignore", ResourceWarning)  # WeasyPrint leaves its colour profile open
            data: bytes = self.document.write_pdf(finisher=finish, pdf_variant=VARIANT)
        if not is_sound(data):
            ((pdf, count),) = written
            data = rewrite(pdf, count=count)
        return data


def write_pdf(html: str, *, info: PdfInfo, attachments: Sequence[DataFile] = (), base: Path = TEMPLATES) -> bytes:
    """Return the PDF of an HTML document: PDF/A-3a and PDF/UA-1, with ``attachments`` as associated files.

    Raises a PublishError for whatever would make a document that is not what it says it is: a resource from elsewhere,
    a warning of the typesetter, a character without a glyph, a figure without words, a header cell without a scope.
    """
    data = render(html, base=base).write(info=info, attachments=attachments)
    typeface.check_embedded(data)
    return data


def render(html: str, *, base: Path = TEMPLATES) -> RenderedPdf:
    """Lay out an HTML document. Relative references start from ``base``; only it and assets/ are served.

    Charts stand in the HTML as ``<img src="data:image/svg+xml;base64,…" alt="…">``.
    """
    config = bundled.configuration()
    source, charts = PageSource(html, base=base), Charts(config)
    charts.take(source.etree_element)
    typeface.check_glyphs(typeface.drawn_texts(source.etree_element), where="本文")
    with no_warnings():
        document = source.render(font_config=config, cache=charts, stylesheets=[source.sheet], pdf_variant=VARIANT)
    return RenderedPdf(document.copy([TaggedPage.of(page) for page in document.pages]))
