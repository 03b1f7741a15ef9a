"""The commands of this stage. Each returns the lines to show; only the command line prints them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from generator.audit.datapackage import datapackage_text
from generator.audit.inquiry.importing import import_answers
from generator.audit.inquiry.refusing import InquiryError
from generator.audit.judging import Judged, judge
from generator.audit.report import checks_table, report_json, report_lines
from generator.config.config import Config, load_config
from generator.config.places import Prefecture
from generator.config.regions import require_in_volume, resolve_prefecture
from generator.dataset.load import load_dataset
from generator.dataset.records import Dataset
from generator.dataset.seal import REMEDY, seal_state
from generator.files import write_whole
from generator.paths import BUILD, DATA, shown


class AuditOutcome(NamedTuple):
    """Lines to show and whether unresolved errors stop publication."""

    lines: list[str]
    blocked: bool


def run_audit(pref: str, year: int | None, *, data: Path = DATA, build: Path = BUILD) -> AuditOutcome:
    """Run all checks, write them all to build/<year>/audit.json, report those of the prefecture (all without one)."""
    config = load_config(year=year)
    prefecture = _prefecture(pref, config) if pref.strip() else None
    dataset = load_dataset(config.edition.year, data=data)
    judged = judge(dataset, config)
    target = build / str(dataset.year) / "audit.json"
    write_whole(target, report_json(judged, dataset, config).encode("utf-8"))
    chosen = [each for each in judged if _within(each, dataset, prefecture)]
    blocked = any(each.blocking for each in judged)
    lines = [*report_lines(chosen, dataset, config), "", f"点検の結果を書きました: {shown(target)}"]
    lines += broken_seal(data / str(dataset.year))
    if blocked:
        lines.append("エラーが残っているため、資料は公表できません。")
    return AuditOutcome(lines, blocked)


def checks_listed() -> AuditOutcome:
    """Return the table of all checks as docs/audit.md holds it."""
    return AuditOutcome(checks_table().splitlines(), blocked=False)


def run_import(file: Path | None, year: int | None, *, today: date, data: Path = DATA) -> AuditOutcome:
    """Read the good rows of an answered sheet into corrections.yaml; ``blocked`` where a row was not taken."""
    if file is None:
        raise InquiryError(
            "回答のある表が指定されていません。", where="FILE", remedy="例: make inquiry-import FILE=09_栃木県_疑義照会.xlsx"
        )
    config = load_config(year=year)
    done = import_answers(file, config, data=data, today=today)
    target = shown(data / str(config.edition.year) / "corrections.yaml")
    lines = [*done.told, f"取り込みました: {target}"] if done.told else ["記入された回答はありません。何も変えていません。"]
    if done.refused and not done.told:
        lines = ["取り込める回答はありません。何も変えていません。"]
    if done.told:
        lines += broken_seal(data / str(config.edition.year))
    if done.remarks:
        lines += ["", f"回答のほかに、読むべきもの {len(done.remarks)}件", *done.remarks]
    if done.refused:
        lines += ["", f"取り込まなかった行 {len(done.refused)}件", *map(str, done.refused)]
    return AuditOutcome(lines, bool(done.refused))


def broken_seal(folder: Path) -> list[str]:
    """Say what a command's change of the tables means for their seal, and how to renew it; nothing where it is whole."""
    state = seal_state(folder)
    if state.sound:
        return []
    return [f"{state.told}。これから作る資料には「案」と刷ります。{REMEDY}"]


def run_datapackage(year: int | None, *, data: Path = DATA) -> list[str]:
    """Write data/<year>/datapackage.json."""
    config = load_config(year=year)
    dataset = load_dataset(config.edition.year, data=data)
    target = data / str(dataset.year) / "datapackage.json"
    write_whole(target, datapackage_text(dataset, config).encode("utf-8"))
    return [f"表の説明を書きました: {shown(target)}"]


def _prefecture(pref: str, config: Config) -> Prefecture:
    prefecture = resolve_prefecture(pref, config)
    require_in_volume(prefecture, config.edition)
    return prefecture


def _within(judged: Judged, dataset: Dataset, prefecture: Prefecture | None) -> bool:
    respondent = dataset.respondents.get(judged.finding.respondent)
    return prefecture is None or (respondent is not None and respondent.prefecture_code == prefecture.code)
