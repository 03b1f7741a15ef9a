"""An edition's folder with a small file in each place, and what the tests of its pages look with."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from browser import PROGRAM
from finished import real_inputs

from generator.document.practice.contacts import profile_numbers
from generator.edition.folder.manifest import BriefEntry, Manifest, entry_of
from generator.edition.folder.orders import areas_of
from generator.files import write_whole
from generator.paths import ROOT

ENDINGS = (".pdf", ".html", "_表.xlsx", "_数値.csv", "_検証書.pdf")
PAGE = 3
"""On which every profile is said to stand."""
AXE = Path(os.environ.get("AXE_CORE", ROOT / "node_modules" / "axe-core" / "axe.min.js"))
NO_AXE = "axe-core がない（AXE_CORE に axe.min.js の場所を指定する）"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
needs_browser = pytest.mark.skipif(PROGRAM is None, reason="Chromium がない（apt-get install chromium で入る）")


def manifest(out: Path) -> Manifest:
    """An edition's folder with a small file in each place."""
    briefs = []
    for area in areas_of(real_inputs()).values():
        files = []
        for ending in ENDINGS:
            entry = entry_of(f"{area.key}_{area.name}{ending}", area.name.encode())
            write_whole(out / entry.path, area.name.encode())
            files.append(entry)
        pages = {number: PAGE for number in profile_numbers(real_inputs().dataset).values() if number[:2] == area.key}
        briefs.append(BriefEntry(area.key, area.name, area.scope.value, 1, "CKB-1", "", "", 9, tuple(files), pages))
    return Manifest(2018, 1, "2026-12-01", True, {}, (), tuple(briefs))
