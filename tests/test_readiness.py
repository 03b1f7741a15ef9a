"""What an edition lacks before it leaves the house is one list; until it is empty all that is made says 案."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from builders import measured, page_of

from generator import cli
from generator.brief.build import make_brief
from generator.brief.which_area import all_blocks, all_prefectures, load_inputs, nation, told_of_draft
from generator.dataset.seal import SEAL, sealed, table_prints
from generator.document.draft import is_draft
from generator.document.environment import make_environment
from generator.edition.outputs.twin import twin_of
from generator.edition.run import commands
from generator.inputs.access import Inputs
from generator.paths import CONFIG, DATA
from generator.readback.pdfium import read_pdf
from generator.readiness import unready
from generator.tracing.verify import verify

YEAR = 2018


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A copy of settings and tables in which nothing is missing."""
    shutil.copytree(CONFIG, tmp_path / "config")
    shutil.copytree(DATA / str(YEAR), tmp_path / "data" / str(YEAR))
    settle(tmp_path / "config/editions" / f"{YEAR}.yaml", "placeholder: true", "placeholder: false")
    contacts = tmp_path / "config/contacts.yaml"
    text = contacts.read_text(encoding="utf-8").replace("example.jp}", "lg.jp}")
    text = text.replace("mhlw.example.jp", "mhlw.go.jp").replace("00-0000-0000（見本）", "03-5253-1111")
    contacts.write_text(text, encoding="utf-8")
    seal(tmp_path)
    return tmp_path


def settle(path: Path, old: str, new: str) -> None:
    """Replace the first occurrence in a file; nothing where it is not there."""
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")


def seal(place: Path) -> None:
    """Seal the tables as they are."""
    folder = place / "data" / str(YEAR)
    folder.joinpath(SEAL).write_bytes(sealed(table_prints(folder), {}, at=datetime(2026, 12, 1, tzinfo=UTC)))


def inputs_of(place: Path, *, draft: bool | None = None) -> Inputs:
    """What the briefs are made of."""
    return load_inputs(YEAR, config=place / "config", data=place / "data", draft=draft)


def missing(place: Path) -> list[str]:
    """What the edition lacks."""
    inputs = inputs_of(place)
    return [one.what for one in unready(inputs.config, inputs.dataset, folder=place / "data" / str(YEAR))]


def spoil(file: str, old: str, new: str) -> Callable[[Path], None]:
    """An edit of a file that holds the old text."""

    def edit(place: Path) -> None:
        assert old in (place / file).read_text(encoding="utf-8")
        settle(place / file, old, new)

    return edit


def forget_a_summary(place: Path) -> None:
    """Take 盛岡市's results out."""
    path = place / f"data/{YEAR}/summaries.yaml"
    head, rest = path.read_text(encoding="utf-8").split('respondent: "032018"', 1)
    start = rest.index("    成果:")
    end = rest.index("\n  - respondent")
    path.write_text(head + 'respondent: "032018"' + rest[:start].rstrip() + rest[end:], encoding="utf-8")
    seal(place)


def propose(place: Path) -> None:
    """Leave a proposed target undecided."""
    spoil(f"data/{YEAR}/targets_review.csv", ",rejected", ",proposed")(place)
    seal(place)


LACKING: list[tuple[str, Callable[[Path], None], str]] = [
    ("a placeholder", spoil(f"config/editions/{YEAR}.yaml", "placeholder: false", "placeholder: true"), "連絡先が仮"),
    ("a mark to look at", spoil(f"config/editions/{YEAR}.yaml", "year: 2018", "year: 2018  # ★ 年度"), "「★」が1行"),
    ("a sample number", spoil("config/contacts.yaml", "03-5253-1111", "00-0000-0000"), "見本の電話番号"),
    ("a sample address", spoil("config/contacts.yaml", "pref-iwate.lg.jp", "pref-iwate.example.jp"), "見本の電話番号"),
    ("a table changed", spoil(f"data/{YEAR}/respondents.csv", "019-6", "019-7"), "照合"),
    ("no seal", lambda place: (place / f"data/{YEAR}" / SEAL).unlink(), "照合"),
    ("a summary", forget_a_summary, "要約のない部分が1件"),
    ("an open candidate", propose, "点検のエラー"),
]


def test_an_edition_that_lacks_nothing_is_ready(place: Path) -> None:
    """The list is empty."""
    assert missing(place) == []


