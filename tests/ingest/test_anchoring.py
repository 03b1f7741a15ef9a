"""Line numbers follow their text into a revised source; what cannot be followed waits for an editor."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from ingest_sample import real_config, real_lines, real_path

from generator.dataset.anchors import REVIEW_FILE, AnchorReviewRow, read_anchors, read_open_lines
from generator.dataset.line_numbers import Reference, lines_in_words, references
from generator.errors import DatasetError, SourceError
from generator.ingest.anchoring.fingerprints import Prints
from generator.ingest.anchoring.matching import Placement, placed
from generator.ingest.anchoring.moving import reanchor
from generator.ingest.document.source import read_source
from generator.ingest.run import check, ingest
from generator.paths import DATA

LINES = [f"{number}番目の文である。" for number in range(1, 31)]
SAME = [*LINES[:10], "同じ文", *LINES[10:20], "同じ文", *LINES[20:]]
"""The lines 11 and 22 are alike."""


def follow(old: list[str], new: list[str], *cited: int) -> list[int | str]:
    """Return for each cited line its new number, or the reason for which an editor has to say."""
    prints = Prints(old)
    found = placed({line: prints[line] for line in cited}, Prints(new))
    return [found[line].state or found[line].line for line in cited]


def without(lines: list[str], *numbers: int) -> list[str]:
    """Return the lines but for some."""
    return [line for number, line in enumerate(lines, start=1) if number not in numbers]


@pytest.mark.parametrize(
    ("old", "new", "cited", "expected"),
    [
        pytest.param(LINES, LINES, (1, 12, 30), [1, 12, 30], id="nothing changed"),
        pytest.param(LINES, [*LINES[:9], "新しい文", "", *LINES[9:]], (5, 9, 10, 30), [5, 9, 12, 32], id="two lines inserted"),
        pytest.param(LINES, without(LINES, 5, 6, 7), (4, 6, 8, 20), [4, "lost", 5, 17], id="a paragraph removed"),
        pytest.param(LINES, [*LINES[:9], "十番目は改めた。", *LINES[10:]], (9, 10, 11), [9, "changed", 11], id="a line reworded"),
        pytest.param(
            LINES, ["前書き", *LINES[:9], "十番目は改めた。", *LINES[10:]], (9, 10, 11), [10, "changed", 12], id="reworded and moved"
        ),
        pytest.param(LINES, [line.replace("番目", " 番 目 ") for line in LINES], (1, 12), [1, 12], id="white space"),
        pytest.param(SAME, ["前書き", *SAME], (11, 22), [12, 23], id="lines that are alike"),
        pytest.param(SAME, without(SAME, 11), (11, 22), ["lost", 21], id="one of two alike removed"),
        pytest.param(SAME, without(SAME, 22), (10, 11, 22, 23), [10, 11, "lost", 22], id="the other of two alike removed"),
        pytest.param(
            LINES, [*LINES[:5], *LINES[10:25], *LINES[5:10], *LINES[25:]], (4, 6, 7, 8, 9, 20, 28), [4, 21, 22, 23, 24, 15, 28],
            id="a section stands elsewhere",
        ),
        pytest.param(LINES, ["全く別の文書"], (1, 12), ["lost", "lost"], id="another document"),
    ],
)  # fmt: skip
def test_lines_are_followed(old: list[str], new: list[str], cited: tuple[int, ...], expected: list[int | str]) -> None:
    """Each cited line is found where its text stands now, or said to be changed or lost."""
    assert follow(old, new, *cited) == expected


@pytest.mark.parametrize("seed", [1, 3])
def test_no_line_is_taken_for_another(seed: int) -> None:
    """Sixty changes of the real document: each cited line is found where it went, or is said to be open."""
    before, dice = real_lines(), random.Random(seed)
    prints = Prints(before)
    now: list[tuple[int | None, str]] = list(enumerate(before, start=1))
    for change in range(60):
        at, size = dice.randrange(len(now)), dice.randint(1, 8)
        if change % 3 == 0:
            now[at:at] = [(None, f"{seed}の{change}番目に加えた文{row}。") for row in range(size)]
        elif change % 3 == 1:
            del now[at : at + size]
        else:
            now[at] = (None, f"{now[at][1]}改")
    where = {number: place for place, (number, _) in enumerate(now, start=1) if number}
    cited = sorted({one.line for one in references(DATA / "2018")})
    found = placed({line: prints[line] for line in cited}, Prints([text for _, text in now]))
    certain = {line: place.line for line, place in found.items() if place.state is None}

    assert certain == {line: where[line] for line in certain}
    assert len(certain) > 0.97 * len(cited)


def test_a_lost_line_is_put_behind_what_stood_before_it() -> None:
    """The place for now is near, so that the tables stay within their form."""
    prints = Prints(LINES)
    found = placed({line: prints[line] for line in (4, 6, 8)}, Prints(without(LINES, 5, 6, 7)))

    assert found[6] == Placement(5, found[6].state)


def test_no_text_can_be_read_from_a_fingerprint() -> None:
    """Sixteen hexadecimal digits, whatever the line's length."""
    assert {len(str(Prints(["", "短い", "長い文" * 400])[line])) for line in (1, 2, 3)} == {18}


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("416行", [416]),
        ("412～414行、500行", [412, 414, 500]),
        ("行はない", []),
        ("12月の3行政区", []),
        ("2行程度", []),
    ],
)
def test_lines_in_words_are_found(text: str, lines: list[int]) -> None:
    """Single ones and the ends of ranges."""
    assert lines_in_words(text) == lines


