"""What the fuzzer does to a file: one to three damages, outside or, in a zip (xlsx, docx), to one of its parts."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from typing import Final

_INSIDE: Final = 0.75


def mutated(data: bytes, chance: random.Random) -> tuple[bytes, str]:
    """Return the bytes with one to three damages, and what was done."""
    if data.startswith(b"PK") and chance.random() < _INSIDE:
        return _inside(data, chance)
    told = []
    for _ in range(chance.randint(1, 3)):
        name, damage = chance.choice(tuple(DAMAGES.items()))
        data = damage(data, chance)
        told.append(name)
    return data, "、".join(told)


def _inside(data: bytes, chance: random.Random) -> tuple[bytes, str]:
    """Damage one part of an archive, which stays an archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(sorted(parts))
    parts[name], told = mutated(parts[name], chance)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(zipfile.ZipInfo(part), content)
    return stream.getvalue(), f"{name} {told}"


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _flip(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 20)):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _splice(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(PIECES) + data[at:]


def _line(data: bytes, chance: random.Random) -> bytes:
    lines = data.split(b"\n")
    first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[first], lines[second] = lines[second], lines[first]
    if chance.random() < 0.5:
        lines.insert(first, lines[second])
    return b"\n".join(lines)


def _digits(data: bytes, chance: random.Random) -> bytes:
    places = [index for index, byte in enumerate(data) if 48 <= byte <= 57]
    if not places:
        return data
    at = chance.choice(places)
    return data[:at] + chance.choice((b"9" * 30, b"0." + b"1" * 40, b"-1", b"1e999", b"", b"NaN")) + data[at + 1 :]


def _swap_word(data: bytes, chance: random.Random) -> bytes:
    cells = data.split(b",")
    if len(cells) > 1:
        first, second = chance.randrange(len(cells)), chance.randrange(len(cells))
        cells[first], cells[second] = cells[second], cells[first]
    return b",".join(cells)


def _digit(data: bytes, chance: random.Random) -> bytes:
    """Change one digit to another: nothing but the value is wrong afterwards."""
    places = [index for index, byte in enumerate(data) if 48 <= byte <= 57]
    if not places:
        return data
    at = chance.choice(places)
    return data[:at] + b"%d" % ((data[at] - 48 + chance.randint(1, 9)) % 10) + data[at + 1 :]


PIECES: Final = (
    b"\x00", b"\xff\xfe", "\u202e".encode(), "\ue000".encode(), b"\r\n", b'"', b"'", b"{", b"[" * 500, b"&a *a", b"<!ENTITY x>",
    b"../../etc/passwd", b"=cmd()", "か\u3099".encode(), b"\xed\xa0\x80", b"9" * 5000, "長".encode() * 5000, b"\t", b": ", b"- ",
)  # fmt: skip
DAMAGES: Final[dict[str, Callable[[bytes, random.Random], bytes]]] = {
    "cut": _cut, "flip": _flip, "splice": _splice, "line": _line, "digits": _digits, "swap": _swap_word, "digit": _digit,
}  # fmt: skip
