"""検証書: one page for the sign-off that says what was compared in a finished PDF, and what it was made of."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Final

from generator import formats
from generator.datafiles.provenance import packages
from generator.document.draft import marked
from generator.document.environment import make_environment, render
from generator.document.view import BriefView
from generator.paths import TEMPLATES
from generator.readback.compare import ReadBack
from generator.typesetting.info import PdfInfo

FOLDER: Final = "検証書"
SUFFIX: Final = "_検証書"
_SHOWN_PACKAGES: Final = frozenset({"weasyprint", "pydyf", "pypdfium2", "matplotlib", "jinja2", "pandas", "fonttools"})
NAMES: Final = {
    "sha256": "入力の全体",
    "making": "プログラム・テンプレート・書体",
    "settings": "設定（config/）",
    "tables": "表（data/）",
    "previous": "前年度の表",
}


def certificate_path(brief: str) -> Path:
    """Return where a brief's certificate lies, from the folder of the briefs: 「検証書/03_岩手県_…_検証書.pdf」."""
    return Path(FOLDER) / f"{Path(brief).stem}{SUFFIX}.pdf"


def certificate(
    pdf: bytes,
    found: ReadBack,
    view: BriefView,
    *,
    file: str,
    fingerprints: Mapping[str, str],
    info: PdfInfo,
    templates: Path = TEMPLATES,
) -> bytes:
    """Return the certificate of a PDF that has been read back. Same PDF, same bytes.

    ``file`` is the PDF's name, ``fingerprints`` the SHA-256 of what it was made of, ``info`` what the certificate says of itself.
    """
    html = render(
        make_environment(templates),
        "brief/certificate.html.j2",
        title=info.title,
        brief_title=view.title,
        control=view.control,
        edition=view.edition,
        file=file,
        size=formats.number(Decimal(len(pdf))),
        sha256=grouped(hashlib.sha256(pdf).hexdigest()),
        found=found,
        prints=[(NAMES[name], grouped(value)) for name, value in fingerprints.items()],
        packages=[(name, version) for name, version in packages() if name in _SHOWN_PACKAGES],
    )
    from generator.typesetting.pdf import (  # noqa: PLC0415  # who makes no certificate loads no typesetter here
        write_pdf,
    )

    return write_pdf(marked(html, view.control), info=info)


def grouped(digest: str) -> str:
    """Return a hash in groups of sixteen digits, as it is read aloud and compared."""
    return " ".join(digest[start : start + 16] for start in range(0, len(digest), 16))
