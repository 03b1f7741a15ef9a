"""The work sheet of the summaries: the section's paragraphs beside each summary, numbered; and the way back."""

from __future__ import annotations

import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2s
from pathlib import Path
from typing import Final

from generator.config.yaml_loader import read_text
from generator.dataset.editorial import SUMMARY_PARTS, read_summaries
from generator.dataset.records import Statement
from generator.errors import DatasetError
from generator.files import output_errors, write_whole
from generator.ingest.citations import check_tables
from generator.ingest.document.source import SourceDocument
from generator.paths import shown
from generator.printed.characters import squeeze
from generator.worksheets.book import Book
from generator.worksheets.errors import WorksheetError
from generator.worksheets.importing import Outcome
from generator.worksheets.layout import HEADER_ROW, KEY, PRINT
from generator.worksheets.paragraphs import Paragraph, holding, lines_for, paragraphs
from generator.worksheets.returned import ReturnedRow, ReturnedSheet

FILE: Final = "summaries.yaml"
SHEET: Final = "要約"
CODE, NAME, PART, TEXT, CHOSEN, QUOTED = (
    "団体コード",
    "団体",
    "項目",
    "要約の文",
    "根拠の段落",
    "本文（段落の番号: 文）",
)
HEADS: Final = (CODE, NAME, PART, TEXT, CHOSEN, QUOTED, KEY, PRINT)
SECTIONS_OF: Final[Mapping[str, tuple[str, ...]]] = {
    "特色": ("1-2",),
    "ねらい": ("2-aim", "2-change"),
    "取組": ("chiikiryoku", "takikan", "todofuken"),
    "成果": ("results",),
}
_LONGEST_CELL: Final = 30_000
_LONGEST_TEXT: Final = 200
_COPIED: Final = 40
_GUIDE: Final = (
    "「要約の文」に40～120字の文を、「根拠の段落」に本文の段落の番号を空白で区切って書く。"
    "行番号は取り込むときに付く。文と段落を空にすれば、その項目は置かない。"
)
_MARKS: Final = "-?:,[]{}#&*!|>'\"%@`=~< "
_NO_TEXT = re.compile(r"[0-9.,_:+eE-]+|true|false|yes|no|on|off|null", re.IGNORECASE)
Summaries = dict[str, dict[str, Statement]]


@dataclass(frozen=True)
class Forms:
    """The respondents with a form: name by code, lines of each form, first and last line of its sections."""

    names: Mapping[str, str]
    ranges: Mapping[str, range]
    sections: Mapping[str, Sequence[tuple[str, int, int]]] = field(default_factory=dict)


def summaries_book(data: Path, source: SourceDocument, forms: Forms, *, title: str, year: int) -> bytes:
    """Return the workbook: a row for each respondent and part, with the paragraphs of its sections."""
    book = Book(title, year=year)
    sheet = book.sheet(SHEET, HEADS, (11, 16, 9, 60, 16, 100, 8, 8), guide=_GUIDE)
    at = HEADER_ROW
    for code, found, parts in _forms(data, source, forms):
        for part in SUMMARY_PARTS:
            statement = parts.get(part, Statement("", ()))
            chosen = " ".join(map(str, holding(found, statement.lines)))
            told = (
                code,
                forms.names[code],
                part,
                statement.text,
                chosen,
                _quoted(found, forms.sections.get(code, ()), part),
            )
            for place, text in enumerate((*told, f"{code}/{part}", print_of(statement.text, chosen))):
                sheet.write_string(at, place, text, book.answer if HEADS[place] in (TEXT, CHOSEN) else book.fixed)
            at += 1
    sheet.autofilter(HEADER_ROW - 1, 0, at - 1, len(HEADS) - 1)
    return book.finished()


def print_of(text: str, chosen: str) -> str:
    """Return the hidden print of a row."""
    return blake2s(f"{text}\x1f{chosen}".encode(), digest_size=8).hexdigest()


