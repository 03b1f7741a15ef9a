"""A volume of nothing but members of prefectures' forms: no form to count themes in, and a brief all the same."""

from __future__ import annotations

from builders import Form, dataset_of, iwate, measured, page_of

from generator.dataset.contract import Kind

HOME = "030007"
FORMS = (
    Form("岩手県", {"population": "1200000"}, kind=Kind.PREFECTURE, municipalities=0, code=HOME),
    Form("田野畑村", {"population": "3000"}, kind=Kind.MEMBER, parent=HOME, code="034843"),
    Form("普代村", {"population": "2500"}, kind=Kind.MEMBER, parent=HOME, code="034851"),
)


def test_themes_without_a_form_have_no_share() -> None:
    """Nobody could speak of them: zero forms, and a share that there is not."""
    dataset = dataset_of(FORMS)
    themes = measured(dataset, iwate(dataset)).themes

    assert themes.forms_everyone.exact == 0
    assert not any(row.share.present for row in themes.rows)


def test_the_brief_of_such_a_prefecture_is_made() -> None:
    """With both villages."""
    dataset = dataset_of(FORMS)

    html = page_of(measured(dataset, iwate(dataset))).html

    assert "田野畑村" in html
    assert "普代村" in html
