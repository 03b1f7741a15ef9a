"""The description of the tables follows the contract: columns, values, limits."""

from __future__ import annotations

import re

import pytest

from generator.config import load_config
from generator.dataset.contract import PLACE_TABLES, REMARK_LONGEST, TABLES
from generator.dataset.conversion import PATTERN
from generator.dataset.table_descriptions import table_descriptions

CONTRACT = TABLES | PLACE_TABLES


def test_every_table_is_described() -> None:
    """In the order of the contract."""
    assert list(table_descriptions()) == list(CONTRACT)


@pytest.mark.parametrize("table", CONTRACT)
def test_every_column_is_described(table: str) -> None:
    """In the order of the file; the key is among them."""
    described = table_descriptions()[table]

    assert tuple(column.name for column in described.columns) == CONTRACT[table]
    assert set(described.key) <= set(CONTRACT[table])


@pytest.mark.parametrize("table", CONTRACT)
def test_words_for_values_are_complete(table: str) -> None:
    """Where a description explains the values, it explains each of the contract's or of config/practice.yaml."""
    practice = load_config(year=2018).practice
    for column in table_descriptions()[table].columns:
        explained = re.findall(r"([a-z_]+)＝", column.description)
        if explained:
            allowed = practice.list_of(column.codes) if column.codes else column.allowed
            assert sorted(explained) == sorted(allowed), column.name


def test_limits_are_the_contracts() -> None:
    """A limit that the reader enforces is the one that is described."""
    targets = table_descriptions()["targets"]
    remark, conversion = targets.column("remark"), targets.column("conversion")

    assert remark is not None and remark.longest == REMARK_LONGEST
    assert conversion is not None and conversion.pattern == f"^{PATTERN}$"
