"""``make inquiry``: the sheets of questions, with the draft of a mail beside each."""

from __future__ import annotations

from pathlib import Path

from generator.audit.commands import broken_seal
from generator.audit.inquiry.asking import Inquiry, mark_asked, prepare_inquiry
from generator.config.config import load_config
from generator.edition.delivery.inquiry_mail import InquiryDesk
from generator.files import write_whole
from generator.paths import BUILD, CONFIG, DATA, TEMPLATES, shown


def run_inquiry(
    pref: str,
    year: int | None,
    *,
    settings: Path = CONFIG,
    data: Path = DATA,
    build: Path = BUILD,
    templates: Path = TEMPLATES,
) -> list[str]:
    """Write the questions of a prefecture, or of all, to build/<year>/inquiry/ and note that they are being asked.

    Beside each sheet lies a draft (.eml) to the office of config/contacts.yaml. Where there are no questions, nothing is
    written, and what an earlier run wrote there is removed. Returns the lines to show.
    """
    config = load_config(settings, year=year, templates=templates)
    inquiry = prepare_inquiry(pref, config, data=data)
    silent = "、".join(place.name for place in inquiry.silent)
    folder = build / str(config.edition.year) / "inquiry"
    lines = _without_stale(folder, inquiry)
    if not inquiry.sheets:
        return [*lines, f"{silent}に照会する事項はありません。"]
    desk = InquiryDesk.of(config, templates=templates)
    for sheet in inquiry.sheets:
        name, count = f"{sheet.name}.xlsx", len(sheet.questions)
        mail = desk.mail(sheet.prefecture.name, name=name, workbook=sheet.workbook, count=count)
        target = write_whole(folder / name, sheet.workbook)
        draft = write_whole(folder / f"{sheet.name}.eml", mail)
        lines += [f"{q.respondent.name} {q.label}: {q.why}" for q in sheet.questions]
        lines += [f"照会の表を書きました: {shown(target)}", f"メールの下書きを書きました（送信はしません）: {shown(draft)}", ""]
    lines += [f"照会する事項のない都道府県: {silent}"] if silent else []
    marked = mark_asked(inquiry, data=data)
    if marked:
        file = shown(data / str(config.edition.year) / "corrections.yaml")
        lines.append(f"照会前の訂正{marked}件を照会中（asked）としました: {file}")
        lines += broken_seal(data / str(config.edition.year))
    return lines


def _without_stale(folder: Path, inquiry: Inquiry) -> list[str]:
    """Remove what an earlier run wrote for prefectures that have nothing to be asked any more, and say so."""
    old = [folder / f"{name}{ending}" for name in inquiry.stale for ending in (".xlsx", ".eml")]
    found = [path for path in old if path.is_file()]
    for path in found:
        path.unlink()
    return [f"照会する事項がなくなったので、前の表を消しました: {'、'.join(path.name for path in found)}", ""] if found else []
