"""Files that are damaged anywhere give lines or one message, never a traceback."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from functools import cache

import pikepdf
import pytest
from answers_sample import HANAMAKI, excel_answer, pdf_answer, word_answer
from documents_sample import pdf_of

from generator.errors import SourceError
from generator.ingest.document.reading import read_bytes

_MAKERS: dict[str, Callable[[], bytes]] = {
    "回答.xlsx": cache(lambda: excel_answer(HANAMAKI)),
    "回答.docx": cache(lambda: word_answer(HANAMAKI)),
    "回答.pdf": cache(lambda: pdf_answer(HANAMAKI)),
}
_INSERTS = (b"-1", b"99999999999", b'""', b"<", b"&", b"\x00", b"A1:XFD9", b"NaN")


def _damaged(data: bytes, chance: random.Random) -> bytes:
    raw = bytearray(data)
    for _ in range(chance.choice((1, 3, 12))):
        at = chance.randrange(len(raw))
        if chance.random() < 0.5:
            raw[at] = chance.randrange(256)
        else:
            raw[at : at + chance.choice((0, 1, 20))] = chance.choice(_INSERTS)
    return bytes(raw)


def _one_part_damaged(data: bytes, chance: random.Random) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        chosen = chance.choice(old.namelist())
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, _damaged(content, chance) if name == chosen else content)
    return stream.getvalue()


@pytest.mark.parametrize("name", _MAKERS)
@pytest.mark.parametrize("seed", range(12))
def test_damaged_files_give_lines_or_one_message(name: str, seed: int) -> None:
    """A byte changed, cut out or put in, in the file or inside one of its parts."""
    chance, data = random.Random(seed), _MAKERS[name]()
    for _ in range(4):
        inside = not name.endswith(".pdf") and chance.random() < 0.8
        broken = _one_part_damaged(data, chance) if inside else _damaged(data, chance)
        try:
            assert read_bytes(broken, name=name, where=name).lines
        except SourceError as error:
            assert error.what
            assert error.remedy


def test_a_page_of_a_thousand_lines_is_read_in_time() -> None:
    """A drawing of many strokes is no table, and its page is still read."""
    strokes = b"".join(b"%d %d m %d %d l S\n" % (n % 500, n % 700, n % 500 + 60, n % 700) for n in range(20_000))
    with pikepdf.open(io.BytesIO(pdf_of("<p>本文がある。</p>"))) as pdf:
        pdf.pages[0].contents_add(pdf.make_stream(strokes))
        out = io.BytesIO()
        pdf.save(out)
    lines = read_bytes(out.getvalue(), name="線.pdf", where="線.pdf").lines
    assert [line.text for line in lines] == ["本文がある。"]
