"""Corrections are data with guards: one that no longer fits stops the reading, and the printed figures stay as they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from generator.dataset.contract import Status
from generator.dataset.corrections import Key, apply_corrections
from generator.dataset.editorial import read_corrections, read_summaries
from generator.dataset.records import Correction, Indicator
from generator.errors import ConfigError, DatasetError

PRINTED = Indicator("092151", "welfare_rate", Decimal("65.9"), "‰", "6.59", 10390, Status.REPORTED, "")
CORRECTION = Correction(
    "092151", "welfare_rate", "6.59", Decimal("6.59"), "‰", "単位の取り違え", "編集担当", date(2026, 11, 23), "asked"
)
KEY: Key = ("092151", "welfare_rate")


def corrected(*corrections: Correction, printed: Indicator = PRINTED) -> Indicator:
    """Return the sample's figure after corrections."""
    return apply_corrections({KEY: printed}, corrections, where="corrections.yaml")[KEY]


def test_a_correction_takes_the_place_of_the_printed_figure() -> None:
    """Value and state change, and the decision stands beside them."""
    assert corrected(CORRECTION) == replace(
        PRINTED, value=Decimal("6.59"), status=Status.CORRECTED, correction=CORRECTION
    )


def test_a_correction_without_value_takes_the_figure_out() -> None:
    """Nothing is guessed: what cannot be read is missing."""
    found = corrected(replace(CORRECTION, value=None))

    assert (found.value, found.status) == (None, Status.MISSING)


def test_what_was_printed_stays_readable() -> None:
    """A reader can see what stood in the document."""
    assert corrected(CORRECTION).printed == "6.59"


def test_the_input_is_not_changed() -> None:
    """A value never goes back."""
    printed = {KEY: PRINTED}

    apply_corrections(printed, (CORRECTION,), where="corrections.yaml")

    assert printed == {KEY: PRINTED}


def test_without_corrections_figures_pass() -> None:
    """No decision, no change."""
    assert corrected() == PRINTED


GUARDS = [
    ("nothing there", (replace(CORRECTION, respondent="000000"),), PRINTED, "対象がデータにありません"),
    ("another metric", (replace(CORRECTION, metric="aging_rate"),), PRINTED, "対象がデータにありません"),
    ("mended upstream", (CORRECTION,), replace(PRINTED, printed="0.659"), "もう原資料にありません"),
    ("blank upstream", (CORRECTION,), replace(PRINTED, printed=""), "もう原資料にありません"),
    ("another unit", (replace(CORRECTION, unit="％"),), PRINTED, "単位が違います"),
    ("twice", (CORRECTION, CORRECTION), PRINTED, "訂正が二つあります"),
]


@pytest.mark.parametrize(("corrections", "printed", "what"), [g[1:] for g in GUARDS], ids=[g[0] for g in GUARDS])
def test_a_correction_that_does_not_fit_stops(
    corrections: tuple[Correction, ...], printed: Indicator, what: str
) -> None:
    """An outdated or mistaken decision is never applied in silence."""
    with pytest.raises(DatasetError, match=what) as caught:
        corrected(*corrections, printed=printed)
    assert caught.value.where == "corrections.yaml"


ENTRY = """
  - respondent: "092151"
    metric: welfare_rate
    printed: "6.59"
    value: 6.59
    unit: "‰"
    reason: 単位の取り違え
    decided_by: 編集担当
    decided_on: 2026-11-23
    status: asked
"""


def corrections_file(folder: Path, text: str) -> Path:
    """Write a corrections.yaml."""
    path = folder / "corrections.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_entry_is_read_exactly(tmp_path: Path) -> None:
    """6.59 in the file is 6.59, not a binary neighbour."""
    assert read_corrections(corrections_file(tmp_path, f"corrections:{ENTRY}")) == ((CORRECTION,), ())


