"""``make verify``: whether a PDF is the one that this tree makes, and if not, what differs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from generator.brief.build import Brief, make_brief
from generator.brief.certificate import NAMES
from generator.brief.which_area import all_prefectures, load_inputs, nation
from generator.config.config import load_config
from generator.config.edition_files import edition_years
from generator.config.quoting import echo
from generator.confined import UnreadableError, confined
from generator.document.attached import PROVENANCE
from generator.document.draft import is_draft
from generator.errors import UserError
from generator.files import read_ordinary
from generator.inputs.access import Inputs
from generator.measures.areas import Area
from generator.measures.selection import group_area
from generator.paths import shown
from generator.readback.pdfium import ReadFigure, ReadPage, ReadPdf, read_pdf, readable
from generator.signing.reading import SignatureState, is_signed, read_signature

_LARGEST: Final = 100_000_000
_CONTROL: Final = re.compile(r"管理番号\s*([A-Z0-9-]+)-([A-Z0-9_]+)-([0-9A-F]{8})(案?)")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the file is ours to the byte, and what to tell its reader."""

    same: bool
    lines: tuple[str, ...]


def verify(path: Path | None, *, inputs: Inputs | None = None, signer: str = "") -> Verdict:
    """Rebuild the brief that a PDF says it is, in memory, and compare the bytes.

    Of a signed file the bytes before the signature are compared; ``signer`` is the fingerprint (SHA-256, hex) that its
    certificate must have. ``inputs`` are those of the file's edition when at hand. Raises UserError for no brief.
    """
    if path is None:
        raise UserError(
            "確かめるPDFが指定されていません。", where="FILE", remedy="例: make verify FILE=briefs/2018/03_岩手県_….pdf"
        )
    data = _bytes(path)
    if is_signed(data):
        return _signed(data, path, inputs=inputs, signer=signer)
    return _judged(data, path, inputs)


def _signed(data: bytes, path: Path, *, inputs: Inputs | None, signer: str) -> Verdict:
    """Judge the signature, then the bytes before it as an unsigned file."""
    state = read_signature(data)
    if state is None:
        return Verdict(False, (f"ファイル: {shown(path)}", "署名: 電子署名を読めません。ファイルが壊れているか、書き換えられています。"))
    told, sound = _of_signature(state, signer)
    if not (state.intact and state.whole):
        return Verdict(False, (f"ファイル: {shown(path)}", *told))
    verdict = _judged(state.original, path, inputs)
    return Verdict(verdict.same and sound, (*verdict.lines[:2], *told, *verdict.lines[2:]))


def _of_signature(state: SignatureState, signer: str) -> tuple[list[str], bool]:
    """Return what to say of a signature, and whether nothing speaks against it."""
    wanted = "".join(character for character in signer.lower() if character in "0123456789abcdef")
    at = f"{state.signed_at:%Y-%m-%d %H:%M}（協定世界時）" if state.signed_at else "時刻の記録なし"
    lines = [f"署名者: {echo(state.owner)}　{at}　証明書の指紋 {state.fingerprint}"]
    faults = [
        (not state.intact, "署名: 署名の後に書き換えられています。"),
        (state.intact and not state.whole, "署名: 署名の後に、何かが書き加えられています。"),
        (bool(wanted) and wanted != state.fingerprint, "署名: 別の鍵による署名です。SIGNER の指紋と違います。"),
        (not state.in_time, "署名: 署名した時に、証明書の有効期間の外でした。"),
    ]
    found = [words for wrong, words in faults if wrong]
    lines += found or ["署名: 署名の後に書き換えられていません。"]
    if state.expired and state.in_time:
        lines.append("  証明書は、今は期限が切れています（署名した時は有効）。")
    if not wanted:
        lines.append("  署名者が発行者かどうかは、指紋で確かめてください（SIGNER=知らされた指紋）。")
    return lines, not found


def _judged(data: bytes, path: Path, inputs: Inputs | None) -> Verdict:
    read = _read(data, path)
    prefix, key, control = _control(read, path)
    own = inputs if inputs and inputs.config.edition.control_prefix == prefix else load_inputs(_year(prefix, path))
    own = replace(own, draft=is_draft(control))
    area = _area(key, own, path)
    current = own.of(area)
    head = (f"ファイル: {shown(path)}", f"管理番号: {control}（{area.name}）")
    if current.control != control:
        return Verdict(False, (*head, *_other_inputs(read, current.named_fingerprints, current.control)))
    brief = make_brief(area, own)
    if brief.pdf == data:
        return Verdict(True, (*head, "結果: この一式から作られるPDFと、1バイトも違いません。"))
    return Verdict(
        False, (*head, "結果: 入力は同じですが、この一式から作られるPDFと内容が違います。", *_differences(read, brief))
    )


