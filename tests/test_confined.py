"""What reads a stranger's file ends at its bounds, and its parent goes on."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from generator.confined import UnreadableError, confined
from generator.errors import SourceError, UserError
from generator.ingest.document import reading
from generator.tracing import verify as verify_module

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the bounds are those of Linux")


def upper(data: bytes) -> bytes:
    return data.upper()


def endless(_: bytes) -> bytes:
    while True:
        pass


def greedy(_: bytes) -> bytes:
    return b"x" * 3_000_000_000


def crashing(_: bytes) -> bytes:
    os._exit(3)


def refusing(_: bytes) -> bytes:
    raise SourceError("断り", where="x.pdf", remedy="なし")


def test_what_is_read_comes_back() -> None:
    """From the process to its parent."""
    assert confined(upper, b"pdf") == b"PDF"


def test_a_message_comes_back_whole() -> None:
    """With its place and its remedy."""
    with pytest.raises(SourceError, match="断り") as caught:
        confined(refusing, b"")
    assert (caught.value.where, caught.value.remedy) == ("x.pdf", "なし")


@pytest.mark.parametrize(
    ("read", "said"),
    [(endless, "1秒で読み終わらない"), (greedy, "メモリーが足りない"), (crashing, "途中で止まった")],
)
def test_a_reader_that_does_not_come_to_an_end_is_ended(read: object, said: str) -> None:
    """By its time, its memory or itself."""
    with pytest.raises(UnreadableError, match=said):
        confined(read, b"", seconds=1, size=500_000_000)  # type: ignore[arg-type]


def test_verify_tells_it_in_one_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the file's place."""
    monkeypatch.setattr(verify_module, "readable", crashing)
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7")

    with pytest.raises(UserError, match="PDFを終わりまで読めません") as caught:
        verify_module.verify(path)

    assert caught.value.where.endswith("a.pdf")


def test_ingest_tells_it_in_one_message(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a source."""
    monkeypatch.setattr(reading, "confined", lambda read, data, **_: confined(crashing, data))

    with pytest.raises(SourceError, match="PDFを終わりまで読めません"):
        reading.read_bytes(b"%PDF-1.7", name="a.pdf", where="a.pdf")
