"""What an edition still lacks before it may leave the house: one list for the doctor and for publish."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from generator.audit.judging import errors_blocking, judge
from generator.config.config import Config
from generator.config.yaml_loader import read_text
from generator.dataset.records import Dataset
from generator.dataset.seal import REMEDY, SEAL, seal_state
from generator.errors import PublishError
from generator.paths import shown

TO_DO: Final = "★"
SUMMARY_MISSING: Final = "A50-SUMMARY-MISSING"
EXCERPT_LEFT: Final = "A58-EXCERPT"
_CONTACTS: Final = "contacts.yaml"
_SAMPLE: Final = re.compile(r"0{2,4}-0{2,4}-0{4}|\bexample\.(?:jp|com|net|org)\b|\.example\b")
_LISTED: Final = 3


@dataclass(frozen=True, slots=True)
class Unready:
    """One thing that is missing: what, where, and what to do about it."""

    what: str
    where: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.what}（{self.where}）。{self.remedy}"


def unready(config: Config, dataset: Dataset, *, folder: Path, errors: bool = True) -> tuple[Unready, ...]:
    """Return all that an edition still lacks, none where it is ready; ``folder`` is that of its tables.

    Without ``errors`` those of the audit are left out, which takes a while and which a publication tells in full.
    Raises ConfigError or DatasetError for a file that cannot be read.
    """
    settings = (*_preparation(config), *_contact(config), *_left_open(config), *_samples(config))
    audited = _errors(dataset, config) if errors else ()
    return (*_seal(folder), *settings, *audited, *_summaries(dataset, config))


def require_ready(config: Config, dataset: Dataset, *, folder: Path) -> None:
    """Raise PublishError that lists what the edition lacks; return where it is ready."""
    missing = unready(config, dataset, folder=folder, errors=False)
    if missing:
        raise PublishError(
            f"公表の用意が{len(missing)}件整っていません。",
            where=f"{config.edition.year}年度版",
            found="".join(f"\n        ・{one}" for one in missing),
            remedy="全て整えてからもう一度実行してください。その前に見るときは、DRAFT=1 を付けると、全てのページに「案」と刷ります。",
        )


def _seal(folder: Path) -> Iterator[Unready]:
    state = seal_state(folder)
    if not state.sound:
        yield Unready(state.told, shown(folder / SEAL), REMEDY)


def _preparation(config: Config) -> Iterator[Unready]:
    if config.in_preparation:
        remedy = f"設定が整ったら、名を {config.edition.year}.yaml に変えてください。"
        yield Unready("年度版の設定が下書きのままである", shown(config.edition_file), remedy)


def _contact(config: Config) -> Iterator[Unready]:
    if config.edition.contact.placeholder:
        remedy = "連絡先を担当者が確かめて書き、placeholder を false としてください。"
        yield Unready("連絡先が仮のままである", f"{shown(config.edition_file)} contact", remedy)


def _left_open(config: Config) -> Iterator[Unready]:
    """Yield the lines of the edition's settings that are still marked for somebody to look at."""
    lines = [number for number, line in _lines(config.edition_file) if TO_DO in line]
    if lines:
        where = f"{shown(config.edition_file)}:{lines[0]}"
        yield Unready(f"設定に「{TO_DO}」が{len(lines)}行残っている", where, "その行を直し、印を消してください。")


def _samples(config: Config) -> Iterator[Unready]:
    for path in (config.edition_file, config.root / _CONTACTS):
        lines = [number for number, line in _lines(path) if _SAMPLE.search(_without_comment(line))]
        if lines:
            what = f"見本の電話番号かメールアドレスが{len(lines)}行ある"
            yield Unready(what, f"{shown(path)}:{lines[0]}", "実際のものに書き換えてください。")


def _errors(dataset: Dataset, config: Config) -> Iterator[Unready]:
    errors = errors_blocking(dataset, config)
    if errors:
        kinds = list(dict.fromkeys(one.check for one in errors))
        named = "、".join(kinds[:_LISTED]) + ("など" if len(kinds) > _LISTED else "")
        yield Unready(f"点検のエラーが{len(errors)}件ある", named, "make audit で内容と対処を確かめてください。")


def _summaries(dataset: Dataset, config: Config) -> Iterator[Unready]:
    missing = [one for one in judge(dataset, config, only=SUMMARY_MISSING) if one.waiver is None]
    if missing:
        remedy = "要約を書くか、個票に記述のない理由を waivers に書いてください。"
        yield Unready(f"要約のない部分が{len(missing)}件ある", "summaries.yaml", remedy)
    left = [one for one in judge(dataset, config, only=EXCERPT_LEFT) if one.waiver is None]
    if left:
        remedy = "要約を書くか、抜粋のまま示す理由を waivers に書いてください。"
        yield Unready(f"回答の抜粋のままの部分が{len(left)}件ある", "summaries.yaml", remedy)


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    if path.exists():
        yield from enumerate(read_text(path).splitlines(), start=1)


def _without_comment(line: str) -> str:
    return "" if line.lstrip().startswith("#") else line.split(" #", 1)[0]
