"""From finished HTML to an official PDF: accessible (PDF/UA-1), archival (PDF/A-3a), the same bytes each time."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pydyf
from weasyprint import CSS, HTML, Document
from weasyprint.document import DocumentMetadata
from weasyprint.urls import FatalURLFetchingError

from generator.errors import PublishError
from generator.paths import ASSETS, TEMPLATES
from generator.publish import fonts
from generator.publish.attachments import DataFile, embed
from generator.publish.conformance import VARIANT, is_sound, rewrite, set_streams, write_metadata
from generator.publish.drawing import Charts
from generator.publish.fetcher import Fetcher
from generator.publish.info import PdfInfo
from generator.publish.pages import UNCLIPPED_IMAGES, TaggedPage
from generator.publish.structure import write_structure

PRODUCT: Final = "chiiki-kyosei-brief"
# Where libharfbuzz-subset is not installed, fonts are cut down in Python: slower by some 2.5 s, as good otherwise.
_HARMLESS: Final = "Using fontTools instead of HarfBuzz-Subset"


@dataclass(frozen=True)
class RenderedPdf:
    """A document that is laid out and not yet written; its pages can be looked at first."""

    document: Document

    @property
    def page_count(self) -> int:
        """How many pages the document has."""
        return len(self.document.pages)

    def write(self, *, info: PdfInfo, attachments: Sequence[DataFile] = ()) -> bytes:
        """Return the PDF. It can be written once only: WeasyPrint cuts the fonts down to what was used."""
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

        with _no_warnings(), warnings.catch_warnings(), fonts.surroundings(SOURCE_DATE_EPOCH=info.epoch):
            warnings.simplefilter("ignore", ResourceWarning)  # WeasyPrint leaves its colour profile open
            data: bytes = self.document.write_pdf(finisher=finish, pdf_variant=VARIANT)
        if not is_sound(data):
            ((pdf, count),) = written
            data = rewrite(pdf, count=count)
        fonts.check_embedded(data)
        return data


def write_pdf(html: str, *, info: PdfInfo, attachments: Sequence[DataFile] = (), base: Path = TEMPLATES) -> bytes:
    """Return the PDF of an HTML document: PDF/A-3a and PDF/UA-1, with ``attachments`` as associated files.

    Raises a PublishError for whatever would make a document that is not what it says it is: a resource from elsewhere,
    a warning of the typesetter, a character without a glyph, a figure without words, a header cell without a scope.
    """
    return render(html, base=base).write(info=info, attachments=attachments)


def render(html: str, *, base: Path = TEMPLATES) -> RenderedPdf:
    """Lay out an HTML document. Relative references start from ``base``; only it and assets/ are served.

    Charts stand in the HTML as ``<img src="data:image/svg+xml;base64,…" alt="…">``.
    """
    config = fonts.configuration()
    charts = Charts(config)
    with _no_warnings():
        source = HTML(
            string=charts.take(html), base_url=base.resolve().as_uri() + "/", url_fetcher=Fetcher((base, ASSETS))
        )
        fonts.check_glyphs(fonts.drawn_texts(source.etree_element), where="本文")
        document = source.render(
            font_config=config, cache=charts, stylesheets=[CSS(string=UNCLIPPED_IMAGES)], pdf_variant=VARIANT
        )
    return RenderedPdf(document.copy([TaggedPage.of(page) for page in document.pages]))


@contextmanager
def _no_warnings() -> Iterator[None]:
    """Turn what WeasyPrint only logs into a PublishError, and unwrap ours where WeasyPrint has wrapped it."""
    log = _Messages()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(log)
    try:
        yield
    except FatalURLFetchingError as error:
        raise error.__cause__ or error from None
    finally:
        logger.removeHandler(log)
    if log.messages:
        raise PublishError(
            f"組版ソフト（WeasyPrint）が {len(log.messages)} 件の警告を出したため、PDFを作りません。",
            found="\n        ".join(dict.fromkeys(log.messages)),
            expected="警告なし",
            remedy="テンプレートのHTML・CSSの、警告が指すところを直してください。",
        )


class _Messages(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if not message.startswith(_HARMLESS):
            self.messages.append(message)
