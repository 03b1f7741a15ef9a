"""Page 1: findings that would push the chart off the page are left out, the weakest first."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from builders import real_areas, real_measures, real_page
from generator.document.fitting import fitted
from jinja2 import Environment

from generator.document import fitting
from generator.findings.candidates import Finding
from generator.findings.choosing import choose

SHORT, LONG = 85.0, 120.0


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Five findings of four lines each, the headline told again by the second."""
    monkeypatch.setattr(
        fitting, "_words", lambda _environment, template, *_: "字" * (90 if template == "findings" else 20)
    )
    topics = ("programmes", "aging_rate", "theme", "contractor", "targets")
    findings = tuple(Finding("k", topic, score) for topic, score in zip(topics, (0.1, 0.2, 0.4, 0.3, 0.1), strict=True))
    return SimpleNamespace(headline=findings[1], findings=findings)


def topics(page: SimpleNamespace, chart: float) -> list[str]:
    return [finding.topic for finding in fitted(page, Environment(autoescape=True), chart=chart)]


def test_what_fits_is_kept(page: SimpleNamespace) -> None:
    """Above a low chart all five stand."""
    assert topics(page, 60.0) == ["programmes", "aging_rate", "theme", "contractor", "targets"]


def test_the_weakest_goes_first(page: SimpleNamespace) -> None:
    """The one of the lowest score that is neither the headline's nor always told is left out; the order stays."""
    assert topics(page, SHORT) == ["programmes", "aging_rate", "theme", "targets"]


def test_three_findings_stay(page: SimpleNamespace) -> None:
    """What is always told and what the headline says is never left out."""
    assert topics(page, LONG) == ["programmes", "aging_rate", "targets"]


@pytest.mark.parametrize("name", real_areas())
def test_the_briefs_of_the_edition_lose_little(name: str) -> None:
    """All that was chosen has room, or all but one."""
    kept, chosen = real_page(name).view.findings, choose(real_measures(name)).told
    assert [finding for finding in chosen if finding in kept] == list(kept)
    assert len(kept) >= len(chosen) - 1


def test_a_line_is_as_long_as_the_type_makes_it() -> None:
    """25 full-width characters of 9.5 pt fill the column; the 26th begins a line."""
    assert (fitting._lines("字" * 25, 9.5, 85.0), fitting._lines("字" * 26, 9.5, 85.0)) == (1, 2)
