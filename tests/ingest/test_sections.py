"""The narrative sections with their lines."""

from __future__ import annotations

from ingest_sample import chiikiryoku, form, forms, one_form

from generator.ingest.form.sections import read_sections


def test_sections_of_a_form() -> None:
    """A form gives its sections in order, without headings and labels."""
    sections = read_sections(one_form())
    assert [s.id for s in sections] == ["1-2", "2-aim", "2-change", "chiikiryoku", "takikan", "results"]
    assert [s.text for s in sections[:3]] == ["見本の町である。", "見本の狙い。", "見本の変化。"]


def test_lines_of_a_section() -> None:
    """A section cites its first and last line that are not blank."""
    whole = one_form(chapters=chiikiryoku() + "\n\n見本の文。\n\n")
    section = next(s for s in read_sections(whole) if s.id == "chiikiryoku")
    raw = whole.flow.raw
    assert raw[section.line_from - 1].startswith("①")
    assert raw[section.line_to - 1] == "見本の文。"
    assert section.text.split("\n")[-1] == "見本の文。"


def test_empty_section_is_left_out() -> None:
    """A heading that runs straight into the next has no section."""
    text = form().replace("見本の町である。\n", "")
    assert "1-2" not in [s.id for s in read_sections(forms(text)[0])]


def test_vision_without_labels_is_kept_as_one() -> None:
    """A chapter 2 whose labels are lost is kept whole."""
    raw = "\n".join(one_form().flow.raw)
    for label in ("本事業に取\nり組む目的・\n狙い\n", "本 事 業 を 通\nじて人と地域\nに起こしたい\n変化\n"):
        raw = raw.replace(label, "")
    sections = {s.id: s.text for s in read_sections(forms(raw)[0])}
    assert sections["2-aim"] == "見本の狙い。\n見本の変化。"
