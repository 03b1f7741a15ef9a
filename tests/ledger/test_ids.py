"""The id of a figure: built of its parts, read back from its text, and cut up nowhere else."""

from __future__ import annotations

import ast
import pickle

import pytest
from builders import real_areas, real_measures
from hypothesis import given
from hypothesis import strategies as st

from generator.ledger.ids import SAME, FigureId
from generator.paths import ROOT

WORDS = st.text("abcdefghij-_0123456789市", min_size=1, max_size=8).filter(lambda text: not text.isdecimal())
CUTTING: frozenset[str] = frozenset({"split", "partition", "rpartition", "removeprefix", "removesuffix", "startswith", "endswith"})


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (FigureId("03"), "03"),
        (FigureId("032018", "T01"), "032018/T01"),
        (FigureId("03", "aging_rate", "mean"), "03/aging_rate/mean"),
        (FigureId("same-03", "aging_rate", "mean", year=2017), "2017/same-03/aging_rate/mean"),
        (FigureId("03", "aging_rate").at("side", "above"), "03/aging_rate/side/above"),
        (FigureId("03", "aging_rate", "mean").with_part("change"), "03/aging_rate/change"),
        (FigureId("03", "aging_rate", "mean").of_year(2017), "2017/03/aging_rate/mean"),
    ],
)
def test_an_id_reads_as_its_parts(made: FigureId, text: str) -> None:
    """Text and parts are one."""
    assert (str(made), FigureId.parse(text).path) == (text, made.path)


@given(subject=WORDS, path=st.lists(WORDS, max_size=4), year=st.none() | st.integers(1000, 9999))
def test_what_is_parsed_was_written(subject: str, path: list[str], year: int | None) -> None:
    """Reading gives back what building took, whatever the words."""
    item, *part = path or [""]
    made = FigureId(subject, item, "/".join(part), year=year)
    read = FigureId.parse(str(made))

    assert (read.year, read.subject, read.item, read.part) == (made.year, made.subject, made.item, made.part)


@pytest.mark.parametrize("parts", [("",), ("a/b",), ("a", "b/c"), ("a", "", "b")])
def test_parts_that_make_no_id_are_refused(parts: tuple[str, ...]) -> None:
    """A slash in a subject, or a part of nothing, would be read back as something else."""
    with pytest.raises(ValueError, match="no parts of an id"):
        FigureId(*parts)


@pytest.mark.parametrize("text", ["", "/", "/x", "x//y", "2018", "2018/"])
def test_any_text_can_be_looked_up(text: str) -> None:
    """A page with a broken id is refused by the guards; reading the id does not fail before."""
    assert FigureId.parse(text) == text


def test_an_id_does_not_change() -> None:
    """It is a key of the ledger."""
    with pytest.raises(AttributeError, match="does not change"):
        FigureId("03").subject = "04"


def test_an_id_survives_the_way_to_another_process() -> None:
    """Briefs are made in processes of their own."""
    one = FigureId("same-03", "aging_rate", "mean", year=2017)
    other = pickle.loads(pickle.dumps(one))

    assert (other, other.year, other.owner, other.same) == (one, 2017, "03", True)


@pytest.mark.parametrize(
    ("text", "owner", "same"),
    [("sub-03/size/respondents", "03", False), (f"{SAME}all/aging_rate/n", "all", True), ("block-1/x", "block-1", False)],
)
def test_a_role_is_no_part_of_the_owner(text: str, owner: str, same: bool) -> None:
    """A prefecture is the same one as a row of a wider brief, as a form, or among those that both years have."""
    assert (FigureId.parse(text).owner, FigureId.parse(text).same) == (owner, same)


@pytest.mark.parametrize("name", sorted(real_areas()))
def test_all_ids_of_a_brief_are_typed(name: str) -> None:
    """Figures, and what they rest on, are known by ids and not by mere text."""
    ledger = real_measures(name).ledger

    assert {type(key) for one in ledger for key in (one.id, *one.inputs, *one.among)} == {FigureId}


def test_no_module_cuts_an_id() -> None:
    """Outside ids.py nobody splits, strips or searches the text of an id, or glues one together from another."""
    faults = []
    for path in (ROOT / "generator").rglob("*.py"):
        if path.name != "ids.py":
            nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            faults += [f"{path.name}: {ast.unparse(node)}" for node in nodes if _cuts(node) or _glues(node)]

    assert faults == []


def _cuts(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr in CUTTING and _is_id(node.value)


def _glues(node: ast.AST) -> bool:
    if not isinstance(node, ast.JoinedStr):
        return False
    slash = any(isinstance(one, ast.Constant) and str(one.value).startswith("/") for one in node.values)
    return slash and any(isinstance(one, ast.FormattedValue) and _is_id(one.value) for one in node.values)


def _is_id(node: ast.AST) -> bool:
    """Whether an expression is a figure's id by its name: figure.id, share.id, figure_id."""
    if isinstance(node, ast.Attribute):
        return node.attr == "id"
    return isinstance(node, ast.Name) and node.id == "figure_id"
