"""The report of an audit, its data, and the table in the manual."""

from __future__ import annotations

import json
import re
from pathlib import Path

from audit_sample import YAHABA, scene, waiver

from generator.audit.checks import CHECKS as ALL
from generator.audit.commands import run_audit
from generator.audit.judging import judge
from generator.audit.report import checks_table, report_json, report_lines
from generator.paths import ROOT

MANUAL = ROOT / "docs" / "audit.md"
SPOILT = (
    scene()
    .figure(YAHABA, "welfare_rate", "65.9", printed="6.59")
    .target(YAHABA, result_unit="件")
    .waived(waiver("A44-UNIT-DIFFERS", YAHABA, "T01"))
)
JUDGED = judge(SPOILT.dataset, SPOILT.config)
REPORT = report_lines(JUDGED, SPOILT.dataset, SPOILT.config)


def test_the_report_counts_what_is_open() -> None:
    """Errors, warnings and notes are counted apart from what is waived."""
    assert REPORT[1] == "未解決: エラー 2件、警告 0件、お知らせ 0件　免除（理由を記録済み）: 1件"


def test_the_report_is_grouped_by_respondent() -> None:
    """The heading names respondent, code and lines of the form."""
    assert [line for line in REPORT if line.startswith("■")] == ["■ 岩手県矢巾町（033227） 301～400行", "■ 対処"]


def test_the_report_says_where_and_what() -> None:
    """A finding carries line, printed figure and proposal."""
    assert "      原資料 306行　印字「6.59」　推定値 6.59‰" in REPORT


def test_the_report_gives_the_reason_of_a_waiver() -> None:
    """What is waived shows who decided what and when."""
    assert "      理由: 確かめた。（編集担当、2026-11-23）" in REPORT


def test_the_report_ends_in_remedies_of_open_findings_only() -> None:
    """Each open check is explained once, a waived one not at all."""
    remedies = REPORT[REPORT.index("■ 対処") + 1 :]
    assert [line.split()[0] for line in remedies] == ["A01-UNIT-SUSPECT", "A03-PLAUSIBLE"]


def test_the_data_hold_every_finding() -> None:
    """The JSON lists what the report lists, with counts by level."""
    data = json.loads(report_json(JUDGED, SPOILT.dataset, SPOILT.config))
    assert data["unresolved"] == {"error": 2, "warning": 0, "note": 0}
    assert [(f["check"], f["blocking"], f["waived"] is not None) for f in data["findings"]] == [
        ("A01-UNIT-SUSPECT", True, False),
        ("A03-PLAUSIBLE", True, False),
        ("A44-UNIT-DIFFERS", False, True),
    ]
    assert data["findings"][0]["estimate"] == "6.59"


def test_the_command_writes_the_data_and_reports_one_prefecture(tmp_path: Path) -> None:
    """PREF narrows what is shown, never what is written."""
    outcome = run_audit("栃木", 2018, build=tmp_path)
    data = json.loads((tmp_path / "2018" / "audit.json").read_text(encoding="utf-8"))
    headings = [line for line in outcome.lines if line.startswith("■") and "対処" not in line]
    assert all("栃木県" in line for line in headings)
    assert {"栃木県那須烏山市", "秋田県大潟村"} <= {finding["name"] for finding in data["findings"]}


def test_the_manual_holds_the_table_of_checks() -> None:
    """docs/audit.md lists exactly the registered checks (python -m generator audit --table)."""
    assert checks_table() in MANUAL.read_text(encoding="utf-8")


def test_the_manual_names_only_checks_that_exist() -> None:
    """What the manual says was decided speaks of registered checks."""
    named = set(re.findall(r"\bA\d\d-[A-Z-]+[A-Z]", MANUAL.read_text(encoding="utf-8")))
    assert named == {check.id for check in ALL}
