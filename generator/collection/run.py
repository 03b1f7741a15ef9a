"""``make collect``: what came back becomes the edition's tables, a status page and drafts of reminders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from generator.collection.edition_tables import EXCERPTS, SUMMARIES, Held, read_held, starts, written
from generator.collection.editorial_lines import excerpts_text, moved_anchors, moved_summaries
from generator.collection.forms.run import Addressee, addressee_of, addressees, form_for, kind_of
from generator.collection.reminders import reminders
from generator.collection.returned.sorting import ReturnedFile, distinct, read_files
from generator.collection.status import Standing, State, changes_csv, standings, status_csv, status_page
from generator.collection.tables.all_tables import tables_of
from generator.collection.tables.sheet import Sheet, Tables
from generator.collection.taking import Change, moved_lines, read_record, record_of, replaced, taken
from generator.collection.years import Years, years_of
from generator.dataset.anchors import FILE as ANCHORS
from generator.dataset.editorial import read_corrections
from generator.errors import SourceError
from generator.files import clear_parts, write_all
from generator.paths import BUILD, CONFIG, DATA, TEMPLATES, shown

TAKEN: Final = "taken"
FOLDER: Final = "collection"


@dataclass(frozen=True, slots=True)
class _Taking:
    """What one run takes: respondents in the order of the tables, what changed, what is kept of each form."""

    held: tuple[Held, ...]
    changes: tuple[Change, ...]
    records: Mapping[str, bytes]
    sheets: Mapping[str, Sheet]


def run_collect(
    folder: Path | None,
    year: int | None,
    out: Path | None,
    *,
    settings: Path = CONFIG,
    data: Path = DATA,
    build: Path = BUILD,
    templates: Path = TEMPLATES,
) -> list[str]:
    """Take what came back in ``folder`` into the tables in ``out`` (data/<year>) and return the lines to show.

    All files are written when all are ready. Raises SourceError, ConfigError, DatasetError or RegionError.
    """
    if folder is None:
        raise SourceError(
            "回答の入ったフォルダが指定されていません。", where="DIR", remedy="例: make collect DIR=回収 YEAR=2019"
        )
    years = years_of(year, settings=settings, data=data, templates=templates)
    tables = out or data / str(years.year)
    room = build / str(years.year) / FOLDER
    before = read_held(tables)
    files = distinct(read_files(folder, years), {code: one.sha256 for code, one in before.items()})
    taking = _take(files, before, years, tables=tables, room=room)
    standing = standings(_expected(years, taking.held), files, taking.held, taking.sheets, taking.changes)
    texts = {**_tables(taking, before, tables), **_reports(standing, taking, years, room, templates)}
    for place in (tables, room):
        clear_parts(place)
    write_all(texts)
    return list(_report(files, standing, taking, before, tables=tables, room=room))


def _take(
    files: Sequence[ReturnedFile], before: Mapping[str, Held], years: Years, *, tables: Path, room: Path
) -> _Taking:
    corrections, _ = read_corrections(tables / "corrections.yaml")
    held, changes = dict(before), list[Change]()
    records: dict[str, bytes] = {}
    sheets: dict[str, Sheet] = {}
    for file in files:
        if file.returned is None or file.addressee is None or file.problem:
            continue
        sheet = _sheet(file, years)
        rows: Tables = tables_of(sheet)
        sheets[sheet.code] = sheet
        old = before.get(sheet.code)
        if old is not None and old.sha256 == file.returned.document.sha256:
            continue
        if old is None:
            held[sheet.code] = taken(sheet, rows)
        else:
            record = read_record(room / TAKEN / f"{sheet.code}.json")
            held[sheet.code], changed = replaced(old, sheet, rows, record, corrections)
            changes += changed
        records[sheet.code] = record_of(file.returned, rows)
    order = sorted(held.values(), key=lambda one: (_prefecture(one), one.code))
    return _Taking(tuple(order), tuple(changes), records, sheets)


def _sheet(file: ReturnedFile, years: Years) -> Sheet:
    if file.returned is None or file.addressee is None:
        raise AssertionError(file.name)
    who = file.addressee
    form = form_for(who, years)
    return Sheet(form, file.returned, who.code, who.name, kind_of(who), years.config, years.before)


def _prefecture(held: Held) -> str:
    return held.tables["respondents"][0]["prefecture_code"] if held.tables["respondents"] else ""


def _expected(years: Years, held: Sequence[Held]) -> list[Addressee]:
    """Return who was asked: the respondents of the edition before, and whoever has answered besides."""
    known = list(addressees(years.before))
    codes = {one.code for one in known}
    more = (addressee_of(one.code, years) for one in held if one.code not in codes)
    return sorted((*known, *filter(None, more)), key=lambda one: (one.prefecture_code, one.code))


def _tables(taking: _Taking, before: Mapping[str, Held], tables: Path) -> dict[Path, bytes]:
    names = {one.code: one.tables["respondents"][0]["name"] for one in taking.held if one.tables["respondents"]}
    texts = {tables / name: text for name, text in written(taking.held).items()}
    texts[tables / EXCERPTS] = excerpts_text(taking.held, names)
    lines: dict[str, dict[int, int]] = {}
    for one, first in starts(taking.held):
        old = before.get(one.code)
        if old is not None and old.old_first is not None:
            inside = moved_lines(old, one)
            lines[one.code] = {line + old.old_first - 1: to + first - 1 for line, to in inside.items()}
    summaries = moved_summaries(tables, lines)
    if summaries is not None:
        texts[tables / SUMMARIES] = summaries
    anchors = moved_anchors(tables, taking.held, lines, taking.records.keys())
    if anchors is not None:
        texts[tables / ANCHORS] = anchors
    return {path: text.encode() for path, text in texts.items()}


def _reports(
    standing: Sequence[Standing], taking: _Taking, years: Years, room: Path, templates: Path
) -> dict[Path, bytes]:
    page = status_page(standing, years, templates=templates)
    texts = {"状況.html": page.encode(), "状況.csv": status_csv(standing), "変更.csv": changes_csv(taking.changes)}
    mails = reminders(standing, years, templates=templates)
    records = {f"{TAKEN}/{code}.json": record for code, record in taking.records.items()}
    return {room / name: content for name, content in {**texts, **mails, **records}.items()}


def _report(
    files: Sequence[ReturnedFile],
    standing: Sequence[Standing],
    taking: _Taking,
    before: Mapping[str, Held],
    *,
    tables: Path,
    room: Path,
) -> Iterator[str]:
    new = [one.code for one in taking.held if one.code not in before]
    yield f"回答 {len(taking.held)}件（今回の新しいもの {len(new)}件、差し替え {len(taking.records) - len(new)}件）"
    counts = "、".join(f"{state.value} {sum(one.state is state for one in standing)}" for state in State)
    yield f"状況 {counts}"
    for file in files:
        who = f"{file.addressee.place}。" if file.addressee is not None else ""
        yield f"  {file.name}: 使わない。{file.problem}" if file.problem else f"  {file.name}: {who}使う"
    for one in standing:
        yield from (f"  要確認 {one.addressee.place} {text}" for text in one.doubts)
    for change in taking.changes:
        yield f"  変更 {change.name} {change.item}: {change.old or '（空欄）'} → {change.new or '（空欄）'}。{change.done}"
    yield f"表を書きました: {shown(tables)}"
    yield f"提出の状況を書きました: {shown(room / '状況.html')}"