@pytest.mark.parametrize(("edit", "what"), [case[1:] for case in LACKING], ids=[case[0] for case in LACKING])
def test_what_is_lacking_is_listed(place: Path, edit: Callable[[Path], None], what: str) -> None:
    """Each thing once, by its name."""
    edit(place)

    found = missing(place)
    assert len(found) == 1
    assert what in found[0]


def test_publish_stops_until_all_is_ready(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One message lists what is missing and names DRAFT=1; nothing is written."""
    spoil(f"data/{YEAR}/respondents.csv", "019-6", "019-7")(place)
    monkeypatch.setattr(commands, "load_inputs", partial(load_inputs, config=place / "config", data=place / "data"))

    code = cli.main(["publish", "--year", str(YEAR), "--out", str(place / "out")])

    told = capsys.readouterr().err
    assert code == cli.EXIT_USER_ERROR
    assert "respondents.csv" in told
    assert "DRAFT=1" in told
    assert not (place / "out").exists()


def test_another_word_than_1_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """DRAFT=いいえ must not publish, nor make drafts."""
    assert cli.main(["publish", "--draft", "いいえ"]) == cli.EXIT_USER_ERROR
    assert "DRAFT" in capsys.readouterr().err


def test_a_brief_of_changed_tables_says_so_on_every_page(place: Path, tmp_path: Path) -> None:
    """案 in the margin and behind the control number; the file can still be verified."""
    spoil(f"data/{YEAR}/respondents.csv", "019-6", "019-7")(place)
    inputs = inputs_of(place)
    area = next(area for area in all_prefectures(inputs) if area.key == "04")

    brief = make_brief(area, inputs)

    pages = read_pdf(brief.pdf).pages
    assert all("案" in page.margins for page in pages)
    assert all(any(margin.endswith("案") and "管理番号" in margin for margin in page.margins) for page in pages)
    assert 'content: "案"' in twin_of(brief, make_environment(), data="表.xlsx").decode()
    path = tmp_path / brief.name
    path.write_bytes(brief.pdf)
    assert verify(path, inputs=inputs_of(place, draft=False)).same


def test_a_brief_of_sealed_tables_has_no_mark(place: Path) -> None:
    """The mark is for drafts alone, and its control number is another."""
    inputs = inputs_of(place)
    area = next(area for area in all_prefectures(inputs) if area.key == "04")

    plain, draft = inputs.of(area), inputs_of(place, draft=True).of(area)
    assert (is_draft(plain.control), is_draft(draft.control)) == (False, True)
    assert plain.fingerprint != draft.fingerprint


def test_the_lack_of_a_review_is_no_lack_of_targets(place: Path) -> None:
    """With nothing but the heads of both tables nobody has looked; with a decision somebody has."""
    folder = place / "data" / str(YEAR)
    for name in ("targets.csv", "targets_review.csv"):
        head = (folder / name).read_text(encoding="utf-8").splitlines()[0]
        (folder / name).write_text(head + "\n", encoding="utf-8")
    unreviewed = inputs_of(place).dataset

    assert not unreviewed.targets_reviewed(["032018"])


@pytest.mark.parametrize("area", ["block", "volume"])
def test_a_page_without_reviewed_targets_says_so(place: Path, area: str) -> None:
    """A block's and the volume's too: with nothing but the heads of the tables none of them claims that there are none."""
    folder = place / "data" / str(YEAR)
    for name in ("targets.csv", "targets_review.csv"):
        head = (folder / name).read_text(encoding="utf-8").splitlines()[0]
        (folder / name).write_text(head + "\n", encoding="utf-8")
    inputs = inputs_of(place)
    found = all_blocks(inputs)[0] if area == "block" else nation(inputs)

    html = page_of(measured(inputs.dataset, found)).html

    assert "まだ確かめていない" in html
    assert "数値で示されたものはない" not in html


def test_the_maker_of_a_draft_is_told_why(place: Path) -> None:
    """The changed table is named; of sealed tables nothing is said."""
    assert told_of_draft(inputs_of(place)) == ()

    spoil(f"data/{YEAR}/respondents.csv", "019-6", "019-7")(place)

    (line,) = told_of_draft(inputs_of(place))
    assert "「案」" in line
    assert "respondents.csv" in line


def test_a_waiting_proposal_is_its_respondents_alone(place: Path) -> None:
    """The others' targets have been decided on."""
    propose(place)

    dataset = inputs_of(place).dataset
    code = dataset.open_candidates[0].code
    assert dataset.unreviewed == {code}
    assert dataset.targets_reviewed(set(dataset.respondents) - {code})