def import_summaries(sheets: Sequence[ReturnedSheet], *, data: Path, source: SourceDocument, forms: Forms) -> Outcome:
    """Take the good rows into summaries.yaml; a figure must stand in a chosen paragraph, and nothing be copied."""
    outcome = Outcome()
    now: Summaries = {code: dict(parts) for code, parts in read_summaries(data / FILE).items()}
    found = {code: paragraphs(source.lines, forms.ranges[code]) for code in forms.names}
    whole = squeeze("".join(source.lines))
    changed: dict[tuple[str, str], ReturnedRow] = {}
    for sheet in sheets:
        if not set(HEADS) <= set(sheet.heads):
            raise WorksheetError(
                "要約の作業表ではありません。",
                where=sheet.name or "CSV",
                remedy="make summaries-sheet で作った表を指定してください。",
            )
        for row in sheet.rows:
            try:
                _enter(row, now, found, whole, changed, outcome)
            except WorksheetError as error:
                outcome.refused.append(error)
    _write(now, changed, outcome, data=data, source=source, forms=forms)
    return outcome


def _forms(
    data: Path, source: SourceDocument, forms: Forms
) -> Iterator[tuple[str, tuple[Paragraph, ...], Mapping[str, Statement]]]:
    summaries = read_summaries(data / FILE)
    for code in forms.names:
        yield code, paragraphs(source.lines, forms.ranges[code]), summaries.get(code, {})


def _quoted(found: Sequence[Paragraph], sections: Sequence[tuple[str, int, int]], part: str) -> str:
    """Return the paragraphs of the sections that a part is written from."""
    spans = [(first, last) for name, first, last in sections if name in SECTIONS_OF[part]]
    told = [
        f"{one.number}: {one.text}"
        for one in found
        if any(first <= line <= last for first, last in spans for line in one.lines)
    ]
    text = "\n".join(told)
    return text if len(text) <= _LONGEST_CELL else f"{text[:_LONGEST_CELL]}…"


def _enter(
    row: ReturnedRow,
    now: Summaries,
    found: Mapping[str, Sequence[Paragraph]],
    whole: str,
    changed: dict[tuple[str, str], ReturnedRow],
    outcome: Outcome,
) -> None:
    code, _, part = row.texts[KEY].partition("/")
    text, chosen = (
        row.texts[TEXT],
        " ".join(unicodedata.normalize("NFKC", row.texts[CHOSEN]).replace("、", " ").split()),
    )
    if print_of(text, chosen) == row.texts[PRINT]:
        outcome.unchanged += 1
        return
    if code not in found or part not in SUMMARY_PARTS:
        raise _fault(row, KEY, "どの団体のどの項目か分かりません。", found=row.texts[KEY])
    before = now.get(code, {}).get(part, Statement("", ()))
    current = " ".join(map(str, holding(found[code], before.lines)))
    if print_of(before.text, current) not in (row.texts[PRINT], print_of(text, chosen)):
        raise _fault(row, TEXT, "作業表を作った後に、この要約が変わっています。", found=before.text[:40])
    if not text and not chosen:
        now.get(code, {}).pop(part, None)
        outcome.told.append(f"{SHEET} {row.texts[NAME]} {part}: 除いた")
        return
    numbers = _numbers(row, chosen, len(found[code]))
    _check_text(row, text, whole)
    lines = lines_for(found[code], numbers, before=before.lines)
    now.setdefault(code, {})[part] = Statement(text, lines)
    changed[code, part] = row


def _numbers(row: ReturnedRow, chosen: str, last: int) -> list[int]:
    parts = chosen.split()
    if not parts or any(not part.isdecimal() or not 1 <= int(part) <= last for part in parts):
        raise _fault(
            row, CHOSEN, "段落の番号が読めません。", found=chosen, expected=f"1から{last}までの番号を空白で区切る"
        )
    return [int(part) for part in parts]


