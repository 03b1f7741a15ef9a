"""Damage what comes from outside, some hundred times by a seed, and ask each time for one message and nothing half-written.

    python -m benchmarks.fuzz [--count 500] [--seed 20261130]

Tables, settings, sources, workbooks, manifests and PDFs are damaged; every run is a process of its own with a copy of
the project's folders. Reported are bug messages, runs over 60 seconds, and files left half-written.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.fuzz_inputs import Kind, Sample, samples

PATIENCE: Final = 60
COUNT: Final = 500
SEED: Final = 20261130
_TOLD: Final = frozenset({0, 2})


@dataclass(frozen=True)
class Verdict:
    """How one run ended: its exit code, seconds, what it said, and what it left half-written."""

    kind: str
    what: str
    code: int | None
    seconds: float
    said: str
    left: tuple[str, ...]

    @property
    def fault(self) -> str:
        """What is wrong with it; empty for a run that ended well or with one message."""
        if self.code is None:
            return "hang"
        if self.code not in _TOLD or "エラー［BUG］" in self.said or "Traceback" in self.said:
            return "bug"
        if self.code and self.said.count("エラー［") != 1 and "結果: " not in self.said:
            return "not one message"
        return "half-written" if self.left else ""


def mutated(data: bytes, chance: random.Random) -> tuple[bytes, str]:
    """Return the bytes with one to three damages, and what was done."""
    told = []
    for _ in range(chance.randint(1, 3)):
        name, damage = chance.choice(tuple(DAMAGES.items()))
        data = damage(data, chance)
        told.append(name)
    return data, "、".join(told)


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


PIECES: Final = (
    b"\x00", b"\xff\xfe", "\u202e".encode(), "\ue000".encode(), b"\r\n", b'"', b"'", b"{", b"[" * 500, b"&a *a", b"<!ENTITY x>",
    b"../../etc/passwd", b"=cmd()", "か\u3099".encode(), b"\xed\xa0\x80", b"9" * 5000, "長".encode() * 5000, b"\t", b": ", b"- ",
)  # fmt: skip
DAMAGES: Final[dict[str, Callable[[bytes, random.Random], bytes]]] = {
    "cut": _cut, "flip": _flip, "splice": _splice, "line": _line, "digits": _digits, "swap": _swap_word,
}  # fmt: skip


def run(sample: Sample, what: str, data: bytes, place: Path) -> Verdict:
    """Put the damaged file in the place of the sound one, run the command, look at what it left."""
    shutil.copytree(sample.root, place, symlinks=True)
    target = place / sample.file
    target.write_bytes(data)
    before = {path for path in place.rglob("*") if path.is_file()}
    words = [word.format(place=place, file=target) for word in sample.command]
    begun = time.monotonic()
    try:
        done = subprocess.run([sys.executable, *words], cwd=place, capture_output=True, timeout=PATIENCE, check=False)
        code, said = done.returncode, (done.stdout + done.stderr).decode("utf-8", errors="replace")
    except subprocess.TimeoutExpired:
        code, said = None, ""
    left = tuple(
        path.relative_to(place).as_posix()
        for path in set(place.rglob("*")) - before
        if path.is_file() and (path.suffix == ".part" or (code and path.suffix in {".pdf", ".csv", ".xlsx"}))
    )
    shutil.rmtree(place, ignore_errors=True)
    return Verdict(sample.kind, what, code, time.monotonic() - begun, said, left)


def tries(kinds: Sequence[Kind], count: int, seed: int) -> Iterator[tuple[Sample, str, bytes]]:
    """Yield the damaged inputs, the kinds in turn; the same for the same seed."""
    chance = random.Random(seed)
    for number in range(count):
        kind = kinds[number % len(kinds)]
        sample = chance.choice(kind)
        data, what = mutated((sample.root / sample.file).read_bytes(), chance)
        yield sample, f"{sample.file}: {what}", data


def main() -> int:
    """Run all and print what went wrong; exit code 1 when anything did."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--jobs", type=int, default=2)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        kinds = samples(Path(folder) / "sound")
        with ThreadPoolExecutor(chosen.jobs) as pool:
            damaged = tries(kinds, chosen.count, chosen.seed)
            places = (Path(folder) / f"try-{number}" for number in range(chosen.count))
            verdicts = []
            for verdict in pool.map(lambda one, place: run(one[0], one[1], one[2], place), damaged, places):
                verdicts.append(verdict)
                sys.stdout.write(f"{len(verdicts)} {verdict.kind} {verdict.code} {verdict.seconds:.1f} s {verdict.fault}\n")
                if verdict.fault:
                    sys.stdout.write(f"{verdict.fault}: {verdict.what} {verdict.left}\n{verdict.said[-900:]}\n\n")
                sys.stdout.flush()
    faults = [one for one in verdicts if one.fault]
    ended = {code: sum(one.code == code for one in verdicts) for code in sorted({one.code or 0 for one in verdicts})}
    slowest = max((one.seconds for one in verdicts), default=0)
    sys.stdout.write(f"{len(verdicts)} inputs, {len(faults)} faults, exit codes {ended}, slowest {slowest:.1f} s\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
