"""The whole ingest, on a made-up volume."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from ingest_sample import BASICS, config, form, takikan

from generator.dataset.contract import INDICATORS, METRICS, PROJECTS, RESPONDENTS
from generator.errors import SourceError
from generator.ingest.run import check, ingest

_VOLUME = "\n".join(
    [
        form(),
        form(
            title="宮城県 栗原市",
            prefecture="宮城県",
            name="栗原市",
            basics=BASICS.replace("9.2（‰）", "9.2（％）"),
            chiikiryoku="",
        ),
        form(
            title="東京都", prefecture="東京都", name="", chapters=takikan(implementer="東京都、見本会"), todofuken="○"
        ),
    ]
)


@pytest.fixture
def volume(tmp_path: Path) -> Path:
    """A volume of three forms."""
    path = tmp_path / "kohyo.txt"
    path.write_text(_VOLUME, encoding="utf-8")
    return path


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _ingest(volume: Path, out: Path) -> None:
    ingest(volume, config=config(), out=out, build=out.parent / "build")


def test_tables_have_the_contract_s_columns(volume: Path, tmp_path: Path) -> None:
    """Each table starts with the contract's columns."""
    _ingest(volume, tmp_path / "data")
    for name, columns in (("respondents", RESPONDENTS), ("indicators", INDICATORS), ("projects", PROJECTS)):
        header = (tmp_path / "data" / f"{name}.csv").read_text(encoding="utf-8").split("\n")[0]
        assert header == ",".join(columns)


def test_every_respondent_has_every_metric(volume: Path, tmp_path: Path) -> None:
    """Each respondent has one row for each metric, in the contract's order."""
    _ingest(volume, tmp_path / "data")
    rows = _rows(tmp_path / "data" / "indicators.csv")
    assert [(r["code"], r["metric"]) for r in rows] == [(c, m) for c in ("032051", "042137", "130001") for m in METRICS]


def test_what_was_written_proves_itself(volume: Path, tmp_path: Path) -> None:
    """The tables of an ingest pass their own check."""
    _ingest(volume, tmp_path / "data")
    assert check(volume, data=tmp_path / "data") == []


def test_check_tells_a_changed_table(volume: Path, tmp_path: Path) -> None:
    """A figure changed in the table no longer stands on its line."""
    _ingest(volume, tmp_path / "data")
    table = tmp_path / "data" / "indicators.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("12345", "12346", 1), encoding="utf-8")
    assert len(check(volume, data=tmp_path / "data")) == 1


def test_check_tells_a_changed_document(volume: Path, tmp_path: Path) -> None:
    """A document changed after the ingest no longer carries the figures."""
    _ingest(volume, tmp_path / "data")
    volume.write_text(_VOLUME.replace("12,345", "12,346", 1), encoding="utf-8")
    assert len(check(volume, data=tmp_path / "data")) == 1


def test_editor_s_files_are_left_alone(volume: Path, tmp_path: Path) -> None:
    """What an editor keeps beside the tables is never touched."""
    data = tmp_path / "data"
    data.mkdir()
    for name in ("targets.csv", "corrections.yaml", "summaries.yaml"):
        (data / name).write_text("編集者の記録\n", encoding="utf-8")
    _ingest(volume, data)
    assert all(
        (data / n).read_text(encoding="utf-8") == "編集者の記録\n"
        for n in ("targets.csv", "corrections.yaml", "summaries.yaml")
    )


def test_second_ingest_writes_the_same_bytes(volume: Path, tmp_path: Path) -> None:
    """The same document gives the same tables."""
    _ingest(volume, tmp_path / "one")
    _ingest(volume, tmp_path / "two")
    for name in ("respondents", "indicators", "projects"):
        assert (tmp_path / "one" / f"{name}.csv").read_bytes() == (tmp_path / "two" / f"{name}.csv").read_bytes()


def test_failed_ingest_writes_nothing(tmp_path: Path) -> None:
    """An error leaves no table behind."""
    broken = tmp_path / "kohyo.txt"
    broken.write_text(_VOLUME[:-200].rsplit("５．", 1)[0], encoding="utf-8")
    with pytest.raises(SourceError):
        _ingest(broken, tmp_path / "data")
    assert not (tmp_path / "data").exists()


def test_sections_are_a_build_product(volume: Path, tmp_path: Path) -> None:
    """The full text goes to the build folder, one section a line."""
    _ingest(volume, tmp_path / "data")
    lines = (tmp_path / "build" / "2018" / "sections.jsonl").read_text(encoding="utf-8").splitlines()
    first = json.loads(lines[0])
    assert (first["code"], first["section"], first["text"]) == ("032051", "1-2", "見本の町である。")


def test_report_counts_and_flags(volume: Path, tmp_path: Path) -> None:
    """The report counts what was read and lists what an eye should rest on."""
    report = ingest(volume, config=config(), out=tmp_path / "data", build=tmp_path / "build")
    assert (report.forms, report.respondents["prefecture"], report.projects) == (3, 1, 5)
    assert len(report.lines()) == 3 + len(report.proposals) + len(report.flags)
    assert any("栗原市 生活保護受給率" in line for line in report.lines())
    items = {(flag.name, flag.item) for flag in report.flags}
    assert {
        ("栗原市", "welfare_rate"),
        ("栗原市", "chiikiryoku"),
        ("東京都", "todofuken"),
        ("東京都", "takikan"),
    } <= items
