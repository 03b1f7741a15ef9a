"""The real edition: what was odd has been settled, and stays so."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from generator.audit.check import Level
from generator.audit.judging import Judged, errors_blocking, judge
from generator.config import Config, load_config
from generator.dataset.contract import Status
from generator.dataset.load import load_dataset
from generator.dataset.records import Dataset
from generator.dataset.seal import seal_state
from generator.paths import DATA, ROOT


@cache
def edition() -> tuple[Dataset, Config]:
    return load_dataset(2018), load_config(year=2018)


@cache
def findings() -> tuple[Judged, ...]:
    return judge(*edition())


def test_no_error_is_unresolved() -> None:
    """Every error of the edition is corrected, asked or waived with a reason."""
    assert [(f.check, f.respondent, f.item) for f in errors_blocking(*edition())] == []


@pytest.mark.parametrize("folder", sorted(path for path in DATA.iterdir() if path.is_dir()), ids=lambda path: path.name)
def test_the_tables_are_those_that_were_proven(folder: Path) -> None:
    """A change of a table without ingest-check after it makes every brief a draft."""
    state = seal_state(folder)
    assert state.sound, state.told


def test_the_corrected_coordinators_are_disclosed() -> None:
    """東海村's form counts two and says that one of them is none: a correction, not a waiver."""
    figure = edition()[0].indicators["083411", "coordinators"]
    assert (figure.printed, figure.value, figure.status) == ("2", Decimal(1), Status.CORRECTED)


def test_nasukarasuyama_is_corrected_to_permille() -> None:
    """那須烏山市's 6.59 stands for ‰, and is asked about."""
    figure = edition()[0].indicators["092151", "welfare_rate"]
    assert (figure.value, figure.status, figure.printed) == (Decimal("6.59"), Status.CORRECTED, "6.59")


def test_the_impossible_households_of_akita_are_taken_out() -> None:
    """389,0606 households are shown as unknown until the prefecture answers."""
    figure = edition()[0].indicators["050008", "households"]
    assert (figure.value, figure.status) == (None, Status.MISSING)
    assert figure.correction is not None


@pytest.mark.parametrize(
    ("check", "respondent", "item"),
    [
        ("A01-UNIT-SUSPECT", "053686", "welfare_rate"),
        ("A01-UNIT-SUSPECT", "014702", "welfare_rate"),
        ("A02-RATE-FAR", "033227", "welfare_rate"),
        ("A04-UNDER-ONE-PERSON", "014702", "welfare_rate"),
        ("A30-MARK-CHAPTER", "052078", "chiikiryoku"),
        ("A30-MARK-CHAPTER", "053686", "chiikiryoku"),
        ("A60-CORRECTION-PENDING", "092151", "welfare_rate"),
        ("A64-CONTACT", "edition", "contact"),
    ],
)
def test_what_is_odd_is_found(check: str, respondent: str, item: str) -> None:
    """The known oddities of the forms do not slip through."""
    assert (check, respondent, item) in {each.finding.key for each in findings()}


def test_no_waiver_is_stale() -> None:
    """Each waiver still has something to waive."""
    assert [e.finding.doubt.message for e in findings() if e.finding.check.startswith("A62")] == []


def test_open_warnings_are_reviewed_in_the_manual() -> None:
    """What is neither corrected nor waived has its decision in docs/audit.md, by check and respondent."""
    manual = (ROOT / "docs" / "audit.md").read_text(encoding="utf-8")
    decided = manual.split("## 平成30年度版の判断", 1)[1].splitlines()
    dataset = edition()[0]
    for each in findings():
        finding = each.finding
        if each.waiver is None and finding.level is Level.WARNING:
            respondent = dataset.respondents.get(finding.respondent)
            name = respondent.name if respondent else "年度版全体"
            assert any(finding.check in line and name in line for line in decided), (finding.check, name)
