"""A page is read as it is written; what a browser would mend is refused."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from generator.document.markup import parse
from generator.errors import PublishError
from generator.typesetting.page_source import dissolve


def test_a_page_is_read_into_a_tree() -> None:
    """Characters named by number, void elements and attributes come out as they are meant."""
    page = '<!DOCTYPE html><html lang="ja"><body><p title="&#34;一&#34;">二<br/>&lt;三&#8201;四</p></body></html>'
    (paragraph,) = parse(page).iter("p")

    assert (paragraph.get("title"), paragraph.text, paragraph[0].tail) == ('"一"', "二", "<三\u2009四")


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<p>一<br>二</p>", "mismatched tag"),
        ("<p>一", "mismatched tag"),
        ("<p class=a>一</p>", "not well-formed"),
        ("<p>一&nbsp;二</p>", "undefined entity"),
        ("<p>一\x0b二</p>", "not well-formed"),
        ("</body>", "mismatched tag"),
        ("<p>一<span/>二</p>", "<span/>"),
        ("<p>一\ud800二</p>", "U+D800"),
    ],
    ids=[
        "a line break",
        "a paragraph",
        "a bare attribute",
        "a named character",
        "a control character",
        "a stray end",
        "an empty element",
        "half a character",
    ],
)
def test_what_would_have_to_be_mended_is_told(body: str, found: str) -> None:
    """The message names the line and shows what stands there."""
    with pytest.raises(PublishError) as caught:
        parse(f"<html><body>\n<h1>題</h1>\n{body}\n</body></html>")

    assert found in caught.value.found
    assert caught.value.where.startswith(("HTMLの3行目", "HTMLの4行目"))


def test_line_ends_of_all_kinds_are_counted() -> None:
    """As the parser counts them: the message finds its line."""
    with pytest.raises(PublishError) as caught:
        parse("<html>\r\r\n\n<p>一</html>")

    assert caught.value.where.startswith("HTMLの4行目")


def test_an_empty_page_is_told() -> None:
    """Nothing is no page either."""
    with pytest.raises(PublishError, match="HTML"):
        parse("")


@pytest.mark.parametrize(
    ("written", "laid_out"),
    [
        ('<p>一<data value="2">二</data>三</p>', "<p>一二三</p>"),
        ('<p><data value="2">二</data></p>', "<p>二</p>"),
        ('<p><b>一</b><data value="2">二</data>三</p>', "<p><b>一</b>二三</p>"),
        ('<p><span data-given="">一<b>二</b>三</span>四</p>', "<p>一<b>二</b>三四</p>"),
        ('<p><span data-given=""><data value="1">一</data></span>二</p>', "<p>一二</p>"),
        ('<p><i><data value="1">一</data>二</i>三</p>', "<p><i>一二</i>三</p>"),
        ('<p>一<span class="unit">人</span></p>', '<p>一<span class="unit">人</span></p>'),
        ('<p>一<span lang="en">two</span></p>', '<p>一<span lang="en">two</span></p>'),
        ("<p>一<data/>二</p>", "<p>一二</p>"),
    ],
    ids=["within", "alone", "after a kid", "with kids", "nested", "deep", "a class", "a language", "empty"],
)
def test_what_has_no_look_makes_no_box(written: str, laid_out: str) -> None:
    """Tags go, text and order stay."""
    root = ElementTree.fromstring(written)
    dissolve(root)

    assert ElementTree.tostring(root, encoding="unicode") == laid_out
