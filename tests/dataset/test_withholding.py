"""A field that is withheld cannot be used, but records that withhold it can be told to be the same."""

from __future__ import annotations

import pickle

import pytest

from generator.dataset.withholding import WITHHELD, WithheldError


def test_a_withheld_field_equals_itself() -> None:
    """From Python 3.13 on, comparing two records compares each field; the same record is equal to itself."""
    assert pickle.loads(pickle.dumps(WITHHELD)) == WITHHELD


@pytest.mark.parametrize("other", [None, "", 0, "WITHHELD"])
def test_a_withheld_field_is_not_compared_with_a_value(other: object) -> None:
    """Whether it is equal would be to use it."""
    with pytest.raises(WithheldError):
        _ = other == WITHHELD


def test_a_withheld_field_is_no_key() -> None:
    """Neither is its hash."""
    with pytest.raises(WithheldError):
        hash(WITHHELD)