@pytest.fixture
def anchored(tmp_path: Path) -> tuple[Path, Path]:
    """The edition's tables, and its source as a file that a test may change."""
    data, source = tmp_path / "2018", tmp_path / "個票.txt"
    shutil.copytree(DATA / "2018", data)
    source.write_text("\n".join(real_lines()), encoding="utf-8")
    return data, source


def revise(source: Path, change: Callable[[list[str]], None]) -> None:
    """Change the source's lines."""
    lines = real_lines()
    change(lines)
    source.write_text("\n".join(lines), encoding="utf-8")


def insert(lines: list[str]) -> None:
    """Put two lines in at 600."""
    lines[599:599] = ["書き加えた一文。", "書き加えた二つ目の文。"]


def test_every_number_has_its_fingerprint(anchored: tuple[Path, Path]) -> None:
    """What people wrote, in tables, notes and summaries; proven by ingest-check."""
    known = read_anchors(anchored[0])

    assert known is not None
    assert set(known.prints) == set(references(anchored[0]))
    assert check(real_path(), data=anchored[0]) == []


def test_two_inserted_lines_move_all_numbers_behind_them(anchored: tuple[Path, Path]) -> None:
    """None waits, and after an ingest every citation is proven in the revised source."""
    data, source = anchored
    before = references(data)
    revise(source, insert)
    assert any("make reanchor" in fault for fault in check(source, data=data))
    done = reanchor(read_source(source), data)
    ingest(source, config=real_config(), out=data, build=data.parent / "build")

    assert done.open == ()
    assert references(data) == [moved(one, beyond=599, by=2) for one in before]
    assert check(source, data=data) == []


def moved(one: Reference, *, beyond: int, by: int) -> Reference:
    """Return a reference as it must be after lines were inserted."""
    return one._replace(line=one.line + by) if one.line > beyond else one


def test_a_removed_paragraph_waits_for_an_editor(anchored: tuple[Path, Path]) -> None:
    """The others move; the rows are kept, the audit's tables name those to be decided, and decisions are entered."""
    data, source = anchored
    before = references(data)
    revise(source, lambda lines: lines.__delitem__(slice(405, 407)))
    done = reanchor(read_source(source), data)
    gone = {one for one in before if one.line in (406, 407)}

    assert {(row.table, row.row, row.column, row.was) for row in done.open} == {tuple(one) for one in gone}
    assert len(references(data)) == len(before)
    decide(data, "可")
    assert reanchor(read_source(source), data).open == ()
    assert not (data / REVIEW_FILE).exists()


def decide(data: Path, decision: str) -> list[AnchorReviewRow]:
    """Write one decision for all numbers that wait."""
    path = data / REVIEW_FILE
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([head, *(row + decision for row in rows)]) + "\n", encoding="utf-8")
    return read_open_lines(data)


def test_a_number_can_be_decided_or_dropped(anchored: tuple[Path, Path]) -> None:
    """The place that the editor gives is cited; a dropped number is gone."""
    data, source = anchored
    revise(source, lambda lines: lines.__setitem__(405, "全く別の文である。"))
    waiting = reanchor(read_source(source), data).open
    decide(data, "408")
    reanchor(read_source(source), data)

    cells = {(row.table, row.row, row.column) for row in waiting}
    assert {one[:3] for one in references(data) if one.line == 408} >= cells
    assert not {one[:3] for one in references(data) if one.line == 406} & cells


def test_open_numbers_are_faults(anchored: tuple[Path, Path]) -> None:
    """ingest-check tells of each number that is to be decided."""
    data, source = anchored
    revise(source, lambda lines: lines.__setitem__(405, "全く別の文である。"))
    waiting = reanchor(read_source(source), data).open

    assert sum("まだ決まっていません" in fault for fault in check(source, data=data)) == len(waiting) > 0


def test_another_source_is_not_ingested_over_the_numbers(anchored: tuple[Path, Path]) -> None:
    """Proposals would come twice, and citations be wrong."""
    data, source = anchored
    revise(source, insert)

    with pytest.raises(SourceError, match="別の文書"):
        ingest(source, config=real_config(), out=data, build=data.parent / "build")


def test_a_decision_beyond_the_end_is_refused(anchored: tuple[Path, Path]) -> None:
    """Nothing is written."""
    data, source = anchored
    revise(source, lambda lines: lines.__setitem__(405, "全く別の文である。"))
    reanchor(read_source(source), data)
    decide(data, "99999")

    with pytest.raises(DatasetError, match="終わりより後"):
        reanchor(read_source(source), data)


def test_nothing_is_moved_without_anchors(tmp_path: Path) -> None:
    """Where the text of a line is not known, no number can follow it."""
    with pytest.raises(DatasetError, match="控え"):
        reanchor(read_source(real_path()), tmp_path)
