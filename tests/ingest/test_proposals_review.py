"""The review file: decisions of the editor stay, proposals come and go."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from ingest_sample import chiikiryoku, config, form, real_config, real_path

from generator.dataset.rows import TargetRow
from generator.dataset.targets_review import COLUMNS, FILE, ProposalState, ReviewRow, read_review
from generator.ingest.proposals.measuring import measure, measure_lines
from generator.ingest.proposals.review import (
    merge_review,
    newly_confirmed,
    read_targets,
    target_cells,
)
from generator.ingest.run import ingest
from generator.ingest.tables import csv_text
from generator.paths import DATA

_CELLS = {
    "code": "032051",
    "programme": "chiikiryoku",
    "indicator": "相談件数",
    "category": "相談",
    "target": "50",
    "target_unit": "件",
    "target_line": "100",
    "result": "",
    "result_unit": "",
    "result_line": "",
    "conversion": "",
    "converted": "",
    "assessment": "undetermined",
    "basis": "no_result",
    "note": "",
    "remark": "",
}


def _target(number: int = 1, /, **cells: str) -> TargetRow:
    return TargetRow.model_validate({**_CELLS, "id": f"T{number:02d}", **cells})


def _proposal(number: int = 1, state: str = "proposed", /, **cells: str) -> ReviewRow:
    added = {"id": f"P{number:02d}", "confidence": "0.8", "state": state}
    return ReviewRow.model_validate({**_CELLS, **added, **cells})


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"target_unit": "世帯"},
        {"indicator": "新規に受けた相談", "target_line": "101"},
        {"target": "500"},
        {"target_line": "180"},
    ],
)
def test_what_is_in_the_edited_table_is_not_proposed_again(changed: dict[str, str]) -> None:
    """The editor may have changed the unit, the name, the figure or the line."""
    assert merge_review([_proposal()], targets=[_target(**changed)], review=[]) == []


@pytest.mark.parametrize("changed", [{"code": "032018"}, {"target": "60", "target_line": "120"}])
def test_another_target_does_not_hide_a_proposal(changed: dict[str, str]) -> None:
    """Only a row of the same target takes a proposal away."""
    assert merge_review([_proposal()], targets=[_target(**changed)], review=[]) == [_proposal()]


@pytest.mark.parametrize("state", ["confirmed", "rejected"])
def test_a_decided_row_stays_as_the_editor_left_it(state: str) -> None:
    """Neither its words nor its state are written over."""
    decided = _proposal(3, state, indicator="相談の件数", note="編集者の判断")
    assert merge_review([_proposal()], targets=[], review=[decided]) == [decided]


def test_an_open_row_is_replaced() -> None:
    """What nobody decided on follows the document."""
    old = _proposal(1, target="40", target_line="90", indicator="古い候補")
    assert merge_review([_proposal()], targets=[], review=[old]) == [_proposal()]


def test_ids_of_decided_rows_are_not_given_away() -> None:
    """A new proposal takes the next free number of its code."""
    decided = _proposal(1, "rejected", indicator="別の数", target="9", target_line="300")
    merged = merge_review([_proposal()], targets=[], review=[decided])
    assert [(row.id, row.state) for row in merged] == [("P02", ProposalState.PROPOSED), ("P01", ProposalState.REJECTED)]


def test_two_equal_figures_on_a_line_are_two_targets() -> None:
    """An edited row takes only one of them away."""
    both = [_proposal(1), _proposal(2, indicator="解決件数")]
    assert len(merge_review(both, targets=[_target()], review=[])) == 1


def test_a_confirmed_row_joins_the_edited_table() -> None:
    """It takes the next id and stands behind the rows of its code; the others stay."""
    table = [_target(1, target="9", target_line="50", indicator="会議"), _target(1, code="032085")]
    joined = newly_confirmed([_proposal(1, "confirmed")], targets=table)
    assert [(row.code, row.id) for row in joined] == [("032051", "T01"), ("032051", "T02"), ("032085", "T01")]
    assert [joined[0], joined[2]] == table


def test_what_the_editor_wrote_of_a_confirmed_row_goes_with_it() -> None:
    """The note for editors and the remark that is printed."""
    (joined,) = newly_confirmed([_proposal(1, "confirmed", note="覚え", remark="2月末の件数")], targets=[])
    assert (joined.note, joined.remark) == ("覚え", "2月末の件数")


@pytest.mark.parametrize("state", ["proposed", "rejected"])
def test_only_confirmed_rows_join(state: str) -> None:
    """What is open or rejected stays out of the table."""
    assert newly_confirmed([_proposal(1, state)], targets=[]) == []


def test_a_confirmed_row_joins_once() -> None:
    """A row that is in the table already is not added."""
    assert newly_confirmed([_proposal(1, "confirmed")], targets=[_target()]) == [_target()]


def test_two_confirmed_targets_of_one_figure_both_join() -> None:
    """A figure that counts two things is on one line; neither row stands for the other."""
    both = [_proposal(1, "confirmed"), _proposal(2, "confirmed", indicator="解決件数")]
    joined = newly_confirmed(both, targets=[])

    assert [row.indicator for row in joined] == ["相談件数", "解決件数"]
    assert newly_confirmed(both, targets=joined) == joined
    merged = merge_review([_proposal(1), _proposal(2, indicator="解決件数")], targets=joined, review=both)
    assert [row.state for row in merged] == [ProposalState.CONFIRMED] * 2


def test_confirmed_rows_do_not_measure_themselves() -> None:
    """A form whose rows came from the proposals tells nothing of how good the proposals are."""
    lines = measure_lines([_proposal()], [_target()], [_proposal(1, "confirmed")])

    assert "確定1件、却下0件" in lines[0]
    assert not any("％" in line for line in lines)


def test_forms_edited_without_proposals_still_measure() -> None:
    """The others are left out of the count."""
    proposed = [_proposal(), _proposal(code="032018")]
    lines = measure_lines(proposed, [_target(), _target(code="032018")], [_proposal(1, "confirmed")])

    assert any("再現率 100.0％（編集済みの表の1件のうち1件）" in line for line in lines)


def test_the_file_reads_back_as_written(tmp_path: Path) -> None:
    """Figures, empty cells and states survive."""
    rows = [_proposal(1, "confirmed", target="2.50", result="3", result_unit="件", result_line="7", basis="other_unit")]
    (tmp_path / FILE).write_text(csv_text(COLUMNS, map(target_cells, rows)), encoding="utf-8")
    assert read_review(tmp_path / FILE) == rows


def test_measure_counts_each_row_once() -> None:
    """Form, figure, unit and line must agree; 名 and 人 are one unit."""
    edited = [_target(1, target_unit="人"), _target(2, target="9")]
    proposed = [
        _proposal(1, target_unit="名", target_line="101"),
        _proposal(2, target_unit="人"),
        _proposal(3, target="8"),
    ]
    found = measure(proposed, edited)
    assert (found.proposed, found.edited, found.matched) == (3, 2, 1)


def test_measure_speaks_in_two_lines() -> None:
    """Recall first, then precision, rounded half up."""
    assert measure([_proposal()], [_target(), _target(2, target="9"), _target(3, target="8")]).lines() == [
        "成果目標の候補の再現率 33.3％（編集済みの表の3件のうち1件）",
        "成果目標の候補の適合率 100.0％（候補1件のうち1件）",
    ]


def test_measure_without_an_edited_table_claims_nothing() -> None:
    """In a new edition there is nothing to measure against."""
    assert not any("％" in line for line in measure([_proposal()], []).lines())


@pytest.fixture
def volume(tmp_path: Path) -> Path:
    """A volume of one form with one target."""
    path = tmp_path / "kohyo.txt"
    box = f"{chiikiryoku()}\n④事業内容\n事業の成果目標\n相談件数：50 件以上"
    path.write_text(form(chapters=box), encoding="utf-8")
    return path


def _ingest(volume: Path) -> list[str]:
    out = volume.parent / "data"
    return ingest(volume, config=config(), out=out, build=volume.parent / "build").lines()


def test_a_decision_survives_the_next_ingest(volume: Path) -> None:
    """Confirmed once, the target is in the edited table and never proposed again."""
    _ingest(volume)
    review = volume.parent / "data" / FILE
    review.write_text(review.read_text("utf-8").replace("proposed", "confirmed"), encoding="utf-8")
    assert any("確定した候補1件" in line for line in _ingest(volume))
    before = (review.read_bytes(), (volume.parent / "data" / "targets.csv").read_bytes())
    _ingest(volume)
    assert before == (review.read_bytes(), (volume.parent / "data" / "targets.csv").read_bytes())
    assert [row.target for row in read_targets(volume.parent / "data" / "targets.csv")] == [Decimal(50)]


def test_a_broken_review_file_is_left_alone(volume: Path) -> None:
    """The ingest goes on, says so, and does not write over it."""
    _ingest(volume)
    review = volume.parent / "data" / FILE
    review.write_text("編集中\n", encoding="utf-8")
    assert any("候補は作らなかった" in line for line in _ingest(volume))
    assert review.read_text("utf-8") == "編集中\n"


def test_ids_of_the_edited_table_run_in_order() -> None:
    """T01, T02, … in each code, and no unit in two spellings."""
    numbers: dict[str, list[int]] = {}
    rows = read_targets(DATA / "2018" / "targets.csv")
    for row in rows:
        numbers.setdefault(row.code, []).append(int(row.id[1:]))
    assert all(own == list(range(1, len(own) + 1)) for own in numbers.values())
    assert not {unit for row in rows for unit in (row.target_unit, row.result_unit)} & {"名", "箇所", "カ所", "%"}


def test_units_and_lines_of_a_result_stand_only_beside_a_figure() -> None:
    """Where the form gives no figure, the table gives neither unit nor line."""
    rows = read_targets(DATA / "2018" / "targets.csv")
    assert [row.id for row in rows if row.result is None and (row.result_unit or row.result_line)] == []


def test_nothing_waits_for_the_editor_in_2018() -> None:
    """Every proposal of the edition has been decided on."""
    assert {row.state for row in read_review(DATA / "2018" / FILE)} == {ProposalState.REJECTED}


@pytest.mark.source
def test_proposals_find_most_targets_of_the_real_document(tmp_path: Path) -> None:
    """Recall of at least 85 % with a precision of at least 60 % against the edited table."""
    ingest(real_path(), config=real_config(), out=tmp_path, build=tmp_path / "build")
    found = measure(read_review(tmp_path / FILE), read_targets(DATA / "2018" / "targets.csv"))
    assert found.matched >= 0.85 * found.edited
    assert found.matched >= 0.6 * found.proposed


@pytest.mark.source
def test_no_confirmed_row_of_the_real_document_is_lost(tmp_path: Path) -> None:
    """All proposals of all tables confirmed: each joins its table once, and none comes back."""
    build = tmp_path / "build"
    ingest(real_path(), config=real_config(), out=tmp_path, build=build)
    reviews = sorted(tmp_path.glob("*_review.csv"))
    for path in reviews:
        path.write_text(path.read_text("utf-8").replace(",proposed\n", ",confirmed\n"), encoding="utf-8")
    lines = ingest(real_path(), config=real_config(), out=tmp_path, build=build).lines()
    counts = {path.name: len(path.read_text("utf-8").splitlines()) for path in reviews}

    assert {path.name: len(_table(path).read_text("utf-8").splitlines()) for path in reviews} == counts
    assert not any("未確認" in line for line in lines)
    assert len(reviews) == 6


def _table(review: Path) -> Path:
    return review.with_name(review.name.replace("_review", ""))
