"""The tables as the bundled typeface can print them; the files in data/ keep what the forms say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import cache
from types import MappingProxyType
from typing import Any, TypeVar

from generator.dataset.records import Dataset, Respondent, Target
from generator.everyday import without_selectors
from generator.typesetting.fonts.substitutes import drawable, is_ordinary

T = TypeVar("T")


def printable(dataset: Dataset) -> Dataset:
    """Return the dataset with a substitute in each text for what the typeface does not draw.

    Names that charts draw lose their variation selectors, which charts cannot draw. Most datasets hold nothing of the
    kind and are returned as they are.
    """
    found: list[str] = []
    _collect(dataset, found)
    return dataset if is_ordinary("".join(found)) else _printable(dataset)


def _collect(value: Any, found: list[str]) -> None:
    """Add all texts of records, however deep."""
    if isinstance(value, str):
        found.append(value)
    elif isinstance(value, tuple):
        for part in value:
            _collect(part, found)
    elif isinstance(value, Mapping):
        for part in value.values():
            _collect(part, found)
    else:
        for name in _names(_kind(value)):
            _collect(getattr(value, name), found)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    """Return the fields of a kind of record; none for any other type."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


def _kind(value: object) -> Any:
    return type(value)


def _printable(value: T) -> T:
    given: Any = value
    changed: Any = given
    if isinstance(given, str) and not isinstance(given, Enum):
        changed = drawable(given)
    elif isinstance(given, tuple):
        changed = tuple(_printable(part) for part in given)
    elif isinstance(given, Mapping):
        changed = MappingProxyType({key: _printable(part) for key, part in given.items()})
    elif names := _names(_kind(given)):
        changed = replace(given, **{name: _printable(getattr(given, name)) for name in names})
        if isinstance(changed, Respondent):
            changed = replace(changed, name=without_selectors(changed.name))
        elif isinstance(changed, Target):
            changed = replace(changed, indicator=without_selectors(changed.indicator))
    return changed  # type: ignore[no-any-return]
