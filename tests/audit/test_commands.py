"""The commands of the audit as a user types them."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.audit import commands
from generator.audit.commands import AuditOutcome
from generator.audit.report import checks_table
from generator.cli import main


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is handed over by make."""
    for name in ("PREF", "YEAR", "FILE"):
        monkeypatch.delenv(name, raising=False)


def test_the_table_of_checks_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """What docs/audit.md holds comes from the command."""
    assert main(["audit", "--table"]) == 0
    assert capsys.readouterr().out == checks_table()


@pytest.mark.parametrize(("blocked", "code"), [(True, 2), (False, 0)])
def test_unresolved_errors_give_exit_code_2(
    blocked: bool, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A script can tell whether the edition may be published."""
    monkeypatch.setattr(commands, "run_audit", lambda pref, year: AuditOutcome([f"点検 {pref} {year}"], blocked=blocked))
    monkeypatch.setenv("PREF", "栃木")
    assert main(["audit", "--year", "2018"]) == code
    assert capsys.readouterr().out == "点検 栃木 2018\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["inquiry-import"], "エラー［INQUIRY］"),
        (["inquiry", "--pref", "大阪"], "エラー［REGION］"),
        (["audit", "--pref", "何県"], "エラー［REGION］"),
        (["datapackage", "--year", "1999"], "エラー［REGION］"),
    ],
)
def test_mistakes_give_one_message(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A mistake is told on the error stream with exit code 2, and nothing else is printed."""
    assert main(arguments) == 2
    told = capsys.readouterr()
    assert (told.out, told.err.startswith(message), told.err.count("エラー［")) == ("", True, 1)


def test_a_refused_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The message names the file that was handed over."""
    path = tmp_path / "answers.xlsx"
    path.write_bytes(b"no workbook")
    assert main(["inquiry-import", "--file", str(path)]) == 2
    assert str(path) in capsys.readouterr().err
