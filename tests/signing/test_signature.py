"""Signatures: what is put on a PDF, and how a tampered, foreign or expired one is told apart."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from certificates import PASSPHRASE, pkcs12_file
from finished import built, real_inputs

from generator.errors import UserError
from generator.readback.pdfium import read_pdf
from generator.review.checkers import validate
from generator.signing.keys import SigningKey, open_key
from generator.signing.reading import SignatureState, is_signed, read_signature
from generator.signing.writing import sign
from generator.tracing.verify import Verdict, verify

MIYAGI = "宮城県"


@cache
def key_of(owner: str = "厚生労働省") -> SigningKey:
    """A key that is read from a file like a real one."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "鍵.p12"
        path.write_bytes(pkcs12_file(owner))
        return open_key(path, PASSPHRASE)


@cache
def signed() -> bytes:
    """A brief with a signature."""
    return sign(built(MIYAGI).pdf, key_of())


def state_of(data: bytes, *, now: datetime | None = None) -> SignatureState:
    """What a file's signature says; there is one."""
    state = read_signature(data, now=now)
    assert state is not None
    return state


def judged(folder: Path, data: bytes, *, signer: str = "") -> Verdict:
    """What ``make verify`` says of a file."""
    path = folder / "brief.pdf"
    path.write_bytes(data)
    return verify(path, inputs=real_inputs(), signer=signer)


def test_the_bytes_before_the_signature_stay() -> None:
    """A signature is written behind the file, so that both can be compared."""
    assert signed().startswith(built(MIYAGI).pdf)
    assert state_of(signed()).original == built(MIYAGI).pdf


def test_a_signed_brief_is_still_accessible_and_archival(tmp_path: Path) -> None:
    """Both checkers find nothing in it."""
    path = tmp_path / "brief.pdf"
    path.write_bytes(signed())

    assert validate(path) == []


def test_a_signed_brief_reads_as_before() -> None:
    """Pages, texts and attachments are the same."""
    assert read_pdf(signed()).pages == read_pdf(built(MIYAGI).pdf).pages


def test_the_signer_is_named() -> None:
    """By the certificate's common name; the signature covers the whole file."""
    state = state_of(signed())

    assert (state.owner, state.intact, state.whole, state.in_time, state.expired) == ("厚生労働省", True, True, True, False)


def test_our_signed_file_is_known(tmp_path: Path) -> None:
    """The bytes before the signature are those that this tree makes."""
    verdict = judged(tmp_path, signed(), signer=state_of(signed()).fingerprint)

    assert verdict.same
    assert "署名: 署名の後に書き換えられていません。" in verdict.lines
    assert verdict.lines[-1] == "結果: この一式から作られるPDFと、1バイトも違いません。"


def flipped(data: bytes) -> bytes:
    """The file with one byte of its first half changed."""
    place = len(built(MIYAGI).pdf) // 2
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        pytest.param(flipped, "署名: 署名の後に書き換えられています。", id="a byte changed"),
        pytest.param(lambda data: data + b"% more\n", "署名: 署名の後に、何かが書き加えられています。", id="something added"),
    ],
)
def test_a_tampered_file_is_told(change: Callable[[bytes], bytes], told: str, tmp_path: Path) -> None:
    """Changed bytes and added ones are told apart; neither is taken for ours."""
    verdict = judged(tmp_path, change(signed()))

    assert not verdict.same
    assert told in verdict.lines


def test_another_key_is_told(tmp_path: Path) -> None:
    """The content is ours, the signer is not the one whose fingerprint was made known."""
    verdict = judged(tmp_path, sign(built(MIYAGI).pdf, key_of("別の人")), signer=state_of(signed()).fingerprint)

    assert not verdict.same
    assert "署名: 別の鍵による署名です。SIGNER の指紋と違います。" in verdict.lines


def test_a_certificate_that_has_expired_since_is_a_note() -> None:
    """It was valid when it signed."""
    state = state_of(signed(), now=datetime.now(UTC) + timedelta(days=365))

    assert (state.in_time, state.expired) == (True, True)


def test_an_expired_certificate_signs_nothing(tmp_path: Path) -> None:
    """It is refused before anything is written."""
    path = tmp_path / "鍵.p12"
    path.write_bytes(pkcs12_file(days_left=-1))

    with pytest.raises(UserError, match="有効期間の外"):
        open_key(path, PASSPHRASE)


def test_a_wrong_passphrase_is_told(tmp_path: Path) -> None:
    """With what to do."""
    path = tmp_path / "鍵.p12"
    path.write_bytes(pkcs12_file())

    with pytest.raises(UserError, match="開けません"):
        open_key(path, "違う")


def test_a_missing_key_is_told(tmp_path: Path) -> None:
    """A file that is not there, and none named."""
    with pytest.raises(UserError, match="読めません"):
        open_key(tmp_path / "ない.p12", PASSPHRASE)
    with pytest.raises(UserError, match="指定されていません"):
        open_key(None, PASSPHRASE)


def test_a_damaged_signature_is_no_bug(tmp_path: Path) -> None:
    """A file that only claims to be signed is refused in words."""
    verdict = judged(tmp_path, built(MIYAGI).pdf + b"\n/ByteRange\n")

    assert not verdict.same
    assert "電子署名を読めません" in verdict.lines[-1]


def test_an_unsigned_brief_is_not_taken_for_signed() -> None:
    """Nothing in our own files looks like a signature."""
    assert not is_signed(built(MIYAGI).pdf)
