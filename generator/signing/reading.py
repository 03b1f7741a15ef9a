"""What a PDF's signature says: by whom, whether the bytes are those that were signed, whether the certificate held."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

_MARK: Final = b"/ByteRange"
_REVISION_END: Final = re.compile(rb"%%EOF\r?\n?")


@dataclass(frozen=True, slots=True)
class SignatureState:
    """One signature. ``original`` are the bytes before it.

    ``intact``: the signed bytes are unchanged and the signature fits the certificate; ``whole``: nothing follows them.
    ``in_time``: the certificate was valid when the signer says to have signed; ``expired``: it is no longer valid today.
    ``fingerprint``: the certificate's SHA-256 (hex), by which a recipient knows the signer.
    """

    owner: str
    fingerprint: str
    original: bytes
    intact: bool
    whole: bool
    in_time: bool
    expired: bool
    signed_at: datetime | None


def is_signed(data: bytes) -> bool:
    """Say whether the file claims to hold a signature."""
    return _MARK in data


def read_signature(data: bytes, *, now: datetime | None = None) -> SignatureState | None:
    """Return the state of a file's only signature; None when it cannot be read, or when there are several."""
    from pyhanko.pdf_utils.misc import PdfError  # noqa: PLC0415  # only a signed file needs it
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415
    from pyhanko.sign.general import SigningError, UnacceptableSignerError  # noqa: PLC0415

    try:
        found = PdfFileReader(io.BytesIO(data)).embedded_signatures
        if len(found) != 1:
            return None
        return _state(found[0], data, now or datetime.now(UTC))
    except (PdfError, SigningError, UnacceptableSignerError, ValueError, KeyError, TypeError, AttributeError, IndexError):
        return None  # whatever a damaged file makes of itself


def _state(signature: Any, data: bytes, now: datetime) -> SignatureState:
    from pyhanko.sign.validation.status import SignatureCoverageLevel  # noqa: PLC0415

    signature.compute_integrity_info()
    certificate, at = signature.signer_cert, signature.self_reported_timestamp
    intact, valid = _checked(signature)
    return SignatureState(
        owner=str(certificate.subject.native.get("common_name", certificate.subject.human_friendly)),
        fingerprint=certificate.sha256_fingerprint.replace(" ", "").lower(),
        original=_before(data),
        intact=intact and valid,
        whole=signature.coverage is SignatureCoverageLevel.ENTIRE_FILE,
        in_time=at is not None and certificate.not_valid_before <= at <= certificate.not_valid_after,
        expired=now > certificate.not_valid_after,
        signed_at=at,
    )


def _checked(signature: Any) -> tuple[bool, bool]:
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity  # noqa: PLC0415

    return validate_sig_integrity(
        signature.signer_info,
        cert=signature.signer_cert,
        expected_content_type="data",
        actual_digest=signature.compute_digest(),
    )


def _before(data: bytes) -> bytes:
    """Return the file as it was before its last update: up to the end mark before the last."""
    ends = [found.end() for found in _REVISION_END.finditer(data)]
    return data[: ends[-2]] if len(ends) > 1 else b""
