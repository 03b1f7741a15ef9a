"""Turns each warning that WeasyPrint logs into an error."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from weasyprint.urls import FatalURLFetchingError

from generator.errors import PublishError

# Where libharfbuzz-subset is not installed, fonts are cut down in Python: slower by some 2.5 s, as good otherwise.
_HARMLESS: Final = "Using fontTools instead of HarfBuzz-Subset"


@contextmanager
def no_warnings() -> Iterator[None]:
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
            where="テンプレートのHTML・CSS",
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
