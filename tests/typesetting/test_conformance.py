"""The bytes of the file: streams whose end is beyond doubt."""

from __future__ import annotations

import zlib
from io import BytesIO

import pydyf
import pytest

from generator.typesetting.conformance import is_sound, rewrite, set_streams


def ends_badly(*, compress: bool) -> bytes:
    """Content whose stored form ends with a carriage return."""
    candidates = (b"a" * n for n in range(1000))
    return next(c for c in candidates if zlib.compress(c, 9).endswith(b"\r")) if compress else b"0 0 m\r"


@pytest.mark.parametrize("compress", [True, False])
def test_a_stream_never_ends_with_a_carriage_return(compress: bool) -> None:
    """A line feed is added that means nothing, and the length counts it."""
    pdf = pydyf.PDF()
    pdf.add_object(stream := pydyf.Stream([ends_badly(compress=compress)], compress=compress))
    set_streams(pdf)
    assert stream.data.endswith(b"\r\n\nendstream")
    assert f"/Length {len(stream.stream[0])}".encode() in stream.data


def test_the_content_of_a_stream_is_kept() -> None:
    """What was written is read again, whatever was added at its end."""
    pdf = pydyf.PDF()
    pdf.add_object(stream := pydyf.Stream([b"0 0 m", 1.5, b"S"], compress=True))
    set_streams(pdf)
    assert zlib.decompressobj().decompress(stream.stream[0]) == b"0 0 m\n1.5\nS"


def test_a_file_is_written_again_until_its_own_streams_end_well() -> None:
    """Of many small files some end a stream with a carriage return; written again none does."""
    mended = []
    for n in range(600):
        pdf = pydyf.PDF()
        pdf.add_object(pydyf.String("~" * n))
        count = len(pdf.objects)
        pdf.write(first := BytesIO(), b"1.7", identifier=True, compress=True)
        if not is_sound(first.getvalue()):
            mended.append(is_sound(rewrite(pdf, count=count)))
    assert mended and all(mended)
