"""CI fails where a test is skipped for want of a program (.ci/run, tests/conftest.py)."""

from __future__ import annotations

import pytest
from conftest import is_want_of_a_program


@pytest.mark.parametrize(
    "reason",
    [
        "Chromium がない（apt-get install chromium で入る）",
        "axe-core がない（AXE_CORE に axe.min.js の場所を指定する）",
        "LibreOffice (soffice) is not installed",
        "poppler-utils is not installed",
        "node and pdfjs-dist (npm) are not installed; PDFJS_DIST names the folder of the package",
        "Node.js がない（apt-get install nodejs で入る）",
    ],
)
def test_a_missing_program_is_known_by_the_reason(reason: str) -> None:
    """As the tests word it."""
    assert is_want_of_a_program(f"('test_x.py', 1, 'Skipped: {reason}')")


@pytest.mark.parametrize(
    "reason", ["root writes anywhere", "the source document is not here", "not a git working tree", "/proc がない"]
)
def test_other_reasons_stay_skips(reason: str) -> None:
    """No program would change them."""
    assert not is_want_of_a_program(reason)
