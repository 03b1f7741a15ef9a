"""The base of all settings: nothing unknown, nothing converted in silence, nothing changed afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Annotated, Any, Final, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from generator.dataset.contract import DECIMALS, DIGITS

Value = TypeVar("Value")


class Settings(BaseModel):
    """A part of a configuration file."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, str_strip_whitespace=True)


def _as_decimal(value: Any) -> Any:
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _bounded(value: Decimal) -> Decimal:
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and (-exponent > DECIMALS or value.adjusted() >= DIGITS):
        raise ValueError(f"数は、小数点の前{DIGITS}桁、後{DECIMALS}桁までにしてください。")
    return value


Number = Annotated[Decimal, BeforeValidator(_as_decimal), AfterValidator(_bounded)]
Text = Annotated[str, Field(min_length=1)]
Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Code2 = Annotated[str, Field(pattern=r"^[0-9]{2}$")]
EMAIL: Final = r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$"
Email = Annotated[str, Field(pattern=EMAIL, max_length=254)]


class FrozenTable(Mapping[str, Value]):
    """A read-only mapping in the order of the file. Unlike ``MappingProxyType`` it crosses process boundaries."""

    __slots__ = ("_rows",)

    def __init__(self, rows: Mapping[str, Value]) -> None:
        self._rows = dict(rows)

    def __getitem__(self, key: str) -> Value:
        return self._rows[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __repr__(self) -> str:
        return f"Table({self._rows!r})"
