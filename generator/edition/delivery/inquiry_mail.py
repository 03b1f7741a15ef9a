"""The draft of an e-mail that sends a prefecture its questions. Nothing is sent."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, time, timedelta, timezone
from decimal import Decimal
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any, Final

from generator import formats
from generator.config.config import Config
from generator.config.edition import Edition
from generator.document.environment import make_environment, render
from generator.edition.delivery.contacts import Contacts, load_contacts

_MORNING: Final = time(9, tzinfo=timezone(timedelta(hours=9)))
_SHEET: Final = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")


@dataclass(frozen=True)
class InquiryDesk:
    """What every draft is written with."""

    edition: Edition
    contacts: Contacts
    environment: Any

    @classmethod
    def of(cls, config: Config, *, templates: Path) -> InquiryDesk:
        """Return the desk of an edition. Raises ConfigError for contacts that are not complete."""
        return cls(config.edition, load_contacts(config), make_environment(templates))

    def mail(self, prefecture: str, *, name: str, workbook: bytes, count: int) -> bytes:
        """Return a draft (.eml) with the sheet attached, which mail programs open for editing; the same bytes each time.

        ``count`` is how many figures are asked about, ``name`` that of the attached file.
        """
        sender, recipient = self.contacts.sender, self.contacts.of(prefecture)
        digest = hashlib.sha256(workbook).hexdigest()
        slots = {"edition": self.edition, "sender": sender, "recipient": recipient, "name": name}
        slots |= {"count": formats.number(Decimal(count)), "sha256": digest}
        message = EmailMessage(policy=SMTP)
        message["From"] = sender.email
        message["To"] = recipient.email
        if recipient.cc:
            message["Cc"] = ", ".join(recipient.cc)
        message["Subject"] = render(self.environment, "edition/inquiry_subject.txt.j2", **slots).strip()
        message["Date"] = datetime.combine(self.edition.source.read_on, _MORNING)
        message["X-Unsent"] = "1"
        message.set_content(render(self.environment, "edition/inquiry_mail.txt.j2", **slots), cte="base64")
        message.add_attachment(workbook, maintype=_SHEET[0], subtype=_SHEET[1], filename=name)
        message.set_boundary(f"=_{digest[:32]}")
        return message.as_bytes()
