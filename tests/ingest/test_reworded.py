"""A form with other words: nothing is silently wrong, one line tells what to write, and then everything is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from ingest_sample import config, form
from next_year_volume import MORE, REWORDED, WRITTEN, written

from generator.config import Config
from generator.config.questionnaire import Questionnaire
from generator.dataset.contract import Status
from generator.errors import SourceError
from generator.ingest.report import IngestReport
from generator.ingest.rows import read_document
from generator.ingest.run import ingest

_TOWNS = ("花巻市", "北上市", "遠野市", "一関市")

def _volume(changes: Mapping[str, str] = REWORDED) -> str:
    text = "\n".join(form(title=f"岩手県 {town}", name=town) for town in _TOWNS).replace(*MORE)
    for old, new in changes.items():
        text = text.replace(old, new)
    return text


def _ingest(tmp_path: Path, text: str, settings: Config) -> IngestReport:
    path = tmp_path / "個票.txt"
    path.write_text(text, encoding="utf-8")
    return ingest(path, config=settings, out=tmp_path / "data", build=tmp_path / "build")


def _settings(questionnaire: Questionnaire) -> Config:
    return replace(config(), questionnaire=questionnaire)


def test_each_changed_label_is_told_once_with_the_line_to_write(tmp_path: Path) -> None:
    """Six changed labels and one new item are seven lines, not one for each form."""
    report = _ingest(tmp_path, _volume(), config())
    lines = "\n".join(report.unplaced)
    assert len(report.unplaced) == 7
    assert 'の項目 households を次の行に直す: labels: ["世帯の総数", "世帯数"]' in lines
    assert 'の項目 elementary_schools を次の行に直す: labels: ["小学校数(公立)", "公立小学校数"]' in lines
    assert 'の項目 phone を次の行に直す: labels: ["連絡先電話", "電話番号"]' in lines
    assert 'の項目 project_name を次の行に直す: labels: ["②事業の名称", "②事業名"]' in lines
    assert "chapters の 1-2 を次の行に直す" in lines
    assert "chapters の chiikiryoku を次の行に直す" in lines
    assert '- {id: 名, labels: ["特別支援学校数"], type: text}' in lines


def test_no_value_is_silently_wrong(tmp_path: Path) -> None:
    """A figure whose neighbour's label is not known is right, or missing, or flagged."""
    path = tmp_path / "個票.txt"
    path.write_text(_volume(), encoding="utf-8")
    report = _ingest(tmp_path, _volume(), config())
    flagged = {(flag.name, flag.item) for flag in report.flags}
    from generator.ingest.document.source import read_source

    right = {
        "population": 12345,
        "association_rate": Decimal("71.5"),
        "junior_high_schools": 3,
        "area": Decimal("100.25"),
    }
    for answer in read_document(read_source(path), config=config()):
        for metric, value in right.items():
            reading = answer.readings[metric]
            told = (answer.identity.name, metric) in flagged
            assert reading.status is Status.MISSING or reading.value == value or told


def test_a_renumbered_item_is_told_with_the_line_to_write(tmp_path: Path) -> None:
    """The same words under another number are a label that the questionnaire does not know yet."""
    report = _ingest(tmp_path, _volume({"②事業名": "③事業名", MORE[1]: MORE[0]}), config())
    assert [line.split("次の行に直す: ")[-1] for line in report.unplaced] == ['labels: ["③事業名", "②事業名"]']


def test_an_item_more_adds_no_flag(tmp_path: Path) -> None:
    """A name that the forms share ends the answer before it; it is told once, and nothing else is doubted."""
    report = _ingest(tmp_path, _volume({}), config())
    assert [line.split("が")[0] for line in report.unplaced] == ["知らない項目「特別支援学校数」"]
    assert report.flags == _ingest(tmp_path, _volume({}).replace(MORE[1], MORE[0]), config()).flags


def test_an_answer_without_a_unit_is_not_taken_for_its_neighbour_s(tmp_path: Path) -> None:
    """Where a single form has another word, the figure behind it never becomes the item's before: 加入率 is not 1."""
    old, new = "71.5 (％) 公立小学校数 7(校)", "小学校数（公立） １"
    answers = form(title="岩手県 花巻市", name="花巻市")
    assert old in answers
    answers = answers.replace(old, new)
    path = tmp_path / "個票.txt"
    path.write_text(answers, encoding="utf-8")
    _ingest(tmp_path, answers, config())
    rows = (tmp_path / "data" / "indicators.csv").read_text(encoding="utf-8").splitlines()
    row = next(line for line in rows if ",association_rate," in line)
    assert ",missing," in row


def test_many_equal_flags_are_one_line(tmp_path: Path) -> None:
    """What is said of every form is said once."""
    text = "\n".join(form(title=f"岩手県 {t}", name=t) for t in (*_TOWNS, "釜石市", "二戸市")).replace(
        "世帯数", "世帯の総数"
    )
    lines = [line for line in _ingest(tmp_path, text, config()).lines() if "世帯数: 欄が見つからない" in line]
    assert lines == ["  要確認 世帯数: 欄が見つからない（花巻市、北上市、遠野市など6件）"]


def test_after_the_change_of_yaml_everything_is_read(tmp_path: Path) -> None:
    """With the new words written, the tables are those of the form with the old words."""
    old = _ingest(tmp_path / "old", _made(tmp_path / "old", _volume({})), _settings(written(config().questionnaire, {})))
    new = _ingest(
        tmp_path / "new", _made(tmp_path / "new", _volume()), _settings(written(config().questionnaire, WRITTEN))
    )
    assert (new.unplaced, old.unplaced) == ((), ())
    for table in ("respondents", "indicators", "projects"):
        assert (tmp_path / "new/data" / f"{table}.csv").read_text() == (
            tmp_path / "old/data" / f"{table}.csv"
        ).read_text()


def _made(folder: Path, text: str) -> str:
    folder.mkdir()
    return text


def test_a_lost_item_is_not_applicable(tmp_path: Path) -> None:
    """An item that the form does not ask for any more is no gap of its respondents."""
    known = config().questionnaire
    chapters = tuple(
        chapter.model_copy(update={"items": tuple(item for item in chapter.items if item.id != "area")})
        for chapter in known.chapters
    )
    path = tmp_path / "個票.txt"
    path.write_text(form().replace("面積 100.25（k ㎡）", ""), encoding="utf-8")
    from generator.ingest.document.source import read_source

    settings = _settings(known.model_copy(update={"chapters": chapters}))
    answer = read_document(read_source(path), config=settings)[0]
    assert answer.readings["area"].status is Status.NOT_APPLICABLE
    assert answer.readings["welfare_rate"].doubts == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("１－１．自治体の基本情報", "１－１．市町村のすがた", "の 1-1 を次の行に直してください"),
        ("１．自治体の基本情報等", "１．自治体の基礎情報等", "の opening を次の行に直してください"),
    ],
)
def test_a_reworded_first_chapter_is_no_dead_end(tmp_path: Path, old: str, new: str, said: str) -> None:
    """Where nothing can be read, the message says which line of YAML to write."""
    with pytest.raises(SourceError) as caught:
        _ingest(tmp_path, _volume({old: new}), config())
    assert said in caught.value.remedy
    assert "知らない見出し" in caught.value.found
