"""The document is cut into forms, whatever its page breaks did."""

from __future__ import annotations

import pytest
from ingest_sample import LABELS, PREFECTURES, chiikiryoku, form, forms, one_form, source, takikan

from generator.dataset.contract import Programme
from generator.errors import SourceError
from generator.ingest.form.cut import split_forms


def test_title_line_begins_a_form() -> None:
    """A form runs from its title line to the line before the next title."""
    first, second = form(), form(title="宮城県 栗原市", prefecture="宮城県", name="栗原市")
    cut = forms(f"{first}\n58\n\n{second}")
    height = len(first.split("\n"))
    assert [(f.line_start, f.line_end) for f in cut] == [(1, height + 2), (height + 3, 2 * height + 2)]


def test_title_glued_to_the_form_before() -> None:
    """A title that follows without a blank line, with a leading space, still begins a form."""
    cut = forms(f"{form()}\n {form(title='宮城県 栗原市', prefecture='宮城県', name='栗原市')}")
    assert cut[1].line_start == len(form().split("\n")) + 1


def test_prose_in_front_of_a_header_is_no_title() -> None:
    """A sentence that begins with a prefecture's name belongs to the form before."""
    untitled = form(prefecture="宮城県", name="栗原市").removeprefix("岩手県 花巻市\n")
    cut = forms(f"{form()}\n宮城県では、この様式を用いた取組を続ける予定である。\n{untitled}")
    assert cut[1].line_start == len(form().split("\n")) + 2


def test_lost_header_starts_at_the_first_line() -> None:
    """A first form without its header table starts at line 1 and has no header."""
    text = form()
    cut = forms(text[text.index("１．自治体") :])
    assert (cut[0].line_start, cut[0].header) == (1, None)


def test_number_at_the_end_of_the_line_before_is_no_heading_number() -> None:
    """An address that ends in figures does not swallow the heading below it."""
    assert "1-1" in one_form(url="https://www.example.jp/page/32941").heads


@pytest.mark.parametrize(
    ("chapters", "expected"),
    [
        (chiikiryoku(), (Programme.CHIIKIRYOKU,)),
        (takikan(), (Programme.TAKIKAN,)),
        (takikan().replace("４．", "３．"), (Programme.TAKIKAN,)),
        (chiikiryoku().replace("地域力強化推進事業について", "都道府県事業について"), (Programme.TODOFUKEN,)),
        (f"{chiikiryoku()}\n{takikan()}", (Programme.CHIIKIRYOKU, Programme.TAKIKAN)),
        (chiikiryoku().replace("３．地域力", "３ ． 地 域 力"), (Programme.CHIIKIRYOKU,)),
        (takikan().replace("構築事業について", "構築事業に\nついて"), (Programme.TAKIKAN,)),
    ],
)
def test_chapters_are_found_by_their_words(chapters: str, expected: tuple[Programme, ...]) -> None:
    """Chapter numbers shift and headings are spaced or broken; the words decide."""
    assert one_form(chapters=chapters).programmes == expected


def test_sentence_with_a_heading_s_words_is_none() -> None:
    """A sentence about a chapter opens none."""
    chapters = f"{chiikiryoku()}\n多機関の協働による包括的支援体制構築事業についてはこれからである。"
    assert one_form(chapters=chapters).programmes == (Programme.CHIIKIRYOKU,)


def test_results_are_the_last_chapter() -> None:
    """Headings with numbers inside the results do not end them."""
    cut = one_form(chapters=chiikiryoku())
    text = cut.flow.of(cut.body("results"))
    assert text == "見本の成果。"


@pytest.mark.parametrize("text", ["ただの文章である。", "都道府県名 岩手県 市区町村名 花巻市"])
def test_text_without_forms_is_refused(text: str) -> None:
    """A text in which no form can be found is not the document."""
    with pytest.raises(SourceError, match="一つも見つかりません"):
        split_forms(source(text), prefectures=PREFECTURES, labels=LABELS)


def test_first_heading_alone_is_no_form() -> None:
    """A text with nothing but the first chapter's heading is cut off."""
    with pytest.raises(SourceError, match="途中で切れて"):
        forms("１．自治体の基本情報等\n本文")


@pytest.mark.parametrize("cut_at", ["１－２．地域の特徴", "５．成果目標"])
def test_truncated_document_is_refused(cut_at: str) -> None:
    """A last form that breaks off is an error that names the missing heading."""
    text = form()
    with pytest.raises(SourceError, match="途中で切れて"):
        forms(text[: text.index(cut_at)])
