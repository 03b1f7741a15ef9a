"""Forms become respondents with codes."""

from __future__ import annotations

import pytest
from ingest_sample import config, form, forms, source

from generator.config.edition import LostHeader
from generator.dataset.contract import Kind, Programme
from generator.errors import ConfigError, SourceError
from generator.ingest.respondents import Identity, identify

BODY = form()[form().index("１．自治体") :]
"""A form that has lost its header."""


def _identify(text: str, *lost: LostHeader) -> tuple[Identity, ...]:
    return identify(forms(text), source(text), config=config(*lost))


def _lost(line: int, name: str) -> LostHeader:
    return LostHeader(line=line, prefecture="岩手県", name=name, programmes=("takikan",), reason="見出しがない。")


def test_municipality() -> None:
    """A municipality gets its code from the table of codes."""
    found = _identify(form())
    assert [(i.code, i.kind, i.municipalities) for i in found] == [("032051", Kind.MUNICIPALITY, 1)]


@pytest.mark.parametrize("name", ["西津軽郡鰺ヶ沢町", "鯵ヶ沢町", "鰺ｹ沢町", "青森県鰺ケ沢町", "鰺 ヶ 沢 町"])
def test_a_name_in_another_form_is_recognised(name: str) -> None:
    """The tables hold the name of the table of codes, however the form writes it."""
    found = _identify(form(title="青森県", prefecture="青森県", name=name))
    assert [(i.code, i.name, i.kind) for i in found] == [("023213", "鰺ヶ沢町", Kind.MUNICIPALITY)]


def test_members_in_another_form_are_recognised() -> None:
    """Members of a joint form are looked up; one that is written twice counts once."""
    found = _identify(form(title="青森県", prefecture="青森県", name="東津軽郡（平内町、外ケ浜町、東津軽郡平内町）"))
    assert [(i.kind, i.municipalities, i.header.members) for i in found] == [(Kind.GROUP, 2, ("平内町", "外ヶ浜町"))]


def test_an_unknown_member_is_told() -> None:
    """A member that the prefecture does not have is an error like any other name."""
    with pytest.raises(ConfigError, match="架空町"):
        _identify(form(name="甲郡（花巻市、架空町）"))


@pytest.mark.parametrize("name", ["", "－", "岩手県"])
def test_prefecture(name: str) -> None:
    """A form that names no municipality is the prefecture's; it stands for none."""
    found = _identify(form(title="岩手県", name=name, todofuken="○"))
    assert [(i.code, i.kind, i.municipalities, i.name) for i in found] == [("030007", Kind.PREFECTURE, 0, "岩手県")]


def test_prefecture_with_members() -> None:
    """A prefecture that runs its programme and lists towns prints figures for them as members."""
    found = _identify(form(title="岩手県", name="推進事業地域（花巻市、北上市）", todofuken="○"))
    assert [(i.code, i.kind, i.parent) for i in found] == [
        ("030007", Kind.PREFECTURE, ""),
        ("032051", Kind.MEMBER, "030007"),
        ("032069", Kind.MEMBER, "030007"),
    ]
    assert Programme.TODOFUKEN not in found[1].marks


def test_groups_are_numbered_within_the_prefecture() -> None:
    """Towns that answer together form a group; its code counts within the prefecture."""
    first = form(title="岩手県", name="甲郡（花巻市、北上市、遠野市）")
    second = form(title="岩手県", name="乙郡（盛岡市、宮古市）")
    other = form(title="宮城県", prefecture="宮城県", name="丙郡（仙台市、石巻市）")
    found = _identify(f"{first}\n{second}\n{other}")
    assert [(i.code, i.name, i.municipalities) for i in found] == [
        ("G0301", "甲郡", 3),
        ("G0302", "乙郡", 2),
        ("G0401", "丙郡", 2),
    ]


def test_lost_header_is_taken_from_the_edition() -> None:
    """A form without header is who the edition says it is."""
    found = _identify(BODY, _lost(1, "遠野市"))
    assert [(i.code, i.name, list(i.marks)) for i in found] == [("032085", "遠野市", [Programme.TAKIKAN])]


def test_lost_headers_go_by_their_line() -> None:
    """Each form is the one whose first line the entry names, in whatever order the entries stand."""
    text = f"{BODY}\n{form()}\n{BODY}"
    last = forms(text)[2].line_start
    found = _identify(text, _lost(last, "盛岡市"), _lost(1, "遠野市"))
    assert [i.name for i in found] == ["遠野市", "花巻市", "盛岡市"]


def test_a_lost_header_that_is_not_stated_is_an_error() -> None:
    """The message names the line of the form; an entry for another form is not dealt out to it."""
    text = f"{BODY}\n{form()}\n{BODY}"
    last = forms(text)[2].line_start
    with pytest.raises(SourceError, match="見出しの表") as caught:
        _identify(text, _lost(1, "遠野市"), _lost(last + 1, "盛岡市"))
    assert caught.value.where == f"見本.txt:{last}"
    assert "lost_headers" in caught.value.remedy


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        pytest.param(form(), (_lost(1, "遠野市"),), id="a form with its header"),
        pytest.param(BODY, (_lost(1, "遠野市"), _lost(2, "盛岡市")), id="inside a form"),
        pytest.param(BODY, (_lost(1, "盛岡市"), _lost(1, "遠野市")), id="one line twice"),
        pytest.param(BODY, (_lost(1, "遠野市"), _lost(9999, "盛岡市")), id="behind the end"),
    ],
)
def test_a_stated_header_that_no_form_has_lost_is_an_error(text: str, lost: tuple[LostHeader, ...]) -> None:
    """An entry left over is told with its line and its name; it stood for a form of another document."""
    with pytest.raises(ConfigError, match="当たる個票のない") as caught:
        _identify(text, *lost)
    assert "岩手県" in caught.value.found
    assert caught.value.where == "config/editions/2018.yaml の lost_headers"


def test_unknown_municipality_tells_the_row_to_add() -> None:
    """A name without a code names the table, the row to add and the line of the form."""
    with pytest.raises(ConfigError) as caught:
        _identify(form(name="架空町"))
    error = caught.value
    assert "municipalities.csv" in error.where
    assert "見本.txt:1" in error.where
    assert "架空町" in error.expected


def test_unknown_prefecture() -> None:
    """A prefecture that does not exist is an error of the document."""
    with pytest.raises(SourceError, match="都道府県名"):
        _identify(form(prefecture="架空県"))


def test_two_forms_of_one_respondent() -> None:
    """The same respondent twice is an error that names both places."""
    with pytest.raises(SourceError, match="二つあります") as caught:
        _identify(f"{form()}\n{form()}")
    assert "見本.txt:1" in caught.value.found
