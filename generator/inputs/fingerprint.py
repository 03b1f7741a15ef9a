"""Fingerprints: the SHA-256 of values, of files, and of several fingerprints together.

Values are hashed by what they mean: a comment in a setting or the order of a table's columns changes nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel

from generator.dataset.withholding import Withheld


def combined_fingerprint(fingerprints: Iterable[str]) -> str:
    """Return the SHA-256 (hex) over several in the order given."""
    return hashlib.sha256("\n".join(fingerprints).encode()).hexdigest()


def fingerprint(value: Any) -> str:
    """Return the SHA-256 (hex) of a value made of records, settings, mappings, sequences and plain values.

    Two values have one fingerprint only when they are equal; what cannot be told apart surely is a TypeError.
    """
    return combined_fingerprint([json.dumps(_plain(value), ensure_ascii=False)])


def files_fingerprint(files: Iterable[tuple[str, Path]]) -> str:
    """Return the SHA-256 over (name, content) pairs in the order given."""
    total = hashlib.sha256()
    for name, path in files:
        total.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


def _plain(value: Any) -> Any:
    kind = type(value)
    if kind in _AS_IS:
        return value
    way = _WAYS.get(kind)
    if way is None:
        way = _WAYS[kind] = _way(kind)
    return way(value)


_AS_IS: Final = frozenset({str, bool, int, float, type(None)})
_WAYS: Final[dict[type, Callable[[Any], Any]]] = {}
"""How a value of each type that was met is told: asked once a type, there are millions of values."""


def _way(kind: type) -> Callable[[Any], Any]:  # noqa: PLR0911  # one line a type
    if issubclass(kind, Enum):
        return lambda value: [kind.__name__, value.name]
    if issubclass(kind, str | int | float):
        return lambda value: value
    if issubclass(kind, Withheld):
        return lambda _: ["withheld"]
    if issubclass(kind, Decimal | date):
        return lambda value: [kind.__name__, str(value)]
    if issubclass(kind, BaseModel):
        # Its fields alone: what a cached property has worked out by now is no part of a setting.
        return partial(_named, kind.__name__, tuple(kind.model_fields))
    if is_dataclass(kind):
        return partial(_named, kind.__name__, tuple(one.name for one in fields(kind)))
    if issubclass(kind, Mapping):
        return lambda value: ["mapping", [[_plain(key), _plain(part)] for key, part in value.items()]]
    if issubclass(kind, list | tuple):
        return lambda value: ["list", [_plain(part) for part in value]]
    if issubclass(kind, frozenset):
        return lambda value: ["set", sorted(json.dumps(_plain(part), ensure_ascii=False) for part in value)]
    raise TypeError(f"no way to tell two {kind.__name__} apart")


def _named(kind: str, names: tuple[str, ...], value: Any) -> list[Any]:
    return [kind, [[name, _plain(getattr(value, name))] for name in names]]
