"""What holds for the whole suite: where all programs are promised, a skip for want of one is a failure."""

from __future__ import annotations

import os
import re
from collections.abc import Generator

import hypothesis
import pytest

# Chromium and LibreOffice do not find files with Japanese names in the C locale; tests of that locale set their own.
os.environ["LC_ALL"] = "C.UTF-8"
hypothesis.settings.register_profile("steady", derandomize=True, deadline=None)
hypothesis.settings.register_profile("explore", max_examples=1000, derandomize=False, deadline=None)
# A publication's suite gives the same answer twice; make explore looks at new inputs.
hypothesis.settings.load_profile("explore" if os.environ.get("EXPLORE") else "steady")

PROMISED = os.environ.get("TEST_PROGRAMS") == "installed"
"""Set by .ci/run, which has installed them (scripts/test_programs.sh)."""
WANTING = re.compile("Chromium|LibreOffice|poppler|pdfjs-dist|axe-core|Node", re.IGNORECASE)


def is_want_of_a_program(reason: str) -> bool:
    """Say whether a test was skipped because a program is missing that scripts/test_programs.sh installs."""
    return WANTING.search(reason) is not None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skip for want of a promised program into a failure."""
    report = yield
    reason = str(report.longrepr)
    if PROMISED and report.skipped and is_want_of_a_program(reason):
        report.outcome = "failed"
        report.longrepr = f"飛ばしてはならない試験です。scripts/test_programs.sh を確かめてください。理由: {reason}"
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name the one command that brings what skipped tests need."""
    skipped = [str(report.longrepr) for report in terminalreporter.stats.get("skipped", [])]
    if any(map(is_want_of_a_program, skipped)):
        terminalreporter.write_line("プログラムがないため飛ばした試験があります。make test-programs で入れて試せます。")
