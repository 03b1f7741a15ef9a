"""Whether a PDF is the one that this tree makes."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from builders import real_config, real_dataset
from finished import built, real_inputs

from generator.brief.build import certificate_of, make_brief
from generator.brief.certificate import certificate_path, grouped
from generator.cli import main
from generator.config.places import Group
from generator.errors import PublishError, UserError
from generator.inputs.control_number import control_number
from generator.measures.selection import group_area
from generator.readback.pdfium import ReadPage, ReadPdf, ReadRun, read_pdf
from generator.review.checkers import validate
from generator.tracing import verify as verify_module
from generator.tracing.verify import Verdict, verify
from generator.typesetting.fonts import typeface

MIYAGI = "宮城県"


def judged(folder: Path, data: bytes) -> Verdict:
    """What is said of a file."""
    path = folder / "brief.pdf"
    path.write_bytes(data)
    return verify(path, inputs=real_inputs())


def test_our_own_file_is_known(tmp_path: Path) -> None:
    """To the byte."""
    verdict = judged(tmp_path, built(MIYAGI).pdf)

    assert verdict.same
    assert f"管理番号: {built(MIYAGI).control}（宮城県）" in verdict.lines
    assert verdict.lines[-1] == "結果: この一式から作られるPDFと、1バイトも違いません。"


def held_groups() -> list[Group]:
    """The groups of all schemes that the volume holds a member of."""
    held = set(real_config().edition.prefectures_in_volume)
    return [group for group in real_config().groupings.groups if held & set(group.members)]


@pytest.mark.parametrize("group", held_groups(), ids=lambda group: group.key)
def test_a_groups_brief_is_known_by_its_control_number(
    group: Group, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of whatever scheme, and with whatever a key may hold."""
    control = control_number(real_config().edition.control_prefix, group.key, "0" * 64)
    page = ReadPage((), (f"管理番号 {control}",), (), 210, frozenset())
    monkeypatch.setattr(verify_module, "readable", lambda _: ReadPdf((page,), (), ""))

    assert f"管理番号: {control}（{group.name}）" in judged(tmp_path, b"").lines


def test_a_brief_of_another_scheme_is_known(tmp_path: Path) -> None:
    """To the byte."""
    group = next(group for group in held_groups() if group.key == "hokkaido_kouseikyoku")
    area = group_area(group, real_config(), real_dataset())

    assert judged(tmp_path, make_brief(area, real_inputs()).pdf).same


