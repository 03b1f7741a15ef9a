"""The volume of forms typeset as a PDF with tables, as the ministry's word processor would: built from its text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape

from documents_sample import pdf_of

from generator.ingest.document.source import SourceDocument
from generator.ingest.form.cut import Form

_HEADER = re.compile(
    r"(都道府県名|市区町村名|実施事業※?|(?<=実施事業※ )地域力強化推進事業|多機関の協働による|都道府県事業|担当部署名|電話番号|参考 ?URL)"
)
_BASICS = re.compile(
    r"(人口|世帯数|高齢化率|生活保護受給率|面積|地縁組織（自治会、町内会等）加入率|公立小学校数|公立中学校数"
    r"|地域包括支援センター|生活困窮者自立相談支援事業)"
)
_ITEM = re.compile(r"[①②]\s*(?:実施主体（委託先）|事業名)")
_AIM = "本事業に取"
_CHANGE = "本 事 業 を 通"
_LABEL_LINES = {_AIM: 3, _CHANGE: 4}
_CELL = 40
"""So many lines are set in one cell; a longer one would not break over pages as Word breaks it."""
CSS = (
    "@page {margin: 12mm 15mm; @bottom-center {content: counter(page); font-size: 6pt}} "
    "body {font-size: 6pt; line-height: 1.15} td {white-space: pre; padding: 0.5pt 2pt} "
    "p {white-space: pre; margin: 0} table {margin: 1pt 0}"
)


def typeset(source: SourceDocument, forms: Sequence[Form]) -> bytes:
    """Return the PDF of some forms: headings as paragraphs, header, figures and labelled boxes as tables."""
    return pdf_of("".join(f"<section>{''.join(_form(source, form))}</section>" for form in forms), css=CSS)


def _form(source: SourceDocument, form: Form) -> Iterator[str]:
    heads = {form.flow.line(head.start): name for name, head in form.heads.items()}
    chapter, block = "header", list[str]()
    for number in range(form.line_start, form.line_end + 1):
        line = source.lines[number - 1]
        if number in heads:
            yield from _set(chapter, block)
            yield f"<p>{escape(line)}</p>"
            chapter, block = heads[number], []
        elif line.strip():
            block.append(line)
    yield from _set(chapter, block)


def _set(chapter: str, block: Sequence[str]) -> Iterator[str]:
    if chapter == "header":
        yield from (_row(_HEADER, line) for line in block)
    elif chapter == "1-1":
        yield from (_row(_BASICS, line) for line in block)
    elif chapter == "2":
        yield from _vision(block)
    else:
        yield from _boxes(block)


def _row(labels: re.Pattern[str], line: str) -> str:
    """Return a line as a row of the table: each label and each value in a cell of its own."""
    parts = [part for part in labels.split(line) if part.strip()]
    if not labels.search(line) or not labels.match(line.strip()):
        return f"<p>{escape(line)}</p>"
    return f"<table><tr>{''.join(f'<td>{escape(part)}</td>' for part in parts)}</tr></table>"


def _vision(block: Sequence[str]) -> Iterator[str]:
    """Yield the two boxes of the vision: the label in several short lines left of the text."""
    starts = [i for i, line in enumerate(block) if line.startswith((_AIM, _CHANGE))]
    if not starts:
        yield from _boxes(block)
        return
    yield from _boxes(block[: starts[0]])
    for start, end in zip(starts, [*starts[1:], len(block)], strict=True):
        label = start + _LABEL_LINES[_AIM if block[start].startswith(_AIM) else _CHANGE]
        if label >= end:
            yield from _boxes(block[start:end])
            continue
        head = _lines(block[start:label])
        yield f"<table><tr><td style='width: 12%'>{head}</td><td>{_lines(block[label : min(end, label + _CELL)])}</td></tr></table>"
        yield from _boxes(block[label + _CELL : end])


def _boxes(block: Sequence[str]) -> Iterator[str]:
    """Yield boxes of lines; ① and ② with their values are rows of two cells."""
    box: list[str] = []
    for line in block:
        match = _ITEM.match(line)
        if match or len(box) == _CELL:
            yield _box(box)
            box = []
        if match and line[match.end() :].strip():
            yield f"<table><tr><td>{escape(match.group())}</td><td>{escape(line[match.end() :])}</td></tr></table>"
        else:
            box.append(line)
    yield _box(box)


def _box(lines: Sequence[str]) -> str:
    return f"<table><tr><td>{_lines(lines)}</td></tr></table>" if lines else ""


def _lines(lines: Sequence[str]) -> str:
    return "\n".join(map(escape, lines))
