"""Fingerprints: the SHA-256 of values, of files, and of several fingerprints together.

Values are hashed by what they mean: a comment in a setting or the order of a table's columns changes nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

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


def _plain(value: Any) -> Any:  # noqa: PLR0911  # one line a type
    if isinstance(value, Enum):
        return [type(value).__name__, value.name]
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, Withheld):
        return ["withheld"]
    if isinstance(value, Decimal | date):
        return [type(value).__name__, str(value)]
    if isinstance(value, BaseModel):
        # Its fields alone: what a cached property has worked out by now is no part of a setting.
        return [type(value).__name__, [[name, _plain(getattr(value, name))] for name in type(value).model_fields]]
    if is_dataclass(value):
        return [type(value).__name__, [[f.name, _plain(getattr(value, f.name))] for f in fields(value)]]
    if isinstance(value, Mapping):
        return ["mapping", [[_plain(key), _plain(part)] for key, part in value.items()]]
    if isinstance(value, list | tuple):
        return ["list", [_plain(part) for part in value]]
    if isinstance(value, frozenset):
        return ["set", sorted(json.dumps(_plain(part), ensure_ascii=False) for part in value)]
    raise TypeError(f"no way to tell two {type(value).__name__} apart")