def test_an_area_that_the_settings_do_not_know_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names its key."""
    page = ReadPage((), (f"管理番号 {real_config().edition.control_prefix}-KITA_TOHOKU-00000000",), (), 210, frozenset())
    monkeypatch.setattr(verify_module, "readable", lambda _: ReadPdf((page,), (), ""))
    with pytest.raises(UserError, match="当たる地域がありません") as caught:
        judged(tmp_path, b"")

    assert caught.value.found == "KITA_TOHOKU"


def test_a_file_saved_by_another_program_is_told(tmp_path: Path) -> None:
    """Same words, other bytes."""
    again = io.BytesIO()
    with pikepdf.open(io.BytesIO(built(MIYAGI).pdf)) as pdf:
        pdf.save(again)
    verdict = judged(tmp_path, again.getvalue())

    assert not verdict.same
    assert "書き出しの細部だけが違う" in verdict.lines[-1]


def test_changed_data_inside_is_told(tmp_path: Path) -> None:
    """An attachment that was exchanged is named."""
    again = io.BytesIO()
    with pikepdf.open(io.BytesIO(built(MIYAGI).pdf)) as pdf:
        pdf.attachments["themes.csv"].get_file().obj.write(b"code\r\n")
        pdf.save(again)

    assert "  添付 themes.csv: 内容が違う" in judged(tmp_path, again.getvalue()).lines


def test_a_lost_page_is_told(tmp_path: Path) -> None:
    """Pages are counted and compared."""
    again = io.BytesIO()
    with pikepdf.open(io.BytesIO(built(MIYAGI).pdf)) as pdf:
        del pdf.pages[-1]
        pdf.save(again)

    assert any(line.startswith("  ページ数: ") for line in judged(tmp_path, again.getvalue()).lines)


def test_other_inputs_are_told_by_their_part(tmp_path: Path) -> None:
    """The control number differs; the provenance says whether tables, settings or the making do."""
    path = tmp_path / "brief.pdf"
    path.write_bytes(built(MIYAGI).pdf)
    inputs = real_inputs()
    edition = inputs.config.edition.model_copy(update={"number": 2})
    verdict = verify(path, inputs=replace(inputs, config=replace(inputs.config, edition=edition)))

    assert not verdict.same
    assert "  設定（config/）: 違う" in verdict.lines
    assert "  表（data/）: 同じ" in verdict.lines
    assert "  プログラム・テンプレート・書体: 同じ" in verdict.lines


@pytest.mark.parametrize(
    ("data", "message"),
    [(b"", "PDFとして読めません"), (b"%PDF-1.7", "PDFとして読めません"), (b"text", "PDFとして読めません")],
)
def test_what_is_no_pdf_is_an_error(tmp_path: Path, data: bytes, message: str) -> None:
    """One message."""
    with pytest.raises(UserError, match=message):
        judged(tmp_path, data)


def test_a_pdf_without_control_number_is_an_error(tmp_path: Path) -> None:
    """A certificate is no brief."""
    with pytest.raises(UserError, match="管理番号がありません"):
        judged(tmp_path, certificate_of(built(MIYAGI)))


def test_a_file_must_be_named_and_exist(tmp_path: Path) -> None:
    """FILE is required."""
    with pytest.raises(UserError, match="指定されていません"):
        verify(None)
    with pytest.raises(UserError, match="読めません"):
        verify(tmp_path / "none.pdf")


def test_the_certificate_says_what_was_compared() -> None:
    """One page: file, control number, hash, counts, versions."""
    brief = built(MIYAGI)
    (page,) = read_pdf(certificate_of(brief)).pages
    text = "".join(part.text for part in page.content if isinstance(part, ReadRun))

    for said in (
        brief.name,
        brief.control,
        grouped(brief.inputs.fingerprint),
        f"{brief.found.figures['table']}",
        "weasyprint 70.0",
    ):
        assert said.replace(" ", "") in text.replace(" ", "")


def test_the_certificate_names_the_file_by_its_hash() -> None:
    """The same PDF has the same certificate, another one another."""
    brief = built(MIYAGI)

    assert certificate_of(brief) == certificate_of(brief)
    assert certificate_of(replace(brief, pdf=brief.pdf + b" ")) != certificate_of(brief)


def test_the_certificate_is_accessible_and_archival(tmp_path: Path) -> None:
    """The same checkers as for briefs find nothing."""
    path = tmp_path / "certificate.pdf"
    path.write_bytes(certificate_of(built(MIYAGI)))

    assert validate(path) == []


def test_the_certificates_fonts_are_looked_at_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is read back like every PDF that is not a brief."""
    monkeypatch.setattr(typeface, "foreign_fonts", lambda _: ["Helvetica"])
    with pytest.raises(PublishError) as caught:
        certificate_of(built(MIYAGI))

    assert caught.value.found == "Helvetica"


def test_the_certificate_lies_beside_the_briefs() -> None:
    """In a folder of its own."""
    assert certificate_path("03_岩手県.pdf").as_posix() == "検証書/03_岩手県_検証書.pdf"


@pytest.mark.parametrize(("same", "code"), [(True, 0), (False, 2)])
def test_the_command_tells_by_its_exit_code(
    same: bool, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A script can ask; the verdict stands on the standard output."""
    monkeypatch.setattr(verify_module, "verify", lambda path, signer: Verdict(same, (f"ファイル: {path}", "結果")))

    assert main(["verify", "--file", "a.pdf"]) == code
    assert capsys.readouterr().out == "ファイル: a.pdf\n結果\n"
