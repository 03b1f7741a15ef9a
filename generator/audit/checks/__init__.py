"""All checks, in the order of their names."""

from __future__ import annotations

from typing import Final

from generator.audit.check import Check
from generator.audit.checks import (
    anchors,
    as_printed,
    bases,
    counts,
    editions,
    events,
    figures,
    forms,
    practice,
    projects,
    summaries,
    targets,
)
from generator.audit.checks.waivers import waiver_checks

_OF_TABLES: Final = (
    *anchors.CHECKS,
    *as_printed.CHECKS,
    *bases.CHECKS,
    *counts.CHECKS,
    *editions.CHECKS,
    *events.CHECKS,
    *figures.CHECKS,
    *forms.CHECKS,
    *practice.CHECKS,
    *projects.CHECKS,
    *summaries.CHECKS,
    *targets.CHECKS,
)

CHECKS: Final[tuple[Check, ...]] = tuple(sorted((*_OF_TABLES, *waiver_checks(_OF_TABLES)), key=lambda one: one.id))
