"""corrections.yaml as text: what an import writes, whatever the layout before."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from audit_files import CORRECTIONS
from audit_sample import MORIOKA, TONO, YAHABA, correction, waiver
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.audit.inquiry.rewriting import CorrectionEdits, applied, rewrite
from generator.dataset.editorial import read_corrections
from generator.dataset.records import Correction, Waiver
from generator.everyday import everyday

NEW = correction(respondent=MORIOKA, metric="aging_rate", unit="％", printed="0.27", value=Decimal("27.0"))
WAIVED = waiver("A02-RATE-FAR", MORIOKA, "welfare_rate")
ENTRY = """\
  - respondent: "033227"
    metric: welfare_rate
    printed: "6.59"
    value: 6.59
    unit: "‰"
    reason: "r"
    decided_by: "編集担当"
    decided_on: 2026-11-23
    status: asked
"""


def read(text: str, folder: Path) -> tuple[tuple[Correction, ...], tuple[Waiver, ...]]:
    """Read a text as corrections.yaml is read."""
    path = folder / "corrections.yaml"
    path.write_bytes(text.encode("utf-8"))
    return read_corrections(path)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# 訂正の表\n",
        "corrections: []\n",
        "corrections: []   # まだない\nwaivers: []\n",
        "waivers: []\n\ncorrections: []\n",
        f"corrections:\n{ENTRY}",
        f"corrections:\n{ENTRY}".rstrip("\n"),
        f"waivers: []\ncorrections:\n{ENTRY}\n# 終わり\n",
        f"corrections:\n{ENTRY}".replace("\n  ", "\n"),
        f"corrections:\n{ENTRY}".replace("\n", "\r\n"),
        f"corrections:\n{ENTRY}".replace('reason: "r"', "reason: |\n      一行目\n      二行目"),
        f"corrections:\n{ENTRY}".replace('reason: "r"', "reason: 一行目\n      二行目   # 注"),
        f"corrections:\n{ENTRY}".replace('reason: "r"', "reason: '引用 '' # 符'   # 注"),
        CORRECTIONS,
    ],
    ids=["empty", "comment", "none", "none with comment", "other order", "one", "no line end", "last section", "no indent",
         "CRLF", "block", "folded", "quotes", "full"],
)  # fmt: skip
def test_new_entries_join_any_layout(text: str, tmp_path: Path) -> None:
    """A correction and a waiver are entered; all that stood there still stands."""
    before = read(text, tmp_path)
    changes = CorrectionEdits(corrections=(NEW,), waivers=(WAIVED,))
    after = rewrite(text, changes)
    assert read(after, tmp_path) == (applied("corrections", before[0], changes), applied("waivers", before[1], changes))
    assert read(after, tmp_path)[0][-1] == NEW
    comments = [line.strip() for line in text.splitlines() if "#" in line and "'" not in line and ":" not in line]
    assert all(comment in after for comment in comments)


@pytest.mark.parametrize(
    "reason", ['reason: "r"', "reason: |\n      一\n      二", "reason: >-\n      一\n\n      二", "reason: 一\n      二"]
)
def test_an_entry_is_brought_up_to_date(reason: str, tmp_path: Path) -> None:
    """Values of every style give way to new ones; the entry keeps its place."""
    text = f"corrections:\n{ENTRY}\n{ENTRY}".replace('"033227"', f'"{TONO}"', 1).replace('reason: "r"', reason)
    new = correction(respondent=TONO, printed="6.59", value=Decimal("7"), reason="回答 # による: \"引用\"")
    corrections, _ = read(rewrite(text, CorrectionEdits(corrections=(new,))), tmp_path)
    assert [c.respondent for c in corrections] == [TONO, YAHABA]
    assert corrections[0] == new


def test_the_last_correction_can_go(tmp_path: Path) -> None:
    """A section that becomes empty remains a valid one, and comments stay."""
    text = f"# 表\ncorrections:\n  # 注\n{ENTRY}\nwaivers: []\n"
    after = rewrite(text, CorrectionEdits(dropped=((YAHABA, "welfare_rate"),)))
    assert read(after, tmp_path) == ((), ())
    assert after.startswith("# 表\ncorrections: []\n  # 注\n")


def test_a_correction_can_go_as_another_comes(tmp_path: Path) -> None:
    """Taking out the only correction and entering another leaves just that one."""
    text = f"corrections:\n{ENTRY}"
    after = rewrite(text, CorrectionEdits(corrections=(NEW,), dropped=((YAHABA, "welfare_rate"),)))
    assert read(after, tmp_path) == ((NEW,), ())


def test_line_ends_are_kept() -> None:
    """A file with Windows line ends keeps them throughout."""
    after = rewrite(CORRECTIONS.replace("\n", "\r\n"), CorrectionEdits(waivers=(WAIVED,)))
    assert after.count("\n") == after.count("\r\n")


def test_without_changes_the_text_is_the_same() -> None:
    """Nothing is reformatted."""
    assert rewrite(CORRECTIONS, CorrectionEdits()) == CORRECTIONS


@settings(deadline=None, max_examples=40)
@given(
    name=st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Cn"]), min_size=1)
    .map(everyday)  # Settings are read with everyday characters: ⻝ becomes 食 (see tests/test_everyday.py).
    .filter(str.strip),
    value=st.decimals(min_value=0, max_value=60, places=3),
)
def test_any_name_and_number_survive(name: str, value: Decimal, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Quotes, colons, hashes and dashes in an answer are only text."""
    new = correction(decided_by=name, value=value)
    assert read(rewrite(CORRECTIONS, CorrectionEdits(corrections=(new,))), tmp_path_factory.mktemp("y"))[0][0] == new
