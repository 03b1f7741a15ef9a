"""The sheet is described in one place, the style sheet."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.charts import style
from generator.errors import PublishError
from generator.page_geometry import PAGE_CSS, page_geometry


def changed(folder: Path, old: str, new: str) -> Path:
    text = PAGE_CSS.read_text(encoding="utf-8")
    assert old in text
    path = folder / "page.css"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def test_charts_are_drawn_for_the_column_that_the_margins_leave() -> None:
    """No second number in Python says how wide it is."""
    assert page_geometry().text_width == style.TEXT_WIDTH


def test_other_margins_give_another_column(tmp_path: Path) -> None:
    """Whoever changes the style sheet changes nothing else."""
    sheet = page_geometry(changed(tmp_path, "margin: 16mm 18mm 15mm 18mm", "margin: 16mm 20mm 15mm 25.5mm"))

    assert (sheet.left, sheet.right, sheet.text_width) == (25.5, 20.0, 164.5)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [("size: A4 portrait", "size: B5 portrait", "B5"), ("margin: 16mm 18mm 15mm 18mm", "margin: 2cm", "size と margin がない")],
)
def test_what_cannot_be_read_is_told(old: str, new: str, told: str, tmp_path: Path) -> None:
    """The message names the file and shows how the sheet has to be written."""
    with pytest.raises(PublishError, match="用紙と余白") as caught:
        page_geometry(changed(tmp_path, old, new))

    assert told in caught.value.found and "A4 portrait" in caught.value.expected


def test_all_pages_have_the_same_edges() -> None:
    """The first page's margins differ only above and below."""
    edges = re.findall(r"margin: [\d.]+mm ([\d.]+mm) [\d.]+mm ([\d.]+mm);", PAGE_CSS.read_text(encoding="utf-8"))

    assert len(edges) == 2 and len(set(edges)) == 1