def test_no_file_means_no_corrections(tmp_path: Path) -> None:
    """A first year starts without decisions."""
    assert read_corrections(tmp_path / "corrections.yaml") == ((), ())


WRONG = [
    ("an unquoted code", ENTRY.replace('"092151"', "092151"), "092151"),
    ("a duplicate key", ENTRY + "    unit: ％\n", "unit"),
    ("an unknown key", ENTRY + "    who: 編集担当\n", "who"),
    ("no reason", ENTRY.replace("    reason: 単位の取り違え\n", ""), "reason"),
    ("an empty reason", ENTRY.replace("単位の取り違え", '""'), "reason"),
    ("an unknown state", ENTRY.replace("asked", "done"), "status"),
    ("a date in words", ENTRY.replace("2026-11-23", "11月23日"), "decided_on"),
    ("a value in words", ENTRY.replace("value: 6.59", "value: 不明"), "value"),
    ("a value in quotation marks", ENTRY.replace("value: 6.59", 'value: "6.59"'), "value"),
    ("a value with an underscore", ENTRY.replace("value: 6.59", "value: 6_59"), "value"),
    ("a value in full width", ENTRY.replace("value: 6.59", "value: ６.５９"), "value"),
    ("a date in quotation marks", ENTRY.replace("2026-11-23", '"2026-11-23"'), "decided_on"),
]


@pytest.mark.parametrize(("text", "named"), [w[1:] for w in WRONG], ids=[w[0] for w in WRONG])
def test_a_faulty_entry_is_told_by_file_and_line(tmp_path: Path, text: str, named: str) -> None:
    """The editor is told which line of which file, and what stands there."""
    path = corrections_file(tmp_path, f"corrections:{text}")

    with pytest.raises(ConfigError) as caught:
        read_corrections(path)
    assert caught.value.where.startswith(f"{path}:")
    assert named in str(caught.value)


def test_a_printed_figure_keeps_its_blanks(tmp_path: Path) -> None:
    """It is compared to the letter with the one of indicators.csv."""
    text = ENTRY.replace('"6.59"', '" 6.59"')
    ((correction,), _) = read_corrections(corrections_file(tmp_path, f"corrections:{text}"))

    assert correction.printed == " 6.59"


SUMMARY = """
  - respondent: "{code}"
    name: 盛岡市
    特色: {{text: 県庁所在地である。, lines: [1, 2]}}
"""


def test_a_part_that_the_form_lacks_is_left_out(tmp_path: Path) -> None:
    """A summary holds only what its form speaks of."""
    path = tmp_path / "summaries.yaml"
    path.write_text("summaries:" + SUMMARY.format(code="032018"), encoding="utf-8")

    assert {part: s.lines for part, s in read_summaries(path)["032018"].items()} == {"特色": (1, 2)}


def test_a_respondent_has_one_summary(tmp_path: Path) -> None:
    """The second of two would otherwise win in silence."""
    path = tmp_path / "summaries.yaml"
    path.write_text("summaries:" + 2 * SUMMARY.format(code="032018"), encoding="utf-8")

    with pytest.raises(DatasetError, match=r"要約が二つあります（032018）"):
        read_summaries(path)


@pytest.mark.parametrize(
    ("names", "line", "what"),
    [
        ({"032018": "盛岡市", "032085": "遠野市"}, 7, "032085 の団体の名"),
        ({"032018": "盛岡市"}, 6, "032085 は respondents.csv にありません"),
    ],
)
def test_a_summary_names_its_respondent(tmp_path: Path, names: dict[str, str], line: int, what: str) -> None:
    """A text under another's code is told by file and line."""
    path = tmp_path / "summaries.yaml"
    path.write_text("summaries:" + SUMMARY.format(code="032018") + SUMMARY.format(code="032085"), encoding="utf-8")

    with pytest.raises(DatasetError, match=what) as caught:
        read_summaries(path, names=names)
    assert caught.value.where == f"{path}:{line}"
