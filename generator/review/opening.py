"""Open a finished PDF for a reviewer's tools."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2

from generator.errors import PublishError
from generator.paths import shown


@contextmanager
def opened(path: Path) -> Iterator[pypdfium2.PdfDocument]:
    """Open a PDF and close it. Raises PublishError for a file that is none."""
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as exc:
        raise PublishError(
            "PDFとして読めません。",
            where=shown(path),
            found=str(exc),
            remedy="ファイルを消し、make briefs で作り直してください。",
        ) from exc
    try:
        yield document
    finally:
        document.close()
