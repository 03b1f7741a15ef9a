"""What a printed figure can stand for, counted again."""

from __future__ import annotations

import ast
import inspect
from decimal import Decimal
from types import ModuleType

import pytest

from generator.ingest import recount
from generator.ingest.recount import values_of
from generator.printed import values as printed_values


@pytest.mark.parametrize(
    ("metric", "printed", "values"),
    [
        ("coordinators", "２", [2]),
        ("coordinators", "常勤１人、非常勤１人", [2]),
        ("coordinators", "委託先：２か所（各２人）／直営：３人", [7]),
        ("coordinators", "専任２名（うち１名は兼務）／兼任１名", [3]),
        ("coordinators", "配置は行わない", [0]),
        ("coordinators", "検討中", []),
        ("coordinators", "12,34人と１人", []),
        ("support_centers_total", "直営：２ か所 , 委託：５ か所", [7]),
        ("support_centers_total", "直営（基幹型）：１か所，委託：１８か所", [19]),
        ("support_centers_total", "直営（１か所）、委託（２か所）", [3]),
        ("support_centers_total", "直営：なし／委託：１２か所", [12]),
        ("support_centers_total", "直営・委託なし", [0]),
        ("support_centers_total", "直営：一か所、委託：二か所", [3]),
        ("support_centers_total", "直営：１か所 職員３人 委託：２か所", [3]),
        ("self_reliance_direct", "４／4", [8]),
        ("self_reliance_direct", "県の直営", []),
    ],
)
def test_a_cell_is_added_up(metric: str, printed: str, values: list[int]) -> None:
    """What stands outside parentheses counts; what is no number for sure stands for none."""
    assert values_of(metric, printed, line=printed) == set(map(Decimal, values))


@pytest.mark.parametrize("module", [recount, printed_values])
def test_nothing_of_the_readers_is_used(module: ModuleType) -> None:
    """A fault of theirs would otherwise prove itself."""
    nodes = ast.walk(ast.parse(inspect.getsource(module)))
    used = {str(node.module) for node in nodes if isinstance(node, ast.ImportFrom)}

    assert {name for name in used if name.startswith("generator.ingest")} <= {"generator.ingest.form.metrics"}
