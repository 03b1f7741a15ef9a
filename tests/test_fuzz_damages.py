"""The fuzzer's damages are the same for the same seed, and its verdicts know a fault from a message."""

from __future__ import annotations

import random

import pytest

from benchmarks.fuzz import Verdict
from benchmarks.fuzz_damages import mutated

SAID = "エラー［DATASET］ 表が読めません。"
VERDICTS = [
    (0, "", (), ""),
    (2, SAID, (), ""),
    (2, "結果: 別の入力から作られたPDFです。", (), ""),
    (None, "", (), "hang"),
    (1, "エラー［BUG］ 止まりました。", (), "bug"),
    (2, "Traceback (most recent call last)", (), "bug"),
    (2, "", (), "not one message"),
    (2, SAID, ("data/.ckb-1-abcd1234.part",), "half-written"),
]


def test_a_seed_gives_the_same_damages() -> None:
    """What was found once can be found again."""
    first, second = ([mutated(b"code,name\n032018,x\n", random.Random(seed)) for seed in (1, 2, 3)] for _ in range(2))

    assert first == second
    assert len({data for data, _ in first}) > 1


@pytest.mark.parametrize(("code", "said", "left", "fault"), VERDICTS)
def test_a_fault_is_known(code: int | None, said: str, left: tuple[str, ...], fault: str) -> None:
    """One message and exit code 2 are no fault; all else is."""
    assert Verdict("table", "cut", code, 1.0, said, left).fault == fault
