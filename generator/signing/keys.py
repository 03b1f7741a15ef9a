"""The key that signs: a PKCS#12 file and its passphrase."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from generator.errors import UserError
from generator.files import read_ordinary
from generator.paths import shown

_LARGEST: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A key with its certificate: ``signer`` is pyHanko's, ``owner`` the certificate's common name."""

    signer: Any
    owner: str
    valid_until: datetime


def open_key(path: Path | None, passphrase: str, *, now: datetime | None = None) -> SigningKey:
    """Return the key of a PKCS#12 file. Raises UserError: no such file, wrong passphrase, no key, expired certificate."""
    if path is None:
        raise _refused("署名に用いる鍵が指定されていません。", "KEY", "", "例: make sign YEAR=2018 KEY=鍵.p12")
    try:
        data = read_ordinary(path, most=_LARGEST)
    except OSError as exc:
        raise _refused("鍵のファイルを読めません。", shown(path), exc.strerror or str(exc), "KEY= の場所を確かめてください。") from exc
    from pyhanko.sign.signers import SimpleSigner  # noqa: PLC0415  # only who signs needs it

    try:
        signer = SimpleSigner.load_pkcs12_data(data, other_certs=[], passphrase=passphrase.encode() or None)
    except ValueError:
        signer = None
    if signer is None or signer.signing_cert is None:
        raise _refused(
            "鍵のファイルを開けません。",
            shown(path),
            "合い言葉が違うか、PKCS#12（.p12、.pfx）でないファイル",
            "PASSPHRASE に正しい合い言葉を入れてください。",
        )
    certificate = signer.signing_cert
    _require_valid(certificate, path, now or datetime.now(UTC))
    owner = str(certificate.subject.native.get("common_name", certificate.subject.human_friendly))
    return SigningKey(signer, owner, certificate.not_valid_after)


def _require_valid(certificate: Any, path: Path, now: datetime) -> None:
    if certificate.not_valid_before <= now <= certificate.not_valid_after:
        return
    raise _refused(
        "証明書の有効期間の外なので、署名できません。",
        shown(path),
        f"{certificate.not_valid_before:%Y-%m-%d} から {certificate.not_valid_after:%Y-%m-%d} まで有効な証明書",
        "有効な証明書の鍵を用いてください。何も書き換えていません。",
    )


def _refused(what: str, where: str, found: str, remedy: str) -> UserError:
    return UserError(what, where=where, found=found, expected="証明書と秘密鍵の入ったPKCS#12のファイル", remedy=remedy)
