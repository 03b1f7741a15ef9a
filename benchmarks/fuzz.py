"""Damage what comes from outside, some hundred times by a seed, and ask each time for one message and nothing half-written.

    python -m benchmarks.fuzz [--count 500] [--seed 20261130] [--first 0]

Tables, settings, sources (text, Excel, Word, PDF), inquiry workbooks, files of an earlier edition and PDFs are damaged;
every run is a process of its own with a copy of the project's folders. Reported are bug messages, runs over 60 CPU seconds,
files left half-written or changed by a command that failed, and a brief without 案 of a table that is no longer as
it was sealed. An input depends on the seed and its number only: ``--first 37 --count 1`` tries the 38th again.
"""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.fuzz_damages import mutated
from benchmarks.fuzz_inputs import Kind, Sample, samples
from generator.formats import DRAFT
from generator.readback.pdfium import readable

PATIENCE: Final = 60
"""CPU seconds of a run; the clock may show ten times as many, for other work may be going on."""
COUNT: Final = 500
SEED: Final = 20261130
_TOLD: Final = frozenset({0, 2})
_REPORTS: Final = frozenset({".pdf", ".csv", ".xlsx", ".docx", ".yaml"})


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
        if self.code and self.said.count("エラー［") != 1 and not any(end in self.said for end in ANSWERS):
            return "not one message"
        return "half-written" if self.left else ""


ANSWERS: Final = ("結果: ", "点検の結果を書きました", "取り込まなかった行", "違いが")
"""Words of the answers that end with exit code 2 and are no error."""


def run(sample: Sample, what: str, data: bytes, place: Path) -> Verdict:
    """Put the damaged file in the place of the sound one, run the command, look at what it left."""
    shutil.copytree(sample.root, place, symlinks=True)
    target = place / sample.file
    target.write_bytes(data)
    before = _prints(place)
    words = [word.format(place=place, file=target) for word in sample.command]
    begun = time.monotonic()
    try:
        done = subprocess.run(
            [sys.executable, *words],
            cwd=place, capture_output=True, timeout=10 * PATIENCE, check=False, preexec_fn=_limited,
        )  # fmt: skip
        code = None if done.returncode == -signal.SIGXCPU else done.returncode
        said = (done.stdout + done.stderr).decode("utf-8", errors="replace")
    except subprocess.TimeoutExpired:
        code, said = None, ""
    seconds = time.monotonic() - begun
    left = tuple(_left(before, _prints(place), code, said))
    if code == 0 and sample.sealed and data != (sample.root / sample.file).read_bytes():
        left += tuple(f"without 案: {path.name}" for path in place.glob("briefs/*/*.pdf") if not _is_draft(path))
    shutil.rmtree(place, ignore_errors=True)
    return Verdict(sample.kind, what, code, seconds, said, left)


def _limited() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE, PATIENCE))


def _is_draft(path: Path) -> bool:
    read = readable(path.read_bytes())
    return read is not None and all(DRAFT in page.margins for page in read.pages)


def _prints(place: Path) -> dict[str, tuple[int, int]]:
    """Return size and time of every file, by its path."""
    found = (path for path in place.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(place).as_posix(): (path.stat().st_size, path.stat().st_mtime_ns) for path in found}


def _left(
    before: dict[str, tuple[int, int]], after: dict[str, tuple[int, int]], code: int | None, said: str
) -> Iterator[str]:
    """Yield what must not be there: parts, and outputs of a command that failed."""
    for path in sorted(path for path, size in after.items() if before.get(path) != size):
        if path.endswith(".part") or (code and "取り込みました" not in said and Path(path).suffix in _REPORTS):
            yield path


def tries(kinds: Sequence[Kind], first: int, count: int, seed: int) -> Iterator[tuple[Sample, str, bytes]]:
    """Yield the damaged inputs, the kinds in turn; each the same for the same seed and number."""
    for number in range(first, first + count):
        chance = random.Random(f"{seed}-{number}")
        sample = chance.choice(kinds[number % len(kinds)])
        data, what = mutated((sample.root / sample.file).read_bytes(), chance)
        yield sample, f"{number} {sample.file}: {what}", data


def main() -> int:
    """Run all and print what went wrong; exit code 1 when anything did."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--jobs", type=int, default=2)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        kinds = samples(Path(folder) / "sound")
        with ThreadPoolExecutor(chosen.jobs) as pool:
            damaged = tries(kinds, chosen.first, chosen.count, chosen.seed)
            places = (Path(folder) / f"try-{number}" for number in range(chosen.count))
            verdicts = []
            for verdict in pool.map(lambda one, place: run(one[0], one[1], one[2], place), damaged, places):
                verdicts.append(verdict)
                told = f"{verdict.what} → {verdict.code} {verdict.seconds:.1f} s {verdict.fault}\n"
                sys.stdout.write(f"{verdict.kind} {told}")
                if verdict.fault:
                    sys.stdout.write(f"{verdict.left}\n{verdict.said[-900:]}\n\n")
                sys.stdout.flush()
    faults = [one for one in verdicts if one.fault]
    ended = {code: sum(one.code == code for one in verdicts) for code in sorted({one.code or 0 for one in verdicts})}
    slowest = max((one.seconds for one in verdicts), default=0)
    sys.stdout.write(f"{len(verdicts)} inputs, {len(faults)} faults, exit codes {ended}, slowest {slowest:.1f} s\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
