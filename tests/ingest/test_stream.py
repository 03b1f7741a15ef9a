"""The stream of characters knows the line of each."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from generator.ingest.document.stream import Span, build_flow
from generator.printed.characters import squeeze

_FLOW = build_flow(["人口 １２，", "", "３４５ （人）", "世帯数"])


def test_text_has_no_space() -> None:
    """The stream is the unified text of all lines."""
    assert _FLOW.text == "人口12,345(人)世帯数"


def test_span_over_lines_is_printed_with_a_mark() -> None:
    """A quotation shows where its line ends."""
    span = _FLOW.find(re.compile(r"12,345"), _FLOW.whole)
    assert span is not None
    assert _FLOW.printed(span) == "１２，／３４５"


def test_line_numbers_count_blank_lines() -> None:
    """Line numbers are those of the file."""
    assert [line for line, _ in _FLOW.pieces(_FLOW.whole)] == [1, 3, 4]


def test_blank_line_has_an_empty_span() -> None:
    """A blank line holds no character."""
    assert not _FLOW.row_span(2)


def test_line_starts_skip_blank_lines() -> None:
    """Only lines with characters begin anything."""
    assert [_FLOW.line(start) for start in _FLOW.line_starts(_FLOW.whole)] == [1, 3, 4]


def test_after_space() -> None:
    """A character that follows white space, or opens a line, is told apart."""
    assert [_FLOW.after_space(_FLOW.text.index(c)) for c in "人1口世"] == [True, True, False, True]


def test_empty_document() -> None:
    """An empty document has an empty stream."""
    flow = build_flow([""])
    assert (flow.text, flow.line_starts(flow.whole), flow.line(0)) == ("", [], 1)


@given(st.lists(st.text(alphabet="人口１2 　．①―ー", max_size=8), min_size=1, max_size=6))
def test_stream_is_the_squeezed_text(lines: list[str]) -> None:
    """Whatever the lines, the stream equals their squeezed text, and every character lies on its line."""
    flow = build_flow(lines)
    assert flow.text == squeeze("".join(lines))
    assert all(c in squeeze(lines[flow.line(i) - 1]) for i, c in enumerate(flow.text))


@given(st.lists(st.text(alphabet="人１ 2", max_size=6), min_size=1, max_size=5), st.integers(0, 20), st.integers(0, 20))
def test_printed_is_what_the_span_holds(lines: list[str], start: int, length: int) -> None:
    """The quotation of any span squeezes to the span's text."""
    flow = build_flow(lines)
    span = Span(min(start, len(flow.text)), min(start + length, len(flow.text)))
    assert "".join(squeeze(text) for _, text in flow.pieces(span)) == flow.of(span)
