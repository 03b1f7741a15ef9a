"""``make inquiry``: sheets and drafts for one prefecture or all, and what is noted of having asked."""

from __future__ import annotations

import shutil
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from generator.config import load_config
from generator.dataset.load import load_dataset
from generator.edition.run.inquiries import run_inquiry
from generator.errors import RegionError
from generator.paths import DATA

CONFIG = load_config(year=2018)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The tables of 2018 with every correction not yet asked about."""
    folder = tmp_path / "data"
    shutil.copytree(DATA / "2018", folder / "2018")
    path = folder / "2018" / "corrections.yaml"
    text = path.read_text(encoding="utf-8")
    assert "status: asked" in text
    path.write_text(text.replace("status: asked", "status: open"), encoding="utf-8")
    return folder


def drafts(folder: Path) -> dict[str, EmailMessage]:
    """The drafts by the two digits of the prefecture."""
    return {path.name[:2]: message_from_bytes(path.read_bytes(), policy=SMTP) for path in folder.glob("*.eml")}


def test_without_a_prefecture_all_are_asked_at_once(data: Path, tmp_path: Path) -> None:
    """One sheet and one draft for each prefecture that has questions; the others are named."""
    lines = run_inquiry("", 2018, data=data, build=tmp_path)
    folder = tmp_path / "2018" / "inquiry"
    sheets = sorted(path.stem for path in folder.glob("*.xlsx"))

    assert sheets == sorted(path.stem for path in folder.glob("*.eml"))
    assert {"05_秋田県_疑義照会", "09_栃木県_疑義照会"} <= set(sheets)
    silent = [place.name for place in CONFIG.prefectures.values() if place.name in CONFIG.edition.prefectures_in_volume]
    silent = [name for name in silent if name not in {sheet[3:-5] for sheet in sheets}]
    assert not silent or f"照会する事項のない都道府県: {'、'.join(silent)}" in lines


def test_a_draft_goes_to_the_office_with_its_sheet(data: Path, tmp_path: Path) -> None:
    """Address and sender of contacts.yaml, unsent, the workbook attached under the name that the text gives."""
    run_inquiry("栃木", 2018, data=data, build=tmp_path)
    folder = tmp_path / "2018" / "inquiry"
    (mail,) = drafts(folder).values()
    (attached,) = mail.iter_attachments()
    body = mail.get_body()

    assert (mail["To"], mail["X-Unsent"]) == ("chiiki-fukushi@pref-tochigi.example.jp", "1")
    assert "栃木県" in mail["Subject"]
    assert attached.get_filename() == "09_栃木県_疑義照会.xlsx"
    assert attached.get_content() == (folder / "09_栃木県_疑義照会.xlsx").read_bytes()
    assert "疑義照会" in load_workbook(BytesIO(attached.get_content())).sheetnames
    assert body is not None
    text = body.get_content()
    assert "確かめたい数値が" in text
    assert "09_栃木県_疑義照会.xlsx" in text
    assert "{{" not in text


def test_what_is_asked_becomes_asked(data: Path, tmp_path: Path) -> None:
    """Only corrections of the prefecture that is asked change their status, and the run says so."""
    lines = run_inquiry("栃木", 2018, data=data, build=tmp_path)
    statuses = {c.respondent[:2]: c.status for c in load_dataset(2018, data=data).corrections}

    assert (statuses["09"], statuses["05"]) == ("asked", "open")
    assert any("照会中（asked）" in line for line in lines)


def test_asking_again_changes_nothing(data: Path, tmp_path: Path) -> None:
    """A second run gives the same bytes and leaves the corrections alone."""
    run_inquiry("", 2018, data=data, build=tmp_path / "first")
    text = (data / "2018" / "corrections.yaml").read_bytes()
    lines = run_inquiry("", 2018, data=data, build=tmp_path / "second")
    first, second = (
        {path.name: path.read_bytes() for path in (tmp_path / name / "2018" / "inquiry").iterdir()}
        for name in ("first", "second")
    )

    assert first == second
    assert (data / "2018" / "corrections.yaml").read_bytes() == text
    assert not any("asked" in line for line in lines)


def test_comments_of_the_corrections_stay(data: Path, tmp_path: Path) -> None:
    """Nothing but the status changes."""
    path = data / "2018" / "corrections.yaml"
    before = path.read_text(encoding="utf-8")
    run_inquiry("", 2018, data=data, build=tmp_path)

    assert path.read_text(encoding="utf-8") == before.replace("status: open", "status: asked")


def test_a_prefecture_without_questions_gets_nothing(data: Path, tmp_path: Path) -> None:
    """It is only said; no file is written."""
    run_inquiry("", 2018, data=data, build=tmp_path / "all")
    asked = {path.name[:2] for path in (tmp_path / "all" / "2018" / "inquiry").iterdir()}
    held = (place for place in CONFIG.prefectures.values() if place.name in CONFIG.edition.prefectures_in_volume)
    silent = next(place for place in held if place.code not in asked)

    assert run_inquiry(silent.name, 2018, data=data, build=tmp_path / "one") == [f"{silent.name}に照会する事項はありません。"]
    assert not (tmp_path / "one").exists()


def test_the_sheets_of_an_earlier_run_go_when_nothing_is_asked_any_more(data: Path, tmp_path: Path) -> None:
    """Ours by name, in that prefecture; an answered sheet and another prefecture's stay."""
    run_inquiry("", 2018, data=data, build=tmp_path)
    folder = tmp_path / "2018" / "inquiry"
    held = (place for place in CONFIG.prefectures.values() if place.name in CONFIG.edition.prefectures_in_volume)
    silent = next(place for place in held if not list(folder.glob(f"{place.code}_*")))
    old = f"{silent.code}_{silent.name}_疑義照会"
    for name in (f"{old}.xlsx", f"{old}.eml", f"{old}（回答）.xlsx", "メモ.txt"):
        (folder / name).write_bytes(b"old")
    others = {path.name for path in folder.iterdir()} - {f"{old}.xlsx", f"{old}.eml"}

    lines = run_inquiry(silent.name, 2018, data=data, build=tmp_path)

    assert {path.name for path in folder.iterdir()} == others
    assert lines[0] == f"照会する事項がなくなったので、前の表を消しました: {old}.xlsx、{old}.eml"


def test_asking_that_breaks_the_seal_says_how_to_renew_it(data: Path, tmp_path: Path) -> None:
    """The table that is no longer as it was sealed, and the command."""
    lines = run_inquiry("栃木", 2018, data=data, build=tmp_path)

    assert "corrections.yaml" in lines[-1]
    assert "make ingest-check" in lines[-1]


def test_a_prefecture_outside_the_volume_is_refused(data: Path, tmp_path: Path) -> None:
    """Nothing can be asked of a prefecture whose forms are not there."""
    with pytest.raises(RegionError, match="大阪府"):
        run_inquiry("大阪", 2018, data=data, build=tmp_path)
