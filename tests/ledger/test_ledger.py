"""A printed number knows where it comes from; one id stands for one number."""

from __future__ import annotations

import ast
from dataclasses import FrozenInstanceError
from decimal import Decimal

import pytest
from builders import Form, code_of, dataset_of, iwate, measured, real_areas, real_measures

from generator.ledger.figure import Citation, Figure, Formula, State
from generator.ledger.ids import FigureId
from generator.ledger.ledger import Ledger
from generator.paths import ROOT


def figure(value: str | None = "27.25", *, state: State = State.VALUE, decimals: int = 1) -> Figure:
    return Figure(FigureId("03", "x"), "岩手県 x", None if value is None else Decimal(value), "％", decimals, Formula.SUM, state)


@pytest.mark.parametrize(
    ("value", "state", "text", "machine"),
    [
        ("27.25", State.VALUE, "27.3", "27.3"),
        ("354030", State.VALUE, "354,030.0", "354030.0"),
        ("-0.04", State.VALUE, "0.0", "0.0"),
        ("-1.25", State.VALUE, "△1.3", "-1.3"),
        (None, State.MISSING, "…", ""),
        (None, State.NOT_APPLICABLE, "－", ""),
    ],
)
def test_text_and_machine(value: str | None, state: State, text: str, machine: str) -> None:
    """People read commas, △ and symbols; machines plain numbers or nothing."""
    one = figure(value, state=state)
    assert (one.text, one.machine, one.present) == (text, machine, value is not None)


def test_exact_is_not_rounded() -> None:
    """Later stages compare exact values; only the text is rounded."""
    assert figure().exact == Decimal("27.25")
    assert figure().rounded == Decimal("27.3")


def test_exact_of_nothing_is_an_error() -> None:
    """Who asks a missing figure for its value has a bug, and is told which figure."""
    with pytest.raises(ValueError, match="03/x"):
        _ = figure(None, state=State.MISSING).exact


def test_figures_are_frozen() -> None:
    """A number that was entered does not change."""
    with pytest.raises(FrozenInstanceError):
        figure().value = Decimal(1)  # type: ignore[misc]


def test_only_measures_make_figures() -> None:
    """Other stages enter counts by handing over what was counted; none of them works a number out."""
    makers = {
        path.relative_to(ROOT / "generator").parts[0]
        for path in (ROOT / "generator").rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == Figure.__name__
    }

    assert makers == {"ledger", "measures"}


def test_a_sealed_ledger_takes_nothing() -> None:
    """What is worded after the counting can only read."""
    ledger = Ledger()
    ledger.seal()

    with pytest.raises(ValueError, match="count 03/x in measures"):
        ledger.add(figure())


def test_one_id_one_figure() -> None:
    """Entering a figure twice gives the first; another one under its id is refused."""
    ledger = Ledger()
    first = ledger.add(figure())
    assert ledger.add(figure()) is first
    with pytest.raises(ValueError, match="03/x"):
        ledger.add(figure("27.26"))
    assert (len(ledger), ledger["03/x"], "03/x" in ledger, "04/x" in ledger) == (1, first, True, False)


def test_counts_are_whole() -> None:
    """A count prints without decimals."""
    count = Ledger().count("n", "岩手県", 1234, "自治体", inputs=("a", "b"))
    assert (count.text, count.unit, count.formula, count.inputs) == ("1,234", "自治体", Formula.COUNT, ("a", "b"))


def test_unknown_ids_are_errors() -> None:
    """Asking the ledger for what is not in it fails."""
    with pytest.raises(KeyError):
        Ledger()["nowhere"]


def test_corrected_only_where_a_correction_stands() -> None:
    """r marks the very figure, not those computed of it."""
    dataset = dataset_of(
        [
            Form("甲市", {"population": "100", "welfare_rate": "6.59r"}),
            Form("乙市", {"population": "100", "welfare_rate": "8"}),
        ]
    )
    comparison = measured(dataset, iwate(dataset)).comparisons["welfare_rate"]
    assert comparison.own[code_of(1)].corrected
    assert not comparison.own[code_of(2)].corrected
    assert comparison.area is not None
    assert not comparison.area.figure.corrected
    assert not Citation().correction


@pytest.mark.parametrize("name", real_areas())
def test_every_number_leads_to_the_source(name: str) -> None:
    """Following inputs from any figure ends at source lines, rows of a table, or a publication; never in a circle."""
    ledger = real_measures(name).ledger

    def roots(one: Figure, above: tuple[str, ...]) -> None:
        assert one.id not in above, "a circle"
        for key in one.inputs:
            if key in ledger:
                roots(ledger[key], (*above, one.id))

    for one in ledger:
        roots(one, ())
        if one.formula in (Formula.PRINTED, Formula.CORRECTED) and one.present:
            assert one.source is not None
            assert one.source.lines, one.id
        if one.formula is Formula.REFERENCE:
            assert one.source is not None
            assert one.source.publication, one.id


@pytest.mark.parametrize("name", real_areas())
def test_computed_figures_name_what_they_were_made_of(name: str) -> None:
    """A sum, mean, ratio, share or median with a value has inputs."""
    computed = {Formula.SUM, Formula.WEIGHTED_MEAN, Formula.RATIO, Formula.MEDIAN, Formula.SHARE}
    bare = [one.id for one in real_measures(name).ledger if one.formula in computed and one.present and not one.inputs]
    assert not bare
