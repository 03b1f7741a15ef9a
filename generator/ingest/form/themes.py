"""Where a form speaks of a theme: its narrative as one stream, without what is printed and without negations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from generator.config.themes import Theme
from generator.ingest.form.cut import Form
from generator.ingest.form.sections import read_sections
from generator.ingest.tables import Cells
from generator.printed.characters import squeeze

HIDDEN: Final = "\0"
"""Stands in the stream for a character of a printed label: no word is found in it or joined over it."""

_PAGE_NUMBER = re.compile(r"-?\d{1,3}-?")
_THING: Final = r"[一-龠々ァ-ヶー]"
_ACT: Final = r"(?:実施|開催|設置|整備|配置|開設|予定|計画|取り?組み?|活動|事業|実績|対応|把握|活用|支援)"
_DENIED: Final = (
    rf"(?:{_ACT}(?:は|も|を)?)?(?:しな(?:い|かった)|していな(?:い|かった)|しておらず|せず|できていない|できておらず|できなかった"
    r"|されていない|されておらず)|行(?:わない|わなかった|わず|っていない|っておらず|われていない|えていない|えておらず)"
    r"|設け(?:ない|ず|ていない|ておらず)|取り?組(?:まない|んでいない|めていない)"
)
_NEGATION = re.compile(
    # What may stand between: the rest of the noun ("見守|り活動"), 等, a noun of doing ("の実施").
    rf"り?{_THING}{{0,8}}?(?:等|など)?(?:の{_THING}{{1,6}}?)?"
    r"(?:"
    rf"(?:は|も|を|が|について|に関して)、?(?:現在|現時点で|まだ|特に|今年度)?(?:は|も)?(?:{_DENIED})"
    r"|(?:は|も)(?:現在|まだ|特に)?(?:なし|無し|ない|無い|なく|無く|なかった|ありません)"
    r"|が(?:ない|無い|なかった|ありません)(?=ため|が|の[がで]|[。、,\0]|$)"
    r"|[:(]?[な無]し(?=[。、,)\0]|$)"
    r"|(?:は|が)?(?:未実施|未設置|未整備|未開催|対象外)|以外|を除[くきい]"
    r")"
)
"""Behind a mention: "…は行っていない", "…の実施はせず", "…はない", "…：なし", "…以外". Not "…ではなく" (a contrast), nor
"孤立しない" (the aim itself), nor "移動手段がないと" (the need, not the absence of work on it)."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of a theme and the source line on which it begins."""

    theme: str
    line: int


@dataclass(frozen=True, slots=True)
class _Stream:
    """A section's text with, for each character, its source line."""

    text: str
    lines: tuple[int, ...]


def find_mentions(form: Form, themes: Sequence[Theme]) -> tuple[Mention, ...]:
    """Return every mention of the themes in the narrative of a form (not in 1-1), theme by theme, in its order.

    Words are joined over the ends of lines and over stray page numbers. What the form itself prints (questions,
    examples) is no mention, nor are the careers of staff (⑤), nor is a theme of which the sentence says that nothing is done about it.
    """
    streams = [_stream(form, section.line_from, section.line_to) for section in read_sections(form)]
    return tuple(mention for theme in themes for stream in streams for mention in _found(theme, stream))


def theme_rows(code: str, mentions: Iterable[Mention]) -> list[Cells]:
    """Return the rows of themes.csv of one respondent: mentions, and each line that holds one, once."""
    lines: dict[str, list[int]] = {}
    for mention in mentions:
        lines.setdefault(mention.theme, []).append(mention.line)
    return [
        {"code": code, "theme": theme, "mentions": len(at), "lines": " ".join(map(str, dict.fromkeys(at)))}
        for theme, at in lines.items()
    ]


def is_negated(behind: str) -> bool:
    """Whether the unified text behind a mention says that there is no such thing or that it is not done."""
    return _NEGATION.match(behind) is not None


def _found(theme: Theme, stream: _Stream) -> Iterator[Mention]:
    for start, end in theme.find(stream.text):
        if HIDDEN not in stream.text[start:end] and not is_negated(stream.text[end : end + 40]):
            yield Mention(theme.id, stream.lines[start])


def _stream(form: Form, first: int, last: int) -> _Stream:
    characters: list[str] = []
    lines: list[int] = []
    for number in range(first, last + 1):
        text = squeeze(form.flow.raw[number - 1])
        if not _PAGE_NUMBER.fullmatch(text):
            characters.append(text)
            lines.extend([number] * len(text))
    text = form.labels.printed.sub(lambda match: HIDDEN * len(match.group()), "".join(characters))
    return _Stream(text, tuple(lines))
