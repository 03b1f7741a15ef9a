"""Two checkers that know nothing of how a PDF was made. They are no part of a plain installation (requirements-dev)."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from generator.errors import PublishError

PROFILES: Final = ("ua1", "3a")


@dataclass(frozen=True)
class CheckerProblem:
    """One error or warning: by which checker and rule, in its own words, on which page (from 1, where it is known)."""

    checker: str
    rule: str
    message: str
    page: int | None = None


def validate(path: Path) -> list[CheckerProblem]:
    """Return what page-validation (PDF/UA-1, PDF/A-3a) and outloud (PDF/UA-1 and beyond) find wrong with a file."""
    return [*_page_validation(path), *_outloud(path)]


def _page_validation(path: Path) -> list[CheckerProblem]:
    page = _tool("page", package="page-validation")
    return [
        CheckerProblem(f"page-validation {profile}", failure.rule_id, failure.message)
        for profile in PROFILES
        for failure in page.validate_pdf(path, profile=profile).failures
    ]


def _outloud(path: Path) -> list[CheckerProblem]:
    result = _tool("outloud", package="outloud").check(str(path))
    if result.error:
        return [CheckerProblem("outloud", "UNREADABLE", result.error)]
    found = [finding for finding in result.sorted_findings() if finding.severity in {"error", "warning"}]
    crashed = [run for run in result.runs if run.status == "crashed"]
    return [
        *(CheckerProblem("outloud", f.rule, f"{f.message} {f.evidence or ''}".strip(), f.page) for f in found),
        *(CheckerProblem("outloud", run.rule, f"the rule crashed: {run.reason}") for run in crashed),
    ]


def _tool(module: str, *, package: str) -> Any:
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        raise PublishError(
            f"検査の道具 {package} が入っていません。",
            where=".venv",
            expected="requirements-dev.lock の道具一式",
            remedy="make test を一度実行すると、検査の道具が用意されます。",
        ) from error
