"""The sheet as the style sheet has it. Charts and the read-back take it from here, so that it is typed only there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from generator.errors import PublishError
from generator.paths import TEMPLATES, shown

PAGE_CSS: Final = TEMPLATES / "document" / "css" / "page.css"
_WIDTHS: Final = {"A4": 210.0}
# 例: @page { size: A4 portrait; margin: 16mm 18mm 15mm 18mm; …
_SHEET: Final = re.compile(
    r"@page\s*\{\s*size:\s*(\w+) portrait;\s*margin:\s*[\d.]+mm ([\d.]+)mm [\d.]+mm ([\d.]+)mm;"
)


@dataclass(frozen=True, slots=True)
class PageGeometry:
    """Widths in mm: of the sheet, and of its empty edges on the left and right."""

    width: float
    left: float
    right: float

    @property
    def text_width(self) -> float:
        """Return the width of the column of text in mm."""
        return self.width - self.left - self.right


@cache
def page_geometry(path: Path = PAGE_CSS) -> PageGeometry:
    """Return the geometry that the style sheet states. Raises PublishError where it cannot be read."""
    found = _SHEET.search(path.read_text(encoding="utf-8"))
    if found is None or found[1] not in _WIDTHS:
        raise PublishError(
            "用紙と余白の指定を読み取れません。",
            where=shown(path),
            found=found[1] if found else "@page の size と margin がない",
            expected="@page { size: A4 portrait; margin: 上mm 右mm 下mm 左mm;",
            remedy="用紙の大きさと余白を、期待のとおりの書き方に直してください。図と読み戻しが、ここから版面を知ります。",
        )
    return PageGeometry(_WIDTHS[found[1]], left=float(found[3]), right=float(found[2]))
