"""What goes with a package: the letter, the first file to read, and the draft of an e-mail. Nothing is sent."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, timezone
from decimal import Decimal
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any, Final

from generator import formats
from generator.config.edition import Edition
from generator.document.draft import marked
from generator.document.environment import render
from generator.edition.checking.sums import CHECK_PAGE, SUMS
from generator.edition.delivery.contacts import Recipient, Sender
from generator.edition.folder.manifest import BriefEntry
from generator.typesetting.info import PdfInfo
from generator.typesetting.pdf import write_pdf

README: Final = "00_はじめにお読みください.txt"
_JAPAN: Final = timezone(timedelta(hours=9))
_MORNING: Final = time(9, tzinfo=_JAPAN)


@dataclass(frozen=True)
class EditionWords:
    """An edition as letters speak of it; ``reason`` tells why a later version was issued."""

    title: str
    programme: str
    label: str
    short_label: str
    version: str
    reason: str
    issuer: str
    published: str


@dataclass(frozen=True)
class Desk:
    """What every letter is written with; ``reason`` is that of a later version."""

    environment: Any
    edition: Edition
    sender: Sender
    reason: str = ""

    def letter(self, brief: BriefEntry, recipient: Recipient, *, errata: bool) -> bytes:
        """Return the letter (送付状) as PDF."""
        title = f"送付状 {self.edition.title} {brief.name}"
        html = self._fill("letter.html.j2", brief, recipient, title=title, pages=brief.pages, errata=errata)
        return write_pdf(marked(html, brief.control), info=self.info(title, brief.name))

    def readme(self, brief: BriefEntry, recipient: Recipient, items: Sequence[tuple[str, str]], *, signed: bool = False) -> str:
        """Return the text that explains the package to somebody who has never heard of it."""
        return self._fill(
            "readme.txt.j2",
            brief,
            recipient,
            name=brief.name,
            brief=brief.pdf.path,
            pages=brief.pages,
            items=items,
            volume=self.edition.source.volume,
            held=len(self.edition.prefectures_in_volume),
            sums=SUMS,
            signed=signed,
            check_page=CHECK_PAGE,
        )

    def mail(self, brief: BriefEntry, recipient: Recipient, *, name: str, package: bytes) -> bytes:
        """Return a draft (.eml) with the package attached; the same bytes each time. Mail programs open it for editing."""
        digest = hashlib.sha256(package).hexdigest()
        size = formats.number(Decimal(len(package)))
        words = {"package": name, "size": size, "sha256": digest, "readme": README}
        message = EmailMessage(policy=SMTP)
        message["From"] = self.sender.email
        message["To"] = recipient.email
        if recipient.cc:
            message["Cc"] = ", ".join(recipient.cc)
        message["Subject"] = self._fill("subject.txt.j2", brief, recipient).strip()
        message["Date"] = datetime.combine(self.edition.published_on, _MORNING)
        message["X-Unsent"] = "1"
        message.set_content(self._fill("mail.txt.j2", brief, recipient, **words), cte="base64")
        message.add_attachment(package, maintype="application", subtype="zip", filename=name)
        message.set_boundary(f"=_{digest[:32]}")
        return message.as_bytes()

    def info(self, title: str, area: str) -> PdfInfo:
        """Return what a PDF of this desk says about itself."""
        edition = self.edition
        return PdfInfo(title, edition.issuer, edition.programme, (area, edition.title), "ja", edition.published_on)

    def _fill(self, template: str, entry: BriefEntry, recipient: Recipient, **more: object) -> str:
        edition = self.edition
        words = EditionWords(
            title=edition.title,
            programme=edition.programme,
            label=edition.label,
            short_label=edition.short_label,
            version=f"第{entry.edition}版",
            reason=self.reason,
            issuer=edition.issuer,
            published=formats.era_date(edition.published_on),
        )
        slots = {"edition": words, "recipient": recipient, "sender": self.sender, "control": entry.control, **more}
        return render(self.environment, f"edition/{template}", **slots)
