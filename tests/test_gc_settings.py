"""A process that makes many documents does not keep what earlier ones have left."""

from __future__ import annotations

import gc
import sys
import weakref

import pytest

from generator import gc_settings

linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux says how much a process holds")


class Circle:
    """Something that refers to itself, as the boxes of a layout do."""

    def __init__(self) -> None:
        self.me = self


@linux
@pytest.mark.parametrize(("limit", "kept"), [(0, False), (10**6, True)], ids=["large", "small"])
def test_circles_go_once_the_process_is_large(limit: int, kept: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Below the limit the time is saved."""
    monkeypatch.setattr(gc_settings, "LARGE", limit)
    gc.disable()
    try:
        left = weakref.ref(Circle())
        gc_settings.search_when_large()
        assert (left() is not None) is kept
    finally:
        gc.enable()
        gc.collect()


@linux
def test_what_the_process_holds_is_read_in_megabytes() -> None:
    """A Python with the test suite loaded holds some tens or hundreds."""
    assert 10 < gc_settings._resident() < 5_000
