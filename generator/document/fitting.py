"""Page 1 holds on one page: findings are left out, the weakest first, where the sentences would push the chart off it."""

from __future__ import annotations

from typing import Final, Protocol

from jinja2 import Environment
from markupsafe import Markup

from generator.charts import style
from generator.document.environment import faults_told
from generator.findings.candidates import Finding

BODY: Final = 9.5
LEAD: Final = 13.0
"""Type sizes in pt, as in tokens.css."""
COLUMN: Final = 85.0
"""The width of the list's text in mm, a little less than it has: a line may not begin with a mark."""
LINE: Final = 5.2
ITEM: Final = 1.9
"""Height of a line, and what stands below an item, in mm."""
HEADLINE: Final = 6.9
ROOM: Final = 179.0
"""What headings, key figures and captions leave of the page for list and chart, in mm, with a headline of one line."""
FEWEST: Final = 3
ALWAYS: Final = frozenset({"programmes", "targets"})


class Page1(Protocol):
    """What is asked of the view: the sentences' macros read the rest of it."""

    @property
    def headline(self) -> Finding:
        """The finding over the page."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings in reading order."""


def fitted(view: Page1, environment: Environment, *, chart: float) -> tuple[Finding, ...]:
    """Return the findings that page 1 has room for above a chart of ``chart`` mm, in their order."""
    heights = [_height(_words(environment, "findings", view, one)) for one in view.findings]
    lines = _lines(_words(environment, "headlines", view, view.headline), LEAD, style.TEXT_WIDTH, bold=True)
    room = ROOM - chart - HEADLINE * (lines - 1)
    kept = list(range(len(heights)))
    spare = [place for place in kept if view.findings[place].topic not in ALWAYS | {view.headline.topic}]
    for weakest in sorted(spare, key=lambda place: view.findings[place].score):
        if sum(heights[place] for place in kept) <= room or len(kept) <= FEWEST:
            break
        kept.remove(weakest)
    return tuple(view.findings[place] for place in kept)


def _height(text: str) -> float:
    return _lines(text, BODY, COLUMN) * LINE + ITEM


def _words(environment: Environment, template: str, view: Page1, finding: Finding) -> str:
    file = f"document/sentences/{template}.j2"
    with faults_told(file):
        words: Markup = getattr(environment.get_template(file).module, finding.kind)(view, finding)
    return "".join(line.strip() for line in words.striptags().split("\n"))


def _lines(text: str, size: float, width: float, *, bold: bool = False) -> int:
    """Return how many lines of ``width`` mm the text takes."""
    count, used = 1, 0.0
    for character in text:
        step = style.text_width(character, size, bold=bold)
        used += step
        if used > width:
            count, used = count + 1, step
    return count
