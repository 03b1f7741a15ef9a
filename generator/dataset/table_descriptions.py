"""What the tables and their columns mean, from tables.yaml: for the data package, the workbook and the guide."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Final, Literal

from pydantic import Field

from generator.config.settings import Key, Settings, Text
from generator.config.yaml_loader import load_yaml
from generator.dataset.contract import (
    BASES,
    CATEGORIES,
    CONTRACTOR_TYPES,
    METRICS,
    UNITS,
    Assessment,
    Contract,
    Kind,
    Programme,
    Status,
)

FILE: Final = Path(__file__).with_name("tables.yaml")
LISTS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "kinds": tuple(Kind),
        "programmes": tuple(Programme),
        "metrics": METRICS,
        "units": tuple(dict.fromkeys(UNITS.values())),
        "statuses": tuple(Status),
        "contracts": tuple(Contract),
        "contractor_types": CONTRACTOR_TYPES,
        "categories": CATEGORIES,
        "assessments": tuple(Assessment),
        "bases": BASES,
    }
)
"""The lists of the contract that a column's values may come from."""


class ColumnDescription(Settings):
    """One column: its heading, its meaning, and what a cell may hold.

    ``codes`` names a list of config/practice.yaml; with ``several`` a cell may hold many of them, parted by a blank.
    """

    name: Key
    title: Text
    description: Text
    type: Literal["string", "integer", "number", "boolean", "date"] = "string"
    required: bool = False
    unique: bool = False
    pattern: str = ""
    minimum: int | None = None
    longest: int | None = None
    one_of: Literal[
        "", "kinds", "programmes", "metrics", "units", "statuses", "contracts", "contractor_types", "categories",
        "assessments", "bases",
    ] = ""  # fmt: skip
    values: tuple[Text, ...] = ()
    codes: str = ""
    several: bool = False

    @property
    def allowed(self) -> tuple[str, ...]:
        """Return the values that a cell may hold; none where any may stand."""
        return self.values or tuple(str(value) for value in LISTS.get(self.one_of, ()))


class TableDescription(Settings):
    """One table: its title, what a row is, and which columns name a row."""

    name: Key
    title: Text
    description: Text
    key: Annotated[tuple[Key, ...], Field(min_length=1)]
    columns: Annotated[tuple[ColumnDescription, ...], Field(min_length=1)]

    def column(self, name: str) -> ColumnDescription | None:
        """Return the description of a column, None where there is no such column."""
        return next((one for one in self.columns if one.name == name), None)


class TableFile(Settings):
    """generator/dataset/tables.yaml"""

    tables: Annotated[tuple[TableDescription, ...], Field(min_length=1)]


@cache
def table_descriptions() -> Mapping[str, TableDescription]:
    """Return the descriptions by the table's name. Raises ConfigError."""
    return MappingProxyType({one.name: one for one in load_yaml(FILE, TableFile).tables})
