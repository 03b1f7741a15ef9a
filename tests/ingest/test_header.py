"""The header table is read by its labels."""

from __future__ import annotations

import pytest
from ingest_sample import form, forms, one_form

from generator.dataset.contract import Programme
from generator.ingest.form.header import Header, read_header


def _header(**parts: str) -> Header:
    header = read_header(one_form(**parts))
    assert header is not None
    return header


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ({"chiikiryoku": "○", "takikan": "", "todofuken": ""}, {Programme.CHIIKIRYOKU}),
        ({"chiikiryoku": "", "takikan": "○", "todofuken": ""}, {Programme.TAKIKAN}),
        ({"chiikiryoku": "", "takikan": "", "todofuken": "○"}, {Programme.TODOFUKEN}),
        ({"chiikiryoku": "〇", "takikan": "〇", "todofuken": ""}, {Programme.CHIIKIRYOKU, Programme.TAKIKAN}),
        ({"chiikiryoku": "◯", "takikan": "", "todofuken": "〇"}, {Programme.CHIIKIRYOKU, Programme.TODOFUKEN}),
        ({"chiikiryoku": "", "takikan": "", "todofuken": ""}, set()),
    ],
)
def test_mark_belongs_to_the_label_before_it(marks: dict[str, str], expected: set[Programme]) -> None:
    """A mark in front of 都道府県事業 is that of 多機関; one behind it is its own."""
    assert _header(**marks).marks == expected


def test_marks_without_the_instruction_line() -> None:
    """The ○ of the instruction is no mark, and a form without that line reads the same."""
    text = one_form(takikan="")
    assert _header(takikan="").marks == {Programme.CHIIKIRYOKU}
    assert text.header is not None


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("福祉部第 7 担当", "福祉部第7担当"),
        ("健康福祉部 地域福祉課", "健康福祉部 地域福祉課"),
        ("町 民 課", "町民課"),
        ("\n（地域力）福祉総務課\n（多機関）地域包括ケア課\n", "（地域力）福祉総務課／（多機関）地域包括ケア課"),
        ("", ""),
    ],
)
def test_department(printed: str, expected: str) -> None:
    """Spaces of the extraction go, those between words stay, and two departments are joined."""
    assert _header(department=printed).department == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("０１９５－００－００００", "０１９５－００－００００"),
        ("0195-00-0000  内線 595", "0195-00-0000 内線 595"),
        ("\n0195-00-0001\n0195-00-0002", "0195-00-0001／0195-00-0002"),
    ],
)
def test_phone_stays_as_printed(printed: str, expected: str) -> None:
    """A telephone number keeps its characters; two are joined."""
    assert _header(phone=printed).phone == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("", ""),
        ("https://www.example.jp/a/b.html", "https://www.example.jp/a/b.html"),
        ("(町 HP) http://www.example.jp", "http://www.example.jp"),
        ("https://www.example.jp/a/\nb.html", "https://www.example.jp/a/b.html"),
        ("町のホームページ", "町のホームページ"),
    ],
)
def test_url(printed: str, expected: str) -> None:
    """An address is taken without the remark beside it, and made whole when it is broken."""
    assert _header(url=printed).url == expected


@pytest.mark.parametrize(
    ("printed", "name", "members"),
    [
        ("花 巻 市", "花巻市", ()),
        ("", "", ()),
        ("－", "", ()),
        ("全域", "", ()),
        ("見本郡（甲町、乙町、丙村）", "見本郡", ("甲町", "乙町", "丙村")),
        ("見本郡（甲町、\n乙町）", "見本郡", ("甲町", "乙町")),
        ("花巻市\n実業※", "花巻市", ()),
        ("甲町・乙町", "甲町・乙町", ("甲町", "乙町")),
    ],
)
def test_names(printed: str, name: str, members: tuple[str, ...]) -> None:
    """A form names one municipality, none, or several."""
    header = _header(name=printed)
    assert (header.name, header.members) == (name, members)


def test_labels_and_values_on_rows_apart() -> None:
    """The table reads the same when each label and value stands on its own line."""
    header = _header(prefecture="\n岩手県\n", name="\n花巻市", department="\n福祉課\n", phone="\n0000\n")
    assert (header.prefecture, header.name, header.department, header.phone) == ("岩手県", "花巻市", "福祉課", "0000")


@pytest.mark.parametrize(
    ("marks", "programmes"),
    [
        (
            "☑地域力強化推進事業 ☐多機関の協働による包括的支援体制構築事業 ☑都道府県事業",
            {Programme.CHIIKIRYOKU, Programme.TODOFUKEN},
        ),
        ("☐地域力強化推進事業 ☑多機関の協働による包括的支援体制構築事業 ☐都道府県事業", {Programme.TAKIKAN}),
        ("地域力強化推進事業 ☑ 多機関の協働による包括的支援体制構築事業 ☐ 都道府県事業 ☐", {Programme.CHIIKIRYOKU}),
    ],
)
def test_ticked_boxes_are_marks(marks: str, programmes: set[Programme]) -> None:
    """A box stands in front of its label, or behind it as the mark that the form asks for."""
    text = form()
    start, end = text.index("地域力強化推進事業 ○"), text.index("※実施している")
    header = read_header(forms(text[:start] + marks + "\n" + text[end:])[0])
    assert header is not None
    assert header.marks == programmes
