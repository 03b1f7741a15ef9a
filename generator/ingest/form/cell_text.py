"""Printed texts made fit for a cell: the spaces that PDF extraction put in are taken out, nothing else changes."""

from __future__ import annotations

import re
from typing import Final

from generator.ingest.document.stream import Span, TextStream
from generator.printed.characters import is_wide

_SPACES = re.compile(r"\s+")
JOINT: Final = "／"


def tidy(text: str) -> str:
    """Return a text with one space where words are parted and none that extraction or letter-spacing put in.

    The extraction sets a space between full-width and ASCII characters ("第 7 担当"); names of one kind of
    character set wide ("町 民 課") lose theirs. A space between two words ("健康福祉部 地域課") is kept.
    """
    words = _SPACES.split(text.strip())
    if len(words) > 2 and all(len(word) == 1 for word in words):
        return "".join(words)
    joined = words[0]
    for word in words[1:]:
        apart = bool(joined) and bool(word) and is_wide(joined[-1]) == is_wide(word[0])
        joined += f" {word}" if apart else word
    return joined


def single_spaced(text: str) -> str:
    """Return a text with every run of white space as one space."""
    return _SPACES.sub(" ", text.strip())


def unspaced(text: str) -> str:
    """Return a text without white space."""
    return _SPACES.sub("", text)


def rows(flow: TextStream, span: Span) -> list[str]:
    """Return what stands on each line of a span, blank lines left out."""
    return [text for _, text in flow.pieces(span) if text]
