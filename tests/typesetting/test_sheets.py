"""Style sheets are read once, and no fault in them is forgotten."""

from __future__ import annotations

from xml.etree import ElementTree

import publish_sample as sample
import pytest

from generator.errors import PublishError
from generator.paths import TEMPLATES
from generator.typesetting.pdf import write_pdf
from generator.typesetting.sheets import take_sheet, written_out

HEAD = "<html><head><style>{}</style><style>p {{ margin: 0 }}</style></head></html>"


def test_custom_properties_are_written_out() -> None:
    """Also where one refers to another; what is not known stays for the typesetter to refuse."""
    rules = ":root { --ink: #123; --rule: 1pt solid var(--ink); } p { border: var( --rule ); color: var(--none); }"

    assert "p { border: 1pt solid #123; color: var(--none); }" in written_out(rules)


@pytest.mark.parametrize(
    "rules",
    [
        ":root { --a: red; }\n.x { --a: blue; }\n.x p { color: var(--a); }",
        "@media print { :root { --a: red; } }\np { color: var(--a); }",
        ":root { --a: url('data:image/png;base64,AA=='); }\np { background: var(--a); }",
        ":root { --a: red; /* --a: blue; */ }\np { color: var(--a); }",
    ],
    ids=["set for a class too", "for one medium", "with a semicolon", "with a comment"],
)
def test_properties_that_are_more_than_constants_are_left_alone(rules: str) -> None:
    """The typesetter works them out, more slowly and right."""
    assert written_out(rules) == rules


def test_the_briefs_own_properties_are_all_written_out() -> None:
    """Or the time would be lost unseen."""
    sheets = (TEMPLATES / "document" / "css" / f"{name}.css" for name in ("tokens", "page", "type", "parts"))
    rules = "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets)

    assert "var(" in rules
    assert "var(" not in written_out(rules)


def test_custom_properties_that_refer_to_each_other_end() -> None:
    """What is in a circle stays unknown, and the typesetter refuses it."""
    assert "var(--" in written_out(":root { --a: var(--b); --b: var(--a); } p { color: var(--a); }")


def test_the_style_elements_leave_the_page() -> None:
    """They are one sheet, and the page has none of its own."""
    page = ElementTree.fromstring(HEAD.format("p { color: #123 }"))
    take_sheet(page, base=TEMPLATES)

    assert page.find(".//style") is None


def test_the_same_rules_are_read_once() -> None:
    """The sheet is shared; other rules make another."""
    one, same, other = (ElementTree.fromstring(HEAD.format(f"p {{ color: {color} }}")) for color in ("#123", "#123", "#124"))

    assert take_sheet(one, base=TEMPLATES) is take_sheet(same, base=TEMPLATES)
    assert take_sheet(other, base=TEMPLATES) is not take_sheet(ElementTree.fromstring(HEAD.format("p{color: #123 }")), base=TEMPLATES)


def test_a_faulty_rule_stops_each_page_that_has_it() -> None:
    """Not only the first one that is made."""
    for _ in range(2):
        with pytest.raises(PublishError, match="警告"):
            write_pdf(sample.document("<h1>題</h1>", style="p { colour: red }"), info=sample.INFO)


def test_a_rule_in_an_attribute_is_checked_too() -> None:
    """Whatever the typesetter warns of stops the page."""
    with pytest.raises(PublishError, match="警告"):
        write_pdf(sample.document('<h1 style="colour: red">題</h1>'), info=sample.INFO)


def test_no_copy_of_the_typeface_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """The faces are used where they are: a process that is killed leaves nothing behind."""
    monkeypatch.setattr("weasyprint.text.fonts.mkdtemp", lambda **_: pytest.fail("a folder was made for fonts"))
    write_pdf(sample.document("<h1>題</h1>", style=sample.STYLE + "p { margin: 1pt }"), info=sample.INFO)


def test_another_file_under_the_name_of_the_typeface_is_not_taken_for_it() -> None:
    """A rule for a face from elsewhere goes the usual way, past the guard of what may be loaded."""
    rule = '@font-face { font-family: "BIZ UDPGothic"; src: url(https://example.com/x.ttf) }'
    with pytest.raises(PublishError, match="使えません"):
        write_pdf(sample.document("<h1>題</h1>", style=rule), info=sample.INFO)