def _check_text(row: ReturnedRow, text: str, whole: str) -> None:
    if not text or len(text) > _LONGEST_TEXT:
        raise _fault(
            row,
            TEXT,
            "要約の文の長さが合いません。",
            found=f"{len(text)}字",
            expected=f"1字から{_LONGEST_TEXT}字まで（ふつう40～120字）",
        )
    plain = squeeze(text)
    copied = next(
        (plain[i : i + _COPIED] for i in range(len(plain) - _COPIED + 1) if plain[i : i + _COPIED] in whole), ""
    )
    if copied:
        raise _fault(
            row,
            TEXT,
            "原資料の文をそのまま写しています。",
            found=copied,
            expected=f"編集者の言葉（写しは続けて{_COPIED}字未満）",
        )


def _fault(row: ReturnedRow, heading: str, what: str, *, found: str, expected: str = "") -> WorksheetError:
    return WorksheetError(
        what,
        where=row.at(heading),
        found=found[:80] or "（空欄）",
        expected=expected,
        remedy="そのセルを直し、もう一度取り込んでください。",
    )


def _write(
    now: Summaries,
    changed: Mapping[tuple[str, str], ReturnedRow],
    outcome: Outcome,
    *,
    data: Path,
    source: SourceDocument,
    forms: Forms,
) -> None:
    """Write the summaries whose figures stand in their paragraphs."""
    path = data / FILE
    old = read_text(path) if path.exists() else ""
    before = {code: dict(parts) for code, parts in read_summaries(path).items()}
    head = old[: old.index("summaries:")] if "summaries:" in old else ""
    if old and before and _text(head, before, forms) != old:
        raise DatasetError(
            "要約のファイルを自動では書き換えられません。何も変えていません。",
            where=shown(path),
            expected="要約ごとに respondent、name と、項目の text、lines だけを並べた形",
            remedy="summaries: の後の注釈を除き、ほかの要約と同じ形に書き直してください。",
        )
    faults = _faults(_text(head, now, forms), data, source)
    for (code, part), row in changed.items():
        said = next((fault for fault in faults if fault.startswith(f"{FILE} {code} {part}:")), "")
        if said:
            outcome.refused.append(
                _fault(
                    row,
                    CHOSEN,
                    "文の数が、選んだ段落にありません。",
                    found=said.partition("に「")[2].partition("」")[0],
                )
            )
            now[code] = {**now[code], part: before.get(code, {}).get(part, Statement("", ()))}
            if not now[code][part].text:
                del now[code][part]
        else:
            outcome.told.append(f"{SHEET} {row.texts[NAME]} {part}: 書いた")
    if outcome.told:
        write_whole(path, _text(head, now, forms).encode())


def _text(head: str, summaries: Mapping[str, Mapping[str, Statement]], forms: Forms) -> str:
    """Return summaries.yaml, its opening comments first."""
    out = [f"{head}summaries:"]
    order = list(dict.fromkeys((*forms.names, *summaries)))
    for code in order:
        parts = summaries.get(code, {})
        if not parts:
            continue
        out += [f'  - respondent: "{code}"', f"    name: {_scalar(forms.names.get(code, ''))}"]
        for part in SUMMARY_PARTS:
            if part in parts:
                lines = ", ".join(map(str, parts[part].lines))
                out += [f"    {part}:", f"      text: {_scalar(parts[part].text)}", f"      lines: [{lines}]"]
    return "\n".join(out) + "\n" if len(out) > 1 else f"{head}summaries: []\n"


def _scalar(text: str) -> str:
    """Return a text as YAML takes it: plain where nothing in it has a meaning, else in quotes."""
    risky = (
        not text or text[0] in _MARKS or ": " in text or " #" in text or text[-1] in ": " or _NO_TEXT.fullmatch(text)
    )
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"' if risky else text


def _faults(text: str, data: Path, source: SourceDocument) -> list[str]:
    with output_errors(data), tempfile.TemporaryDirectory() as folder:
        trial = Path(folder)
        for path in (*data.glob("*.csv"), *data.glob("*.yaml")):
            shutil.copyfile(path, trial / path.name)
        (trial / FILE).write_text(text, encoding="utf-8", newline="")
        return check_tables(source, trial)