def _bytes(path: Path) -> bytes:
    try:
        return read_ordinary(path, most=_LARGEST)
    except OSError as exc:
        raise UserError(
            "確かめるPDFを読めません。",
            where=shown(path),
            found=exc.strerror or str(exc),
            remedy="FILE に、ブリーフのPDFの場所を指定してください。",
        ) from exc


def _read(data: bytes, path: Path) -> ReadPdf:
    try:
        read = confined(readable, data)
    except UnreadableError as error:
        raise UserError(
            "PDFを終わりまで読めません。",
            where=shown(path),
            found=str(error),
            expected="地域共生ブリーフのPDF",
            remedy="公表された資料そのものかどうかを確かめ、もう一度受け取ってください。",
        ) from error
    if read is None:
        raise UserError("PDFとして読めません。", where=shown(path), remedy="ファイルが壊れていないか確かめてください。")
    return read


def _control(read: ReadPdf, path: Path) -> tuple[str, str, str]:
    """Return prefix, area key and the whole of the control number that the pages carry."""
    for page in read.pages:
        for margin in page.margins:
            found = _CONTROL.search(margin)
            if found:
                return found[1], found[2], "-".join(found.groups()[:3]) + found[4]
    raise UserError(
        "このPDFには管理番号がありません。",
        where=shown(path),
        expected="地域共生ブリーフのPDF（各ページの下に管理番号がある）",
        remedy="FILE= に、公表された資料のPDFを指定してください。",
    )


def _year(prefix: str, path: Path) -> int:
    for year in edition_years():
        if load_config(year=year).edition.control_prefix == prefix:
            return year
    raise UserError(
        "管理番号に当たる版が、config/editions/ にありません。",
        where=shown(path),
        found=prefix,
        remedy="その版の設定がある一式で確かめてください。",
    )


def _area(key: str, inputs: Inputs, path: Path) -> Area:
    """Return the area of a key: the whole, a prefecture, or a group of any scheme, whose briefs are made on demand."""
    for area in (*all_prefectures(inputs), nation(inputs)):
        if area.key == key:
            return area
    for group in inputs.config.groupings.groups:
        if group.key.upper() == key:
            return group_area(group, inputs.config, inputs.dataset)
    raise UserError(
        "管理番号に当たる地域がありません。",
        where=shown(path),
        found=key,
        expected="この年度版に収録された都道府県か、区分の略号",
        remedy="資料と同じ年度版の表と設定で確かめてください（YEAR=）。",
    )


def _other_inputs(read: ReadPdf, fingerprints: Mapping[str, str], control: str) -> Iterator[str]:
    yield f"結果: 別の入力から作られたPDFです（この一式から作ると管理番号は {control}）。"
    stated = _stated(read)
    if not stated:
        yield "  違うもの: 添付の来歴を読めないため、分かりません。"
    for name in (name for name in NAMES if name != "sha256" and stated and (name in stated or name in fingerprints)):
        yield f"  {NAMES[name]}: {'同じ' if stated.get(name) == fingerprints.get(name) else '違う'}"


def _stated(read: ReadPdf) -> Mapping[str, str]:
    """Return the hashes that the file itself states in its provenance."""
    try:
        content = json.loads(dict(read.attachments).get(PROVENANCE.name, b"{}"))
        return {str(name): str(value) for name, value in content.get("inputs", {}).items()}
    except (ValueError, AttributeError, RecursionError):
        return {}


def _differences(read: ReadPdf, brief: Brief) -> Iterator[str]:
    ours = read_pdf(brief.pdf)
    if len(read.pages) != len(ours.pages):
        yield f"  ページ数: {len(read.pages)}（この一式では {len(ours.pages)}）"
    for number, (page, own) in enumerate(zip(read.pages, ours.pages, strict=False), start=1):
        if page != own:
            yield f"  {number}ページ: {_first_difference(page, own)}"
    theirs, mine = dict(read.attachments), dict(ours.attachments)
    for name in sorted(theirs.keys() | mine.keys()):
        if theirs.get(name) != mine.get(name):
            yield f"  添付 {echo(name)}: 内容が違う"
    if read == ours:
        yield "  文字・図・添付は同じで、書き出しの細部だけが違う（ほかのソフトウエアで保存し直した場合など）"


def _first_difference(page: ReadPage, own: ReadPage) -> str:
    for theirs, mine in zip(_texts(page), _texts(own), strict=False):
        if theirs != mine:
            return f"「{echo(theirs)}」（この一式では「{echo(mine)}」）"
    return "内容が違う"


def _texts(page: ReadPage) -> Iterator[str]:
    for part in page.content:
        if isinstance(part, ReadFigure):
            yield part.alt
            yield from (text.text for text in part.texts)
        else:
            yield part.text
    yield from page.margins
