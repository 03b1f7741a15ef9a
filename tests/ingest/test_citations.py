"""Every figure is proven against its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from ingest_sample import source

from generator.dataset.contract import INDICATORS, PROJECTS, TARGETS, UNITS
from generator.ingest.citations import check_tables
from generator.ingest.tables import csv_text

_TEXT = """\
人口 １２，３４５（人） 生活保護受給率 6.59（％）
直営：なし
委託：２か所
27,\n326（世帯）
①実施主体（委託先） 甲市（乙会）
②事業名 見本事業
見本の人数 ①50 名、年 12 回、2 千件、３０人×１２回
初回 ３１人
次回 ２６人
常勤１人、非常勤２人
H31.2.28 現在 3 万人、⑫学校"""


def _indicator(metric: str, value: str, printed: str, line: str, status: str = "reported") -> dict[str, str]:
    unit = UNITS[metric]
    return {
        "code": "032051",
        "metric": metric,
        "value": value,
        "unit": unit,
        "printed": printed,
        "line": line,
        "status": status,
        "note": "",
    }


def _project(**changed: str) -> dict[str, str]:
    row = {
        "code": "032051", "programme": "takikan", "implementer": "甲市", "contractor": "乙会", "contract": "outsourced",
        "project_name": "見本事業", "line": "6", "contractor_type": "その他法人", "remark": "",
    }  # fmt: skip
    return {**row, **changed}


def _target(target: str, line: str, *, result: str = "", result_line: str = "", note: str = "") -> dict[str, str]:
    return {
        "code": "032051", "id": "T01", "programme": "takikan", "indicator": "見本", "category": "相談", "target": target,
        "target_unit": "人", "target_line": line, "result": result, "result_unit": "", "result_line": result_line,
        "assessment": "met" if result else "undetermined", "basis": "compared" if result else "no_result", "note": note,
        "remark": "", "conversion": "", "converted": "",
    }  # fmt: skip


def _check(
    path: Path,
    *,
    indicator: dict[str, str] | None = None,
    project: dict[str, str] | None = None,
    target: dict[str, str] | None = None,
) -> list[str]:
    tables = {"indicators": (INDICATORS, indicator), "projects": (PROJECTS, project), "targets": (TARGETS, target)}
    for name, (columns, row) in tables.items():
        if row is not None or name != "targets":
            (path / f"{name}.csv").write_text(csv_text(columns, [row] if row else []), encoding="utf-8")
    return check_tables(source(_TEXT), path)


@pytest.mark.parametrize(
    ("metric", "value", "printed", "line"),
    [
        ("population", "12345", "１２，３４５", "1"),
        ("welfare_rate", "65.9", "6.59", "1"),
        ("support_centers_direct", "0", "なし", "2"),
        ("support_centers_outsourced", "2", "２", "3"),
        ("support_centers_total", "2", "直営：なし／委託：２か所", "2"),
        ("households", "27326", "27,／326", "4"),
        ("coordinators", "3", "常勤１人、非常勤２人", "11"),
    ],
)
def test_right_figure_passes(tmp_path: Path, metric: str, value: str, printed: str, line: str) -> None:
    """A figure that stands on its line, and whose value it gives, needs no message."""
    assert _check(tmp_path, indicator=_indicator(metric, value, printed, line)) == []


@pytest.mark.parametrize(
    ("metric", "value", "printed", "line", "message"),
    [
        ("population", "12345", "１２，３４５", "2", "見当たりません"),
        ("population", "345", "345", "1", "見当たりません"),
        ("population", "12346", "１２，３４５", "1", "合いません"),
        ("population", "12345", "", "1", "printed"),
        ("welfare_rate", "6.59", "6.59", "1", "合いません"),
        ("support_centers_total", "3", "直営：なし／委託：２か所", "2", "合いません"),
        ("population", "12345", "12,345", "999", "原資料にありません"),
        ("population", "12345", "12,345", "", "行番号がありません"),
    ],
)
def test_wrong_figure_is_told(tmp_path: Path, metric: str, value: str, printed: str, line: str, message: str) -> None:
    """A wrong line, a part of a longer number, a wrong value and a missing line each give a message."""
    messages = _check(tmp_path, indicator=_indicator(metric, value, printed, line))
    assert len(messages) == 1
    assert message in messages[0]


def test_missing_figure_cites_its_symbol(tmp_path: Path) -> None:
    """A missing figure's printed symbol must stand on its line too."""
    assert _check(tmp_path, indicator=_indicator("area", "", "－", "1", "missing"))


@pytest.mark.parametrize(
    ("changed", "count"),
    [
        ({}, 0),
        ({"contractor": "丙会"}, 1),
        ({"project_name": "別の事業"}, 1),
        ({"remark": "乙会／見本"}, 0),
        ({"remark": "乙会／公募"}, 1),
        ({"line": "1"}, 0),
    ],
)
def test_project_stands_near_its_line(tmp_path: Path, changed: dict[str, str], count: int) -> None:
    """The names of a project stand on its line or soon after."""
    assert len(_check(tmp_path, project=_project(**changed))) == count


@pytest.mark.parametrize(
    ("target", "line", "found"),
    [
        ("50", "8", True),
        ("12", "8", True),
        ("2000", "8", True),
        ("360", "8", True),
        ("150", "8", False),
        ("50", "9", False),
    ],
)
def test_target_stands_on_its_line(tmp_path: Path, target: str, line: str, found: bool) -> None:
    """A target is found however it is set, also as a product; a circled number is no digit of it."""
    assert (_check(tmp_path, target=_target(target, line)) == []) is found


@pytest.mark.parametrize(("note", "found"), [("9行と10行の計", True), ("", False), ("9行の計", False)])
def test_result_may_be_a_sum_that_the_note_explains(tmp_path: Path, note: str, found: bool) -> None:
    """A result that is a sum of figures is proven when the note names their lines."""
    row = _target("50", "8", result="57", result_line="9", note=note)
    assert (_check(tmp_path, target=row) == []) is found


@pytest.mark.parametrize(
    ("text", "lines", "missed"),
    [
        ("人口は12,345人である。", "1", []),
        ("人口は１２３４５人である。", "1", []),
        ("人口は12,345人である。", "2, 3", ["12,345"]),
        ("初回は31人、次回は26人。", "9, 10", []),
        ("初回は31人、次回は26人。", "9", ["26"]),
        ("12の機関が2月28日に集い、3万人に知らせた。", "12", []),
        ("年に1、2回開く。", "11", []),
        ("二つの会を開く。", "1", []),
    ],
)
def test_figures_of_a_summary_stand_on_its_lines(tmp_path: Path, text: str, lines: str, missed: list[str]) -> None:
    """Each figure of a summary is looked for on its lines, in any width, in dates and in circled numbers."""
    entry = f'summaries:\n  - respondent: "032051"\n    name: 甲市\n    特色: {{text: "{text}", lines: [{lines}]}}\n'
    (tmp_path / "summaries.yaml").write_text(entry, encoding="utf-8")
    assert [message.split("「")[1].split("」")[0] for message in _check(tmp_path)] == missed
